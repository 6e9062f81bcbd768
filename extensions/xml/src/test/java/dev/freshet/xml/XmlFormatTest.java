package dev.freshet.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.testkit.FileFormatContract;
import dev.freshet.testkit.MalformedFile;
import dev.freshet.testkit.OptionTable;
import dev.freshet.testkit.RandomValues;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class XmlFormatTest {
    enum Size {
        SMALL,
        LARGE
    }

    record All(
            int i,
            long l,
            double d,
            float f,
            boolean b,
            Integer boxed,
            String text,
            Size size,
            LocalDate day,
            LocalDateTime at,
            Instant instant,
            ZonedDateTime zoned,
            BigDecimal amount,
            BigInteger big,
            UUID id,
            Optional<String> maybe) {}

    record Tree(String name, List<All> rows, List<String> tags, Optional<Integer> size) {}

    private static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    /** XML cannot hold some characters. */
    private static RandomValues values(Random random) {
        RandomValues values = new RandomValues(random);
        return values.with(String.class, () -> values.text().replaceAll("[\u0000\u0007\uffff]", ""));
    }

    private static final String ROW = "<data>\n  <name>a</name>\n  ";

    @Nested
    final class Records extends FileFormatContract {
        @Override
        protected String type() {
            return "xml";
        }

        @Override
        protected Type javaType() {
            return list(All.class);
        }

        @Override
        protected Object value(Random random) {
            return values(random).of(list(All.class));
        }

        @Override
        protected List<String> options() {
            return List.of("root: flights");
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of("root: 1a", "\"root\" must be the name of an element, not \"1a\"");
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(String.class, "xml dataset holds a record, or a List");
        }

        @Override
        protected boolean noticesMissingEnd() {
            return true;
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(MalformedFile.of(
                    "missing", "<data>\n<item>\n<ii>1</ii></item></data>", ":3:11): \"[0].i\": expected an int"));
        }
    }

    @Nested
    final class Values extends FileFormatContract {
        @Override
        protected String type() {
            return "xml";
        }

        @Override
        protected Type javaType() {
            return Tree.class;
        }

        @Override
        protected Object value(Random random) {
            return values(random).of(Tree.class);
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of(
                    "the character U+0007 cannot be in XML",
                    new Tree("\u0007", List.of(), List.of(), Optional.empty()),
                    "the character U+FFFF cannot be in XML",
                    new Tree("\uffff", List.of(), List.of(), Optional.empty()));
        }

        @Override
        protected boolean noticesMissingEnd() {
            return true;
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(
                    MalformedFile.of("empty", "", "not XML"),
                    MalformedFile.of("unknown", ROW + "<tgas><tags>x</tags></tgas></data>", ":3:"),
                    MalformedFile.of("wrong number", ROW + "<size>many</size></data>", ":3:"),
                    MalformedFile.of("two roots", ROW + "</data><data/>", ":3:"),
                    MalformedFile.of("open element", ROW + "<size>1</sized></data>", ":3:"),
                    MalformedFile.of(
                            "element twice",
                            ROW + "<size>1</size>\n  <name>b</name></data>",
                            ":4:3): the element \"name\""),
                    MalformedFile.of(
                            "too large a number",
                            ROW + "<rows><rows><d>1e999</d></rows></rows></data>",
                            "\"rows[0].d\": the number is too large for a double"),
                    MalformedFile.of("attribute", "<data nmae='x'/>", "\"nmae\""),
                    MalformedFile.of(
                            "entity",
                            "<!DOCTYPE data [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>\n<data><name>&x;</name></data>",
                            ":1:1): a document type (<!DOCTYPE>) is not allowed"),
                    MalformedFile.of("undeclared entity", "<data><name>&x;</name></data>", "entity"));
        }
    }

    record Noted(int id, Map<String, Integer> notes, Map<Integer, String> years) {}

    @Test
    void keyThatCannotBeAnElement_isToldWithItsRecordAndComponent() throws IOException {
        Noted right = new Noted(1, Map.of("\u00e4_1.b-", 2), Map.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlCodec codec = new XmlCodec(list(Noted.class), "data");
        codec.write(out, List.of(right));
        assertThat(codec.read(new ByteArrayInputStream(out.toByteArray()))).isEqualTo(List.of(right));
        for (String key : List.of("", "a b", "1", "a:b", "<", "-a")) {
            assertThatThrownBy(() -> codec.write(
                            new ByteArrayOutputStream(), List.of(right, new Noted(2, Map.of(key, 1), Map.of()))))
                    .isInstanceOf(MalformedContent.class)
                    .hasMessageContaining("\"[1].notes\" cannot be written as XML: the key \"" + key
                            + "\" cannot be the name of an element");
        }
        assertThatThrownBy(() ->
                        codec.write(new ByteArrayOutputStream(), List.of(new Noted(2, Map.of(), Map.of(2026, "x")))))
                .hasMessageContaining("\"[0].years\" cannot be written as XML: the key \"2026\"");
    }

    @Test
    void table_isTheDeclaration() throws IOException {
        OptionTable.assertIn(Path.of("../../docs/extension-types.md"), "xml", new XmlFormat().options());
    }
}
