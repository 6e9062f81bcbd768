package dev.freshet.dataset.catalog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Content of every kind that goes wrong in the world: one line with the place, and nothing is changed. */
class BadInputTest {
    record Flight(String origin, int delay) {}

    record Reading(double value) {}

    record Counter(long count) {}

    record Tree(String name, List<Tree> children) {}

    private static final String HEADER = "origin,delay\n";
    private static final Type FLIGHTS = Types.list(Flight.class);

    private static byte[] bytes(String text, Charset encoding) {
        return text.getBytes(encoding);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] joined(String text, String hex) {
        byte[] tail = hex(hex);
        byte[] all = Arrays.copyOf(bytes(text, UTF_8), text.length() + tail.length);
        System.arraycopy(tail, 0, all, text.length(), tail.length);
        return all;
    }

    private static Arguments row(String name, Type type, String content, String message) {
        return arguments(name, type, bytes(content, UTF_8), message);
    }

    private static void failsInOneLine(String entry, Type type, byte[] content, String message) {
        TestProject project = TestProject.inMemory().with("f", content);
        Dataset<Object> dataset = project.dataset("path: f, type: " + entry, type);
        assertThatThrownBy(dataset::load)
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("dataset \"d\" (f" + message)
                .hasMessageNotContainingAny("\n", "\r", "\u0000", "\ufeff", "tools.jackson", "Source", "Feature");
        assertThat(project.path("f")).as("the content").hasBinaryContent(content);
        assertThat(project.files(".")).containsExactly("conf", "f");
    }

    /** An encoding that the file does not have, whatever its type. */
    static Stream<Arguments> wrongEncodings() {
        return Stream.of(
                arguments("UTF-16 with its mark, little end first", bytes("\ufeffa,b\n1,2\n", UTF_16LE), ":1:1"),
                arguments("UTF-16 with its mark, big end first", bytes("\ufeffa,b\n1,2\n", UTF_16BE), ":1:1"),
                arguments("Latin-1", bytes("[1]\né\n", ISO_8859_1), ":2:1"),
                arguments("Windows quotes", joined("a\n", "93613194"), ":2:1"),
                arguments("a surrogate", joined("ab", "eda080"), ":1:3"),
                arguments("a longer form than needed", joined("a\n", "c080"), ":2:1"),
                arguments("beyond Unicode", joined("a\nb", "f4908080"), ":2:2"),
                arguments("a continuation alone", joined("", "80"), ":1:1"),
                arguments("cut within a character", joined("é\nabc".substring(1), "c3"), ":2:4"),
                arguments("gzip under a plain name", hex("1f8b080000000000000a"), ":1:2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongEncodings")
    void wrongEncoding_isOneLineAtItsPlace(String name, byte[] content, String place) {
        failsInOneLine("text", String.class, content, place + "): this is not UTF-8 text");
        failsInOneLine("text", Types.TEXTS, content, place + "): this is not UTF-8 text");
        failsInOneLine("json", Object.class, content, place + "): this is not UTF-8 text");
        failsInOneLine("csv", Types.LISTS, content, place + "): this is not UTF-8 text");
    }

    static Stream<Arguments> encodingsOfTheEntry() {
        return Stream.of(
                arguments("UTF-16", "half a character", hex("00610062" + "00"), ":1:3): this is not UTF-16 text"),
                arguments("UTF-16", "a high surrogate alone", hex("d8000061"), ":1:1): this is not UTF-16 text"),
                arguments("UTF-16LE", "a low surrogate first", hex("00dc6100"), ":1:1): this is not UTF-16LE text"),
                arguments("US-ASCII", "an accent", bytes("a\né", UTF_8), ":2:1): this is not US-ASCII text"),
                arguments("windows-1252", "an unused byte", hex("6181"), ":1:2): this is not windows-1252 text"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("encodingsOfTheEntry")
    void contentOfAnotherEncodingThanTheEntrys_isOneLine(String encoding, String name, byte[] content, String message) {
        failsInOneLine("text, encoding: " + encoding, String.class, content, message);
        failsInOneLine("csv, encoding: " + encoding, Types.LISTS, content, message);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(
                        "UTF-16 without mark",
                        FLIGHTS,
                        bytes(HEADER + "a,1\n", UTF_16LE),
                        ":1): no column \"origin\", no column \"delay\"; the file has o\\u0000r\\u0000"),
                row("nothing", FLIGHTS, "", "): the file is empty; a header line with the names"),
                row("nothing but a mark", FLIGHTS, "\ufeff", "): the file is empty; a header line with the names"),
                row("nothing, for maps", Types.MAPS, "", "): the file is empty; a header line with the names"),
                row("a blank line", FLIGHTS, "\n", ":1): no column \"origin\", no column \"delay\"; the file has "),
                row("two marks", FLIGHTS, "\ufeff\ufeff" + HEADER, ":1): no column \"origin\" (did you mean"),
                row("another delimiter", FLIGHTS, "origin;delay\n", ":1): no column \"origin\", no column \"delay\""),
                row("a line of Excel's", FLIGHTS, "sep=,\n" + HEADER, ":1): no column \"origin\", no column"),
                row("a page of the web", FLIGHTS, "<html>\n", ":1): no column \"origin\", no column"),
                row("zeros", FLIGHTS, "\0".repeat(40), ":1): no column \"origin\", no column"),
                row("a column twice", FLIGHTS, "origin,origin,delay\n", ":1): two columns for \"origin\""),
                row("a column in two cases", FLIGHTS, "ORIGIN,Origin,delay\n", ":1): two columns for \"origin\""),
                row("a column twice, for maps", Types.MAPS, "a,b,a\n", ":1): duplicate column \"a\""),
                row("names that are empty, for maps", Types.MAPS, ",\na,1\n", ":1): duplicate column \"\""),
                row("a wide header", FLIGHTS, "c,".repeat(100_000) + "\n", ":1): no column \"origin\", no column"),
                row("a short line", FLIGHTS, HEADER + "a\n", ":2): the line has 1 cell, but there are 2 columns"),
                row("a long line", FLIGHTS, HEADER + "a,1,\n", ":2): the line has 3 cells, but there are 2 columns"),
                row("a short line, for lists", Types.LISTS, "a,b\n1\n", ":2): the line has 1 cell, but there are 2"),
                row(
                        "cut in the last line",
                        FLIGHTS,
                        HEADER + "a,1\nb,",
                        ":3:3): column \"delay\" is empty, but must be"),
                row("no number", FLIGHTS, HEADER + "a,\n", ":2:3): column \"delay\" is empty, but must be an int"),
                row(
                        "a quoted nothing",
                        FLIGHTS,
                        HEADER + "a,\"\"\n",
                        ":2:3): column \"delay\" is empty, but must be an int"),
                row("an open quote", FLIGHTS, HEADER + "a,1\n\"b,2\nc,3\n", ":3): not CSV: Unclosed quoted field"),
                row("an open quote at the end", FLIGHTS, HEADER + "a,\"1", ":2): not CSV: Unclosed quoted field"),
                row("an open quote in the header", FLIGHTS, "\"origin,delay\na,1\n", ":1): not CSV: Unclosed quoted"),
                row("text behind a quote", FLIGHTS, HEADER + "\"a\"b,1\n", ":2): not CSV: Unexpected character after"),
                row("a blank behind a quote", FLIGHTS, HEADER + "\"a\" ,1\n", ":2): not CSV: Unexpected character"),
                row(
                        "a mark in a number",
                        FLIGHTS,
                        HEADER + "a,\ufeff1\n",
                        ":2:3): column \"delay\": \"\\ufeff1\" is not"),
                row(
                        "a zero in a number",
                        FLIGHTS,
                        HEADER + "a,1\0\n",
                        ":2:3): column \"delay\": \"1\\u0000\" is not an int"),
                row("lines that end with CR", FLIGHTS, "origin,delay\ra,1\rb,x\r", ":3:3): column \"delay\": \"x\""),
                row(
                        "mixed ends of lines",
                        FLIGHTS,
                        "origin,delay\r\na,1\nb,2\rc,x\r\n",
                        ":4:3): column \"delay\": \"x\""),
                row("a huge cell", FLIGHTS, HEADER + "a," + "9".repeat(3_000_000), ":2:3): column \"delay\": \"999"),
                row(
                        "two mistakes",
                        FLIGHTS,
                        "delay,origin\nx,\"a\nb\"\n",
                        ":2:1): column \"delay\": \"x\" is not an int"),
                row("lines that do not fit first", FLIGHTS, HEADER + "a,x,y\n", ":2): the line has 3 cells"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void table_thatIsWrong_isOneLineAtItsPlace(String name, Type type, byte[] content, String message) {
        failsInOneLine("csv", type, content, message);
    }

    @ParameterizedTest
    @MethodSource("notNumbers")
    void number_thatIsNone_isOneLineAtItsPlace(String text, boolean isCount) {
        String shown = text + "\" is not ";
        failsInOneLine(
                "csv",
                Types.list(isCount ? Counter.class : Reading.class),
                bytes("count,value\n1,1\n\"" + text + "\",\"" + text + "\"\n", UTF_8),
                (isCount ? ":3:1): column \"count\": \"" : ":3:" + (text.length() + 4) + "): column \"value\": \"")
                        + shown
                        + (isCount ? "a long" : "a number"));
    }

    static Stream<Arguments> notNumbers() {
        List<String> none =
                List.of("1e400", "-1e400", "inf", "+Infinity", "1,5", "0x10", "1_000", "١", "1e", ".", "-", "1.0.0");
        List<String> noCount =
                List.of("NaN", "Infinity", "1.0", "1e3", "9223372036854775808", "-9223372036854775809", "--1");
        return Stream.of(
                        none.stream().map(text -> arguments(text, false)),
                        none.stream().map(text -> arguments(text, true)),
                        noCount.stream().map(text -> arguments(text, true)))
                .flatMap(rows -> rows);
    }

    /** Mistakes in one value, which are the same in JSON and in a line of JSON lines. */
    static Stream<Arguments> values() {
        String flight = "{\"origin\":\"a\",\"delay\":1";
        return Stream.of(
                row(
                        "a property twice",
                        Flight.class,
                        flight + ",\"delay\":2}",
                        ":1:32): not JSON: Duplicate Object property"),
                row("a key of a map twice", Object.class, "{\"a\":1,\"a\":2}", ":1:11): not JSON: Duplicate Object"),
                row(
                        "another case",
                        Flight.class,
                        "{\"Origin\":\"a\",\"delay\":1}",
                        ":1:2): \"Origin\": BadInputTest.Flight has no such"),
                row(
                        "one property more",
                        Flight.class,
                        flight + ",\"x\":{}}",
                        ":1:25): \"x\": BadInputTest.Flight has no such"),
                row(
                        "a property less",
                        Flight.class,
                        "{\"origin\":\"a\"}",
                        ":1:14): \"delay\": expected an int, but found none"),
                row(
                        "null for an int",
                        Flight.class,
                        "{\"delay\":null}",
                        ":1:10): \"delay\": expected an int, but found none"),
                row(
                        "a text for an int",
                        Flight.class,
                        "{\"delay\":\"1\"}",
                        ":1:10): \"delay\": expected an int, but found a text"),
                row(
                        "a fraction for an int",
                        Flight.class,
                        "{\"delay\":1.5}",
                        ":1:10): \"delay\": \"1.5\" is not an int"),
                row(
                        "true for an int",
                        Flight.class,
                        "{\"delay\":true}",
                        ":1:10): \"delay\": expected an int, but found true"),
                row(
                        "too large for an int",
                        Flight.class,
                        "{\"delay\":99999999999}",
                        ":1:10): \"delay\": the number is too large for an int"),
                row(
                        "too large for a long",
                        Counter.class,
                        "{\"count\":9223372036854775808}",
                        ":1:10): \"count\": the number is too large for a long"),
                row(
                        "too large for a double",
                        Reading.class,
                        "{\"value\":1e400}",
                        ":1:10): \"value\": the number is too large for a double"),
                row(
                        "far too small",
                        Reading.class,
                        "{\"value\":-1e99999999999}",
                        ":1:10): \"value\": the number is too large for a double"),
                row(
                        "too large for anything",
                        Object.class,
                        "{\"value\":1e400}",
                        ":1:10): \"value\": the number is too large for a double"),
                row(
                        "an exponent for a whole number",
                        BigInteger.class,
                        "1e999999",
                        ":1:1): \"1e999999\" is not a whole number"),
                row(
                        "a number of 2000 digits",
                        Object.class,
                        "1".repeat(2000),
                        ":1): Number value length (2000) exceeds the maximum allowed (1000)"),
                row("NaN", Reading.class, "{\"value\":NaN}", ":1:13): not JSON: Non-standard token 'NaN'"),
                row("Infinity", Reading.class, "{\"value\":-Infinity}", ":1:19): not JSON: "),
                row(
                        "a leading zero",
                        Counter.class,
                        "{\"count\":01}",
                        ":1:11): not JSON: Invalid numeric value: Leading zeroes not allowed"),
                row("a plus", Counter.class, "{\"count\":+1}", ":1:11): not JSON: Unexpected character ('+'"),
                row(
                        "a point at the end",
                        Reading.class,
                        "{\"value\":1.}",
                        ":1:11): not JSON: Unexpected character ('}'"),
                row("hexadecimal", Counter.class, "{\"count\":0x1}", ":1:11): not JSON: Unexpected character ('x'"),
                row("no quotes", Flight.class, "{origin:1}", ":1:2): not JSON: Unexpected character ('o'"),
                row("single quotes", Flight.class, "{'origin':1}", ":1:2): not JSON: Unexpected character ('''"),
                row("a comma at the end", Flight.class, flight + ",}", ":1:25): not JSON: Unexpected character ('}'"),
                row(
                        "a comma missing",
                        Flight.class,
                        "{\"origin\":\"a\" \"delay\":1}",
                        ":1:15): not JSON: Unexpected character ('\"'"),
                row(
                        "a second value",
                        Flight.class,
                        flight + "} {}",
                        ":1:26): a second value begins here, but there can be only one"),
                row("something behind it", Flight.class, flight + "} x", ":1:26): not JSON: Unrecognized token 'x'"),
                row("a comment", Object.class, "{} // x", ":1:4): not JSON: Unexpected character ('/'"),
                row("an unknown escape", Object.class, "\"\\x\"", ":1:3): not JSON: Unrecognized character escape 'x'"),
                row("half an escape", Object.class, "\"\\u12\"", ":1:6): not JSON: Unexpected character ('\"'"),
                row("a zero in a text", Object.class, "\"a\0\"", ":1:3): not JSON: Illegal unquoted character"),
                row("a tab in a text", Object.class, "\"a\t\"", ":1:3): not JSON: Illegal unquoted character"),
                row("an open text", Object.class, "\"abc", ":1:5): not JSON: Unexpected end-of-input"),
                row("an open object", Flight.class, flight, ":1:24): not JSON: Unexpected end-of-input"),
                row("an open array", Object.class, "[1,", ":1:4): not JSON: Unexpected end-of-input"),
                row("half a word", Object.class, "tru", ":1:1): not JSON: Unrecognized token 'tru'"),
                row(
                        "the wrong bracket",
                        Object.class,
                        "[1}",
                        ":1:3): not JSON: Unexpected close marker '}': expected ']'"),
                row(
                        "an array for an object",
                        Flight.class,
                        "[1]",
                        ":1:1): expected an object with the values of BadInputTest.Flight, but found "),
                row(
                        "a number for an object",
                        Flight.class,
                        "5",
                        ":1:1): expected an object with the values of BadInputTest.Flight, but found "),
                row("null", Flight.class, "null", ":1): null is not a value that a dataset can hold"),
                row("two marks", Object.class, "\ufeff\ufeff1", ":1:1): not JSON: Unexpected character ('\\ufeff'"),
                row(
                        "a mark in the middle",
                        Object.class,
                        "[\ufeff1]",
                        ":1:2): not JSON: Unexpected character ('\\ufeff'"),
                row("a page of the web", Object.class, "<html>", ":1:1): not JSON: Unexpected character ('<'"),
                row("zeros", Object.class, "\0\0\0", ":1:1): not JSON: Illegal character ((CTRL-CHAR, code 0))"),
                arguments(
                        "UTF-16 without mark",
                        Object.class,
                        bytes("[1]", UTF_16LE),
                        ":1:2): not JSON: Illegal character"),
                arguments(
                        "UTF-32",
                        Object.class,
                        bytes("[1]", Charset.forName("UTF-32")),
                        ":1:1): not JSON: Illegal character"),
                row(
                        "100,000 arrays in each other",
                        Object.class,
                        "[".repeat(100_000),
                        ":1): Document nesting depth (501) exceeds"),
                row(
                        "as many, closed",
                        Object.class,
                        "[".repeat(100_000) + "]".repeat(100_000),
                        ":1): Document nesting depth (501)"),
                row(
                        "20,000 records in each other",
                        Tree.class,
                        "{\"name\":\"a\",\"children\":[".repeat(20_000),
                        ":1): Document nesting depth (501)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void value_thatIsWrong_isOneLineAtItsPlace(String name, Type type, byte[] content, String message) {
        failsInOneLine("json", type, content, message);
        failsInOneLine("jsonl", Types.list(type), content, message);
        failsInOneLine(
                "jsonl",
                Types.list(type),
                bytes("\n\n" + new String(content, UTF_8), UTF_8),
                message.replaceFirst("^:1", ":3"));
    }
}
