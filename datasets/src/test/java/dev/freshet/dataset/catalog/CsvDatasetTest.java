package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.dataset.cell.Cells;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CsvDatasetTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Flight(String origin, int delay) {}

    record Person(String firstName, int age, Optional<String> nick) {}

    record One(String text) {}

    record Number(int n) {}

    record Positive(int n) {
        Positive {
            if (n < 0) {
                throw new IllegalArgumentException("n is negative");
            }
        }
    }

    record Timed(LocalDateTime date) {}

    record Day(LocalDate day) {}

    private static Object load(String options, String content, Type rows) {
        return TestProject.inMemory()
                .with("d.csv", content)
                .dataset("type: csv, path: d.csv" + options, Types.list(rows))
                .load();
    }

    private static Object load(String content, Type rows) {
        return load("", content, rows);
    }

    private static String saved(String options, Type rows, List<?> value) {
        TestProject project = TestProject.inMemory();
        project.<Object>dataset("type: csv, path: out/d.csv" + options, Types.list(rows))
                .save(value);
        return project.text("out/d.csv");
    }

    @Test
    void columns_areFoundByNameWhateverTheirOrderCaseAndSeparators() {
        assertThat(load("AGE,extra,First_Name,Nick\n7,x,Ann,\n8,y,Bob,B\n", Person.class))
                .isEqualTo(List.of(new Person("Ann", 7, Optional.empty()), new Person("Bob", 8, Optional.of("B"))));
    }

    @Test
    void exactName_winsOverALooseOne() {
        assertThat(load("DELAY,delay,origin\n1,2,a\n", Flight.class)).isEqualTo(List.of(new Flight("a", 2)));
    }

    @Test
    void columns_renameComponents() {
        assertThat(load(", columns: {origin: Von, delay: \"Verspätung\"}", "Verspätung,Von\n5,TXL\n", Flight.class))
                .isEqualTo(List.of(new Flight("TXL", 5)));
        assertThat(saved(", columns: {origin: Von}", Flight.class, List.of(new Flight("TXL", 5))))
                .isEqualTo("Von,delay\nTXL,5\n");
    }

    @Test
    void dialect_isFollowedBothWays() {
        String options = ", delimiter: \";\", quote: \"'\", header: false, encoding: ISO-8859-1";
        TestProject project = TestProject.inMemory();
        Dataset<List<Flight>> dataset = project.dataset("type: csv, path: d.csv" + options, Types.list(Flight.class));
        List<Flight> flights = List.of(new Flight("é;'x", 5), new Flight("\"", -1));
        dataset.save(flights);
        assertThat(dataset.load()).isEqualTo(flights);
        project.with("d.csv", "'\u00e9;''x';5\n\";-1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(dataset.load()).isEqualTo(flights);
    }

    @Test
    void format_isStrictAndWorksBothWays() {
        String options = ", formats: {date: \"yyyy/MM/dd HH:mm\"}";
        List<Timed> times = List.of(new Timed(LocalDateTime.of(2001, 1, 31, 0, 47)));
        assertThat(load(options, "date\n2001/01/31 00:47\n", Timed.class)).isEqualTo(times);
        assertThat(saved(options, Timed.class, times)).isEqualTo("date\n2001/01/31 00:47\n");
        assertThatThrownBy(() -> load(options, "date\n2001/02/30 00:47\n", Timed.class))
                .hasMessage("dataset \"d\" (d.csv:2:1): column \"date\": \"2001/02/30 00:47\" is not a date or time of"
                        + " the form yyyy/MM/dd HH:mm");
    }

    @Test
    void formatWithTimes_readsDatesButDoesNotInventTimesForThem() {
        String options = ", formats: {day: \"yyyy/MM/dd HH:mm\"}";
        assertThat(load(options, "day\n2001/01/31 00:47\n", Day.class))
                .isEqualTo(List.of(new Day(LocalDate.of(2001, 1, 31))));
        assertThatThrownBy(() -> saved(options, Day.class, List.of(new Day(LocalDate.of(2001, 1, 31)))))
                .hasMessage(
                        "dataset \"d\" (out/d.csv): record 1: column \"day\": 2001-01-31 cannot be written as a date or"
                                + " time of the form yyyy/MM/dd HH:mm");
    }

    @Test
    void emptyCell_isNull_quotedEmptyCellIsEmptyText() {
        assertThat(load("text\n\"\"\n\nx\n", One.class)).isEqualTo(List.of(new One(""), new One(null), new One("x")));
        assertThat(saved("", One.class, List.of(new One(""), new One(null), new One("x"))))
                .isEqualTo("text\n\"\"\n\nx\n");
    }

    @Test
    void blankLines_areNoRowsWhereARowCannotBeBlank() {
        assertThat(load("origin,delay\n\na,1\n\n\n", Flight.class)).isEqualTo(List.of(new Flight("a", 1)));
        assertThat(load("n\n\n1\n\n", Number.class)).isEqualTo(List.of(new Number(1)));
    }

    @Test
    void maps_haveTheColumnsOfTheHeader() {
        assertThat(load("b,a\n1,\n", mapType())).isEqualTo(List.of(mapOf("b", "1", "a", null)));
        assertThat(saved("", mapType(), List.of(mapOf("b", "1", "a", null), mapOf("a", "", "b", "x"))))
                .isEqualTo("b,a\n1,\nx,\"\"\n");
        assertThat(load(", header: false", "x,y\n", mapType())).isEqualTo(List.of(mapOf("1", "x", "2", "y")));
    }

    private static Type mapType() {
        return ((java.lang.reflect.ParameterizedType) Types.MAPS).getActualTypeArguments()[0];
    }

    private static Map<String, String> mapOf(String key1, String value1, String key2, String value2) {
        Map<String, String> map = new java.util.LinkedHashMap<>();
        map.put(key1, value1);
        map.put(key2, value2);
        return map;
    }

    @Test
    void lists_haveEveryLineAndAreWrittenAsTheyAre() {
        List<List<String>> rows = List.of(List.of("a", "b"), Arrays.asList("1", null));
        assertThat(load("a,b\n1,\n", Types.TEXTS)).isEqualTo(rows);
        assertThat(saved("", Types.TEXTS, rows)).isEqualTo("a,b\n1,\n");
        assertThat(load("", Types.TEXTS)).isEqualTo(List.of());
    }

    @Test
    void noRows_roundTrip() {
        for (Type row : List.of(Flight.class, mapType(), Types.TEXTS)) {
            TestProject project = TestProject.inMemory();
            Dataset<List<?>> dataset = project.dataset("type: csv, path: d.csv", Types.list(row));
            dataset.save(List.of());
            assertThat(dataset.load()).as(row.getTypeName()).isEmpty();
        }
    }

    @Test
    void byteOrderMark_isNoPartOfTheFirstColumn() {
        assertThat(load("\ufefforigin,delay\r\na,1\r\n", Flight.class)).isEqualTo(List.of(new Flight("a", 1)));
    }

    @Test
    void iterablesAndCollections_areLoadedAsLists() {
        TestProject project = TestProject.inMemory().with("d.csv", "n\n1\n");
        assertThat(project.<Object>dataset("type: csv, path: d.csv", Types.iterable(Number.class))
                        .load())
                .isEqualTo(List.of(new Number(1)));
        assertThat(project.<Object>dataset("type: csv, path: d.csv", Types.collection(Number.class))
                        .load())
                .isEqualTo(List.of(new Number(1)));
    }

    static Stream<Arguments> badContents() {
        return Stream.of(
                arguments(
                        Flight.class,
                        "",
                        ": the file is empty; a header line with the names of the columns is expected"),
                arguments(
                        Flight.class,
                        "orign,x\n",
                        ":1: no column \"origin\" (did you mean \"orign\"?), no column \"delay\"; the file has orign, x"),
                arguments(
                        Flight.class,
                        "De-lay,de_lay,origin\n",
                        ":1: two columns for \"delay\": \"De-lay\" and \"de_lay\"; the file has De-lay, de_lay, origin"),
                arguments(
                        Flight.class,
                        "delay,delay,origin\n",
                        ":1: two columns for \"delay\": \"delay\" and \"delay\"; the file has delay, delay, origin"),
                arguments(Flight.class, "origin,delay\na,1\nb\n", ":3: the line has 1 cell, but there are 2 columns"),
                arguments(Flight.class, "origin,delay\na,1,2\n", ":2: the line has 3 cells, but there are 2 columns"),
                arguments(Flight.class, "origin,delay\nab,abc\n", ":2:4: column \"delay\": \"abc\" is not an int"),
                arguments(
                        Flight.class, "origin,delay\n\"a\nb\"\"c\",x\n", ":3:7: column \"delay\": \"x\" is not an int"),
                arguments(
                        Flight.class,
                        "origin,delay\r\n\"a\r\nb\",x\r\n",
                        ":3:4: column \"delay\": \"x\" is not an int"),
                arguments(Flight.class, "origin,delay\n\"a\"\"\",x\n", ":2:7: column \"delay\": \"x\" is not an int"),
                arguments(Flight.class, "origin,delay\na,\n", ":2:3: column \"delay\" is empty, but must be an int"),
                arguments(
                        Flight.class, "origin,delay\na,\"\"\n", ":2:3: column \"delay\" is empty, but must be an int"),
                arguments(Flight.class, "origin,delay\na,1.0\n", ":2:3: column \"delay\": \"1.0\" is not an int"),
                arguments(Flight.class, "origin,delay\na, 1\n", ":2:3: column \"delay\": \" 1\" is not an int"),
                arguments(
                        Flight.class,
                        "origin,delay\na,2147483648\n",
                        ":2:3: column \"delay\": \"2147483648\" is not an int"),
                arguments(
                        Flight.class,
                        "origin,delay\na,\"x\ny" + "z".repeat(100) + "\"\n",
                        ":2:3: column \"delay\": \"x\\ny" + "z".repeat(57) + "...\" is not an int"),
                arguments(Positive.class, "n\n1\n-1\n", ":3: CsvDatasetTest.Positive refuses the row: n is negative"));
    }

    @ParameterizedTest
    @MethodSource("badContents")
    void content_thatIsWrong_isOneLineAtItsPlace(Type rows, String content, String message) {
        assertThatThrownBy(() -> load(content, rows))
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (d.csv" + message.replaceFirst(": ", "): "));
    }

    @Test
    void quoteThatIsNotClosed_isAnErrorWithItsLine() {
        assertThatThrownBy(() -> load("origin,delay\na,1\n\"b,2\nc,3\n", Flight.class))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("dataset \"d\" (d.csv:3): not CSV: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void maps_withAColumnTwice_areAnError() {
        assertThatThrownBy(() -> load("a,b,a\n1,2,3\n", mapType()))
                .hasMessage("dataset \"d\" (d.csv:1): duplicate column \"a\"; the file has a, b, a");
    }

    @Test
    void fileWithoutHeader_ofAnotherWidth_isAnError() {
        assertThatThrownBy(() -> load(", header: false", "a,1,x\n", Flight.class))
                .hasMessage(
                        "dataset \"d\" (d.csv:1): CsvDatasetTest.Flight has 2 components, but the file has 3 columns");
    }

    @Test
    void bytesThatAreNotOfTheEncoding_areAnErrorAtTheirPlace() {
        byte[] latin = ("origin,delay\n" + "a,1\n".repeat(50_000) + "é,1\n").getBytes(StandardCharsets.ISO_8859_1);
        Dataset<Object> dataset =
                TestProject.inMemory().with("d.csv", latin).dataset("type: csv, path: d.csv", Types.list(Flight.class));
        assertThatThrownBy(dataset::load)
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (d.csv:50002:1): this is not UTF-8 text");
    }

    static Stream<Arguments> badValues() {
        return Stream.of(
                arguments(Flight.class, Collections.singletonList(null), "record 1 is null"),
                arguments(
                        mapType(),
                        List.of(Map.of("abc", "1"), Map.of("abd", "1")),
                        "record 2: it has no \"abc\", but the first row has one"),
                arguments(
                        mapType(),
                        List.of(Map.of("abc", "1"), Map.of("abc", "1", "abd", "2")),
                        "record 2: it has \"abd\", but the first row does not; did you mean \"abc\"?"),
                arguments(
                        Types.TEXTS,
                        List.of(List.of("a"), List.of("a", "b")),
                        "record 2: it has 2 cells, but the first row has 1"),
                arguments(Types.TEXTS, List.of(List.of()), "record 1: it has no cells"),
                arguments(
                        One.class,
                        List.of(new One("x\ud800")),
                        "a text has a character that the dataset's encoding cannot hold; set the option \"encoding\""));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void value_thatCannotBeWritten_leavesTheOldFile(Type rows, List<?> value, String message) {
        TestProject project = TestProject.inMemory().with("d.csv", "old");
        Dataset<Object> dataset = project.dataset("type: csv, path: d.csv", Types.list(rows));
        assertThatThrownBy(() -> dataset.save(value))
                .isInstanceOf(DatasetException.class)
                .hasMessage("dataset \"d\" (d.csv): " + message);
        assertThat(project.text("d.csv")).isEqualTo("old");
        assertThat(project.files(".")).containsExactly("conf", "d.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "int, +5, 5",
        "long, -9000000000, -9000000000",
        "double, 1e3, 1000.0",
        "double, NaN, NaN",
        "double, -Infinity, -Infinity",
        "float, 0.1, 0.1",
        "float, 1.00000017881393432617187499, 1.0000001",
        "boolean, True, true",
        "char, x, x",
        "short, 7, 7",
        "byte, -128, -128"
    })
    void primitives_areRead(String type, String text, String expected) {
        assertThat(Cells.of(primitive(type)).orElseThrow().parse().apply(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "int, 0x1F", "int, ٣", "int, `5 `", "long, 1_000", "double, 1d", "double, 0x1p3", "double, ` 1`",
                "double, `1,5`", "double, 1e999", "float, 1e39", "boolean, yes", "boolean, 1", "char, xy", "byte, 128"
            })
    void primitives_areReadStrictly(String type, String text) {
        assertThatThrownBy(() -> Cells.of(primitive(type)).orElseThrow().parse().apply(text))
                .isInstanceOf(RuntimeException.class);
    }

    private static Class<?> primitive(String name) {
        return Stream.of(
                        int.class,
                        long.class,
                        double.class,
                        float.class,
                        boolean.class,
                        char.class,
                        short.class,
                        byte.class)
                .filter(type -> type.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void enumAndUuid_areReadStrictly() {
        assertThatThrownBy(() -> load("size\nsmall\n", Sized.class))
                .hasMessage("dataset \"d\" (d.csv:2:1): column \"size\": \"small\" is not one of SMALL, LARGE");
        assertThatThrownBy(() -> Cells.of(UUID.class).orElseThrow().parse().apply("1-1-1-1-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Cells.of(BigDecimal.class).orElseThrow().parse().apply("1.50"))
                .isEqualTo(new BigDecimal("1.50"));
    }

    record Sized(Size size) {}

    record Nothing() {}

    /** Its rows would be blank lines, of which nobody knows how many there were. */
    @Test
    void recordWithoutComponents_isRefusedBeforeTheRun() {
        assertThatThrownBy(() -> TestProject.inMemory().dataset("type: csv, path: f", Types.list(Nothing.class)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no components");
    }
}
