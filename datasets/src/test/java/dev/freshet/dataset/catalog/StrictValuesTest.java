package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file or its Java type cannot give back as it is, is refused, and nothing is overwritten. */
class StrictValuesTest {
    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    sealed interface Angular extends Shape {}

    record Square(double side) implements Angular {}

    record Triangle(double a, double b, double c) implements Angular {}

    sealed interface Result<T> {}

    record Found<T>(T value, List<T> others) implements Result<T> {}

    record Missing<T>(String why) implements Result<T> {}

    record Drawing(Shape main, List<Shape> shapes, Map<String, Shape> named, Optional<Shape> last) {}

    record Loose(String name, @Nullable String note, Optional<String> label) {}

    interface Open {}

    sealed interface Mixed {}

    enum Colour implements Mixed {
        RED
    }

    record Growing<T>(Optional<T> value, List<Growing<List<T>>> more) {}

    sealed interface Clash {}

    record Typed(int $type) implements Clash {}

    record Marked(@JsonProperty("the name") String name, boolean open) {
        boolean isClosed() {
            return !open;
        }

        public String getLabel() {
            return name;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS)
    sealed interface Named {}

    record One(int n) implements Named {}

    /** Jackson reads it, since it is no record. */
    public static final class Tally {
        public int n;
    }

    /** A bean, which Jackson writes. */
    public static final class Holder {
        private Shape shape = new Circle(1);
        private List<Shape> shapes = List.of(new Square(2));

        public Shape getShape() {
            return shape;
        }

        public void setShape(Shape shape) {
            this.shape = shape;
        }

        public List<Shape> getShapes() {
            return shapes;
        }

        public void setShapes(List<Shape> shapes) {
            this.shapes = shapes;
        }
    }

    private static Object roundTrip(String type, Type java, Object value) {
        TestProject project = TestProject.inMemory();
        project.<Object>dataset("type: " + type + ", path: f", java).save(value);
        return project.<Object>dataset("type: " + type + ", path: f", java).load();
    }

    private static Object load(String type, Type java, String content) {
        return TestProject.inMemory()
                .with("f", content)
                .<Object>dataset("type: " + type + ", path: f", java)
                .load();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "yaml"})
    void sealedTypes_comeBackWhereverTheyAre(String type) {
        Drawing drawing = new Drawing(
                new Circle(1),
                List.of(new Square(2), new Triangle(3, 4, 5)),
                Map.of("a", new Circle(0)),
                Optional.empty());
        assertThat(roundTrip(type, Types.list(Drawing.class), List.of(drawing))).isEqualTo(List.of(drawing));
        Type results = Types.list(GenericTypes.parameterized(Result.class, LocalDate.class));
        List<Result<LocalDate>> found =
                List.of(new Found<>(LocalDate.EPOCH, List.of(LocalDate.MAX)), new Missing<>("no"));
        assertThat(roundTrip(type, results, found)).isEqualTo(found);
    }

    @Test
    void nameOfARecord_mayBeAnywhereInItsObject() {
        assertThat(load("json", Shape.class, "{\"a\": 3, \"b\": 4, \"$type\": \"Triangle\", \"c\": 5}"))
                .isEqualTo(new Triangle(3, 4, 5));
        assertThatThrownBy(() -> load("json", Shape.class, "{\"a\": 3,\n\"d\": 4, \"$type\": \"Triangle\"}"))
                .hasMessageContaining("(f:2:1): \"d\": StrictValuesTest.Triangle has no such component");
    }

    @Test
    void recordWithOtherMethods_isItsComponents() {
        TestProject project = TestProject.inMemory();
        project.<Object>dataset("type: json, path: f", Marked.class).save(new Marked("a", true));
        assertThat(project.text("f")).isEqualTo("{\n  \"the name\": \"a\",\n  \"open\": true\n}\n");
        assertThat(project.<Object>dataset("type: json, path: f", Marked.class).load())
                .isEqualTo(new Marked("a", true));
    }

    @Test
    void annotationsOfJackson_count() {
        List<Named> value = List.of(new One(1));
        assertThat(roundTrip("json", Types.list(Named.class), value)).isEqualTo(value);
    }

    @Test
    void beansProperties_nameTheirRecords() {
        Holder loaded = (Holder) roundTrip("json", Holder.class, new Holder());
        assertThat(loaded.getShape()).isEqualTo(new Circle(1));
        assertThat(loaded.getShapes()).isEqualTo(List.of(new Square(2)));
    }

    @Test
    void missingComponent_isRefusedUnlessItMayBe() {
        assertThat(load("json", Loose.class, "{\"name\": null}")).isEqualTo(new Loose(null, null, Optional.empty()));
        assertThatThrownBy(() -> load("json", Loose.class, "{\"note\": \"x\"}"))
                .hasMessageContaining("\"name\": expected text, but found none");
        assertThatThrownBy(() -> load("json", Marked.class, "{\"the name\": \"a\"}"))
                .hasMessageContaining("\"open\": expected true or false, but found none")
                .hasMessageNotContaining("refused");
    }

    @Test
    void primitive_thatIsMissingOrNull_isRefusedInTypesThatJacksonReads() {
        assertThatThrownBy(() -> load("json", Named.class, "{\"@c\": \".StrictValuesTest$One\"}"))
                .hasMessageContaining("\"n\": expected an int, but found none");
        assertThatThrownBy(() -> load("json", Tally.class, "{\"n\": null}"))
                .hasMessageContaining("\"n\": expected an int, but found none");
    }

    static Stream<Arguments> contents() {
        Type days = GenericTypes.parameterized(Map.class, LocalDate.class, Integer.class);
        Type numbers = GenericTypes.parameterized(Map.class, BigDecimal.class, Integer.class);
        Type sorted = GenericTypes.parameterized(SortedSet.class, BigDecimal.class);
        return Stream.of(
                arguments(byte.class, "200", "the number is too large for a byte"),
                arguments(double.class, "9007199254740993", "would become 9007199254740992 in a double"),
                arguments(double.class, "1e-400", "would become 0 in a double"),
                arguments(Shape.class, "{ }", "\"$type\" is missing; it says which StrictValuesTest.Shape this is"),
                arguments(Shape.class, "{\"$type\": \"Circel\"}", "no record \"Circel\"; did you mean \"Circle\"?"),
                arguments(Shape.class, "{\"$type\": 5, \"radius\": 1}", "has no record"),
                arguments(Circle.class, "{\"$type\": \"Circle\", \"radius\": 1}", "no such component"),
                arguments(days, "{\"2026-01-31\": 1, \"2026-02-30\": 2}", "\"2026-02-30\" is not a date"),
                arguments(
                        GenericTypes.parameterized(Map.class, Integer.class, Integer.class),
                        "{\"1\": 1, \"01\": 2}",
                        "the keys \"1\" and \"01\" are one value"),
                arguments(numbers, "{\"1.0\": 1, \"1.0\": 2}", "Duplicate"),
                arguments(sorted, "[1.0, 1.00]", "the items 1 and 2 of a set are one value"),
                arguments(Colour.class, "0", "expected one of RED, but found a whole number"),
                arguments(Colour.class, "\"\"", "\"\" is not one of RED"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void content_thatWouldBecomeAnotherValue_isRefused(Type type, String content, String message) {
        assertThatThrownBy(() -> load("json", type, content))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("(f:1:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(Open.class, "nothing says which class a stored value is of"),
                arguments(Mixed.class, "StrictValuesTest.Colour is no record"),
                arguments(Clash.class, "has a component $type"),
                arguments(
                        GenericTypes.parameterized(
                                Optional.class, GenericTypes.parameterized(Optional.class, String.class)),
                        "an Optional of an Optional cannot say which of them is empty"),
                arguments(
                        GenericTypes.parameterized(Map.class, Circle.class, String.class), "have no text of their own"),
                arguments(
                        GenericTypes.parameterized(Growing.class, Integer.class), "ever other records, without an end"),
                arguments(GenericTypes.parameterized(SortedSet.class, Locale.class), "no order of their own"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void type_thatCannotBeStored_isRefusedBeforeTheRun(Type type, String message) {
        for (String format : List.of("json", "yaml")) {
            assertThatThrownBy(() ->
                            TestProject.inMemory().with("f", "old").dataset("type: " + format + ", path: f", type))
                    .hasMessageContaining(message);
        }
    }

    static Stream<Arguments> values() {
        Map<Object, Object> keys = new HashMap<>();
        keys.put(null, 1);
        Map<Object, Object> numbers = new LinkedHashMap<>(Map.of(1, 1));
        TreeSet<Integer> down = new TreeSet<>(Comparator.reverseOrder());
        down.addAll(List.of(1, 2));
        Object deep = 1;
        for (int i = 0; i < 600; i++) {
            deep = new ArrayList<>(Arrays.asList(deep));
        }
        Type objects = GenericTypes.parameterized(Map.class, Object.class, Object.class);
        return Stream.of(
                arguments(BigInteger.class, BigInteger.TEN.pow(1000), "more than 1000 characters"),
                arguments(Locale.class, new Locale("no", "NO", "NY"), "would be read as another value"),
                arguments(objects, keys, "a key of the map is null"),
                arguments(objects, numbers, "the key 1 is a Integer"),
                arguments(Object.class, LocalDate.EPOCH, "a LocalDate would be read as a text"),
                arguments(Object.class, List.of(5L), "a Long would be read as an Integer"),
                arguments(Object.class, deep, "nesting depth"),
                arguments(GenericTypes.parameterized(SortedSet.class, Integer.class), down, "given by a Comparator"));
    }

    /** JDK 17 cannot read again what it writes of this number, but JDK 25 can. */
    @Test
    void decimalWithTheLargestExponent_isReadAgain_orLeavesTheOldFile() {
        TestProject project = TestProject.inMemory().with("f", "old");
        BigDecimal value = new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE);
        Dataset<BigDecimal> dataset = project.dataset("type: json, path: f", BigDecimal.class);
        try {
            dataset.save(value);
        } catch (DatasetException e) {
            assertThat(project.text("f")).isEqualTo("old");
            return;
        }
        assertThat(dataset.load()).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_thatCouldNotBeReadAgain_leavesTheOldFile(Type type, Object value, String message) {
        TestProject project = TestProject.inMemory().with("f", "old");
        assertThatThrownBy(() ->
                        project.<Object>dataset("type: json, path: f", type).save(value))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
        assertThat(project.text("f")).isEqualTo("old");
    }

    @Test
    void halfOfASurrogatePair_comesBackOrIsRefused() {
        assertThat(roundTrip("json", String.class, "a\ud800b")).isEqualTo("a\ud800b");
        assertThatThrownBy(() -> roundTrip("yaml", String.class, "a\ud800b"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("half of a surrogate pair");
        assertThat(roundTrip("yaml", String.class, "a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00b");
    }

    @Test
    void yamlThatWouldBeTooDeepToRead_isNotWritten() {
        Object deep = 1;
        for (int i = 0; i < 199; i++) {
            deep = new ArrayList<>(Arrays.asList(deep));
        }
        assertThat(roundTrip("yaml", Object.class, deep)).isEqualTo(deep);
        List<Object> deeper = List.of(deep);
        assertThatThrownBy(() -> roundTrip("yaml", Object.class, deeper))
                .hasMessageContaining("(f): the values are nested more than 200 deep");
    }

    /** The parser of YAML reads a thousand characters at a time. */
    @Test
    void charactersOutsideTheBasicPlane_comeBackWhereverTheyAre() {
        for (int length = 1010; length < 1040; length++) {
            String text = "a".repeat(length) + "😀";
            assertThat(roundTrip("yaml", String.class, text)).isEqualTo(text);
        }
    }

    @Test
    void longTextsAndNames_comeBack() {
        Map<String, String> value = Map.of("x".repeat(60_000), "y".repeat(21_000_000));
        Type type = GenericTypes.parameterized(Map.class, String.class, String.class);
        assertThat(roundTrip("json", type, value).equals(value)).isTrue();
    }

    @Test
    void partitions_areWrittenOnlyIfAllCanBe() {
        TestProject project = TestProject.inMemory().with("days/a.json", "1\n").with("days/b.json", "2\n");
        Type type = GenericTypes.parameterized(Map.class, String.class, BigInteger.class);
        Map<String, BigInteger> value = new LinkedHashMap<>();
        value.put("a", BigInteger.TWO);
        value.put("b", BigInteger.TEN.pow(2000));
        assertThatThrownBy(() -> project.<Object>dataset("type: json, path: \"days/*.json\"", type)
                        .save(value))
                .hasMessageContaining("days/b.json");
        assertThat(project.text("days/a.json")).isEqualTo("1\n");
        value.remove("b");
        value.put("../c", BigInteger.ONE);
        assertThatThrownBy(() -> project.<Object>dataset("type: json, path: \"days/*.json\"", type)
                        .save(value))
                .hasMessageContaining("cannot be the key of a partition");
        assertThat(project.text("days/a.json")).isEqualTo("1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32"})
    void textThatBeginsWithAByteOrderMark_comesBack(String encoding) {
        for (String text : List.of("\ufeff", "\ufeffa", "\ufeff\ufeffa")) {
            assertThat(roundTrip("text, encoding: " + encoding, String.class, text))
                    .isEqualTo(text);
            assertThat(roundTrip("text, encoding: " + encoding, Types.TEXTS, List.of(text, text)))
                    .isEqualTo(List.of(text, text));
        }
    }

    /** In Shift_JIS, the sign of the yen would be read as a backslash. */
    @Test
    void characterThatAnEncodingChanges_isRefused() {
        TestProject project = TestProject.inMemory().with("f", "old");
        assertThatThrownBy(() -> project.<Object>dataset("type: text, path: f, encoding: Shift_JIS", String.class)
                        .save("100 \u00a5"))
                .hasMessageContaining("a character that the dataset's encoding cannot hold");
        assertThat(project.text("f")).isEqualTo("old");
        assertThat(roundTrip("text, encoding: Shift_JIS", String.class, "日本 a\\"))
                .isEqualTo("日本 a\\");
    }
}
