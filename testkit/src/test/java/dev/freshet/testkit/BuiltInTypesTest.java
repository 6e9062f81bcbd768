package dev.freshet.testkit;

import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;

/** The dataset types that come with the runtime keep the contracts. */
final class BuiltInTypesTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Row(int n, String text, Size size, LocalDate day, BigDecimal amount, Optional<UUID> id, Double real) {}

    record Tree(String name, List<Row> rows, Map<String, Long> counts) {}

    private static Type list(Type element) {
        return GenericTypes.parameterized(List.class, element);
    }

    private static final String ROW =
            "{\"n\":1,\"text\":\"a\",\"size\":null,\"day\":null,\"amount\":null,\"real\":null}";
    private static final String HEADER = "n,text,size,day,amount,id,real\n";

    @Nested
    final class Csv extends RecordFormatContract {
        @Override
        protected String type() {
            return "csv";
        }

        @Override
        protected Type javaType() {
            return list(Row.class);
        }

        @Override
        protected List<String> options() {
            return List.of("delimiter: \";\"", "header: false", "encoding: UTF-16", "quote: \"'\"");
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of(
                    "delimiter: ab", "\"delimiter\" must be one character, not \"ab\"",
                    "encoding: latin", "\"encoding\" must be the name of an encoding",
                    "header: maybe", "\"header\" must be true or false, not \"maybe\"",
                    "formats: {dayy: yyyy}", "did you mean \"day\"?");
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(
                    String.class,
                    "a csv dataset holds a List",
                    list(Tree.class),
                    "component \"rows\" of BuiltInTypesTest.Tree is List<BuiltInTypesTest.Row>");
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of(
                    "a character that the dataset's encoding cannot hold",
                    List.of(new Row(1, "\ud800", null, null, null, Optional.empty(), null)));
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(
                    MalformedFile.of("empty", "", "the file is empty"),
                    MalformedFile.of(
                            "missing column", "n,text,size,dya,amount,id,real\n", ":1): no column \"day\" (did you"),
                    MalformedFile.of("column twice", "N,n,n,text,size,day,amount,id,real\n", "two columns for \"n\""),
                    MalformedFile.of("null into int", HEADER + ",a,,,,,\n", ":2:1): column \"n\" is empty"),
                    MalformedFile.of(
                            "text into int", HEADER + "x,a,,,,,\n", ":2:1): column \"n\": \"x\" is not an int"),
                    MalformedFile.of("greater than int", HEADER + "3000000000,a,,,,,\n", "is not an int"),
                    MalformedFile.of(
                            "unknown constant", HEADER + "1,a,TINY,,,,\n", "\"TINY\" is not one of SMALL, LARGE"),
                    MalformedFile.of("no such day", HEADER + "1,a,,2026-02-30,,,\n", "is not a date such as"),
                    MalformedFile.of("short line", HEADER + "1,a\n", ":2): the line has 2 cells"),
                    MalformedFile.of("open quote", HEADER + "1,\"a,,,,,\n", "not CSV"),
                    new MalformedFile(
                            "wrong encoding",
                            (HEADER + "1,\u00e9,,,,,\n").getBytes(StandardCharsets.ISO_8859_1),
                            ":2:3): this is not UTF-8 text"));
        }
    }

    @Nested
    final class JsonLines extends RecordFormatContract {
        @Override
        protected String type() {
            return "jsonl";
        }

        @Override
        protected Type javaType() {
            return list(Row.class);
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(Row.class, "a jsonl dataset holds a List");
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(
                    MalformedFile.of("no JSON", ROW + "\nn: 1\n", ":2"),
                    MalformedFile.of("unknown property", "{\"n\":1,\"m\":2}\n", "\"m\""),
                    MalformedFile.of("wrong type", "{\"n\":\"x\"}\n", ":1"),
                    MalformedFile.of("cut", "{\"n\":1", ":1"));
        }
    }

    @Nested
    final class Json extends FileFormatContract {
        @Override
        protected String type() {
            return "json";
        }

        @Override
        protected Type javaType() {
            return Tree.class;
        }

        @Override
        protected Object value(Random random) {
            return new RandomValues(random).of(Tree.class);
        }

        @Override
        protected boolean noticesMissingEnd() {
            return true;
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(
                    MalformedFile.of("empty", "", "empty"),
                    MalformedFile.of("wrong type", "{\"name\": [1]}", ":1:10"),
                    MalformedFile.of("rest", "{\"name\": null, \"rows\": [], \"counts\": {}} x", ":1"));
        }
    }

    @Nested
    final class Yaml extends FileFormatContract {
        @Override
        protected String type() {
            return "yaml";
        }

        @Override
        protected Type javaType() {
            return Tree.class;
        }

        @Override
        protected Object value(Random random) {
            return new RandomValues(random).of(Tree.class);
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(
                    MalformedFile.of("empty", "", "empty"),
                    MalformedFile.of("wrong type", "name: [1]", ":1:7"),
                    MalformedFile.of("rest", "name: null\n---\nname: null\n", ":2:1"));
        }
    }

    @Nested
    final class YamlRecords extends FileFormatContract {
        @Override
        protected String type() {
            return "yaml";
        }

        @Override
        protected Type javaType() {
            return list(Row.class);
        }

        @Override
        protected Object value(Random random) {
            return new RandomValues(random).of(list(Row.class));
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(MalformedFile.of("unknown component", "- n: 1\n  m: 2\n", ":2:3): \"[0].m\""));
        }
    }

    @Nested
    final class Lines extends RecordFormatContract {
        @Override
        protected String type() {
            return "text";
        }

        @Override
        protected Type javaType() {
            return list(String.class);
        }

        @Override
        protected Object record(RandomValues random) {
            return new String(random.text().replaceAll("[\r\n\ufeff]", ""));
        }

        @Override
        protected List<String> options() {
            return List.of("encoding: UTF-16LE");
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(new MalformedFile("not UTF-8", new byte[] {'a', '\n', 'b', -1}, ":2:2"));
        }
    }

    @Nested
    final class Text extends FileFormatContract {
        @Override
        protected String type() {
            return "text";
        }

        @Override
        protected Type javaType() {
            return String.class;
        }

        @Override
        protected Object value(Random random) {
            return "x" + new RandomValues(random).text();
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of("cannot hold", "\udc00");
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of(new MalformedFile("not UTF-8", new byte[] {'a', -1}, ":1:2): this is not UTF-8 text"));
        }
    }

    @Nested
    final class Bytes extends FileFormatContract {
        @Override
        protected String type() {
            return "bytes";
        }

        @Override
        protected Type javaType() {
            return byte[].class;
        }

        @Override
        protected Object value(Random random) {
            return new RandomValues(random).of(byte[].class);
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(String.class, "a bytes dataset holds a byte[]");
        }

        @Override
        protected List<MalformedFile> malformed() {
            return List.of();
        }
    }
}
