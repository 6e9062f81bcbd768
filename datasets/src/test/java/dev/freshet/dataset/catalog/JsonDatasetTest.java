package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonDatasetTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Leg(String origin, int delay) {
        Leg {
            if (delay < -100) {
                throw new IllegalArgumentException("delay is below -100");
            }
        }
    }

    record Report(String name, List<Leg> legs, Optional<Size> size) {}

    record Times(LocalDate day, Duration length, Instant at, OffsetDateTime offset) {}

    record Ordered(int z, int a, Map<String, Integer> m) {}

    private static Object load(String type, String content, Type java) {
        return TestProject.inMemory()
                .with("f", content)
                .dataset("type: " + type + ", path: f", java)
                .load();
    }

    private static String saved(String type, Type java, Object value) {
        TestProject project = TestProject.inMemory();
        project.<Object>dataset("type: " + type + ", path: f", java).save(value);
        return project.text("f");
    }

    @Test
    void json_isIndentedInDeclaredOrderWithSortedKeys() {
        Map<String, Integer> map = new HashMap<>();
        for (String key : List.of("zz", "b", "aa", "a")) {
            map.put(key, 1);
        }
        assertThat(saved("json", Ordered.class, new Ordered(1, 2, map))).isEqualTo("""
                {
                  "z": 1,
                  "a": 2,
                  "m": {
                    "a": 1,
                    "aa": 1,
                    "b": 1,
                    "zz": 1
                  }
                }
                """);
    }

    @Test
    void jsonLines_areOneValueALine() {
        assertThat(saved("jsonl", Types.list(Leg.class), List.of(new Leg("a\nb", 1), new Leg("é", 2))))
                .isEqualTo("{\"origin\":\"a\\nb\",\"delay\":1}\n{\"origin\":\"é\",\"delay\":2}\n");
        assertThat(saved("jsonl", Types.list(Leg.class), List.of())).isEmpty();
        assertThat(load("jsonl", "", Types.list(Leg.class))).isEqualTo(List.of());
        assertThat(load("jsonl", "\n{\"origin\":\"a\",\"delay\":1}\r\n\n", Types.list(Leg.class)))
                .isEqualTo(List.of(new Leg("a", 1)));
    }

    @Test
    void times_areTextsThatKeepTheirOffset() {
        Times times = new Times(
                LocalDate.of(2001, 1, 2),
                Duration.ofMinutes(90),
                Instant.EPOCH,
                OffsetDateTime.parse("2001-01-02T03:04:05+02:00"));
        assertThat(saved("jsonl", Types.list(Times.class), List.of(times)))
                .isEqualTo("{\"day\":\"2001-01-02\",\"length\":\"PT1H30M\",\"at\":\"1970-01-01T00:00:00Z\","
                        + "\"offset\":\"2001-01-02T03:04:05+02:00\"}\n");
    }

    @Test
    void byteOrderMark_isSkipped_missingOptionalIsEmpty() {
        assertThat(load("json", "\ufeff{\"name\": \"x\", \"legs\": []}", Report.class))
                .isEqualTo(new Report("x", List.of(), Optional.empty()));
    }

    @Test
    void iterablesOfGenerics_areLoadedAsLists() {
        Type type = Types.iterable(GenericTypes.parameterized(Map.class, String.class, Integer.class));
        assertThat(load("json", "[{\"a\": 1}]", type)).isEqualTo(List.of(Map.of("a", 1)));
    }

    static Stream<Arguments> badContents() {
        Type legs = Types.list(Leg.class);
        return Stream.of(
                arguments("json", Report.class, "", "f): the file is empty; a JSON value is expected"),
                arguments("json", Report.class, " \n", "f): the file is empty; a JSON value is expected"),
                arguments("json", Report.class, "null", "f:1): null is not a value that a dataset can hold"),
                arguments(
                        "json",
                        Report.class,
                        "{\n \"nmae\": 1}",
                        "f:2:2): \"nmae\": JsonDatasetTest.Report has no such component; did you mean \"name\"?"),
                arguments(
                        "json",
                        Report.class,
                        "{\"name\": \"x\",\n \"legs\": [{\"origin\": \"a\", \"delay\": \"abc\"}]}",
                        "f:2:36): \"legs[0].delay\": expected an int, but found a text"),
                arguments(
                        "json",
                        legs,
                        "[{\"origin\": \"a\", \"delay\": \"5\"}]",
                        "f:1:27): \"[0].delay\": expected an int, but found a text"),
                arguments(
                        "json",
                        legs,
                        "[{\"origin\": \"a\", \"delay\": 1.5}]",
                        "f:1:27): \"[0].delay\": \"1.5\" is not an int"),
                arguments(
                        "json",
                        legs,
                        "[{\"origin\": \"a\", \"delay\": null}]",
                        "f:1:27): \"[0].delay\": expected an int, but found none"),
                arguments(
                        "json",
                        legs,
                        "[{\"origin\": \"a\"}]",
                        "f:1:16): \"[0].delay\": expected an int, but found none"),
                arguments(
                        "json",
                        legs,
                        "[{\"origin\": \"a\", \"dealy\": 5}]",
                        "f:1:18): \"[0].dealy\": JsonDatasetTest.Leg has no such component; did you mean \"delay\"?"),
                arguments("json", legs, "{}", "f:1:1): expected an array, but found an object"),
                arguments(
                        "json",
                        legs,
                        "[{\"origin\": \"a\", \"delay\": -101}]",
                        "f:1:31): \"[0]\": the value is refused: delay is below -100"),
                arguments(
                        "json",
                        Report.class,
                        "{\"size\": \"BIG\"}",
                        "f:1:10): \"size\": \"BIG\" is not one of SMALL, LARGE"),
                arguments("json", legs, "[] []", "f:1:4): a second value begins here, but there can be only one"),
                arguments("json", legs, "[{\"origin\": ", "f:1:13): not JSON: Unexpected end-of-input"),
                arguments("json", Report.class, "{x", "f:1:2): not JSON: Unexpected character"),
                arguments(
                        "json",
                        Times.class,
                        "{\"day\": \"2001-02-30\"}",
                        "f:1:9): \"day\": \"2001-02-30\" is not a date such as 2026-01-31"),
                arguments(
                        "jsonl",
                        legs,
                        "\n{\"origin\":\"a\",\"delay\":1}\n{\"orign\":\"a\",\"delay\":1}\n",
                        "f:3:2): \"orign\": JsonDatasetTest.Leg has no such component; did you mean \"origin\"?"),
                arguments("jsonl", legs, "{\"origin\":\"a\"", "f:1:14): not JSON: Unexpected end-of-input"),
                arguments("jsonl", legs, "{\"origin\":\"a\",\"delay\":1} x", "f:1:26): not JSON"),
                arguments("jsonl", legs, "null\n", "f:1): null is not a value that a dataset can hold"));
    }

    @ParameterizedTest
    @MethodSource("badContents")
    void content_thatIsWrong_isOneLineAtItsPlace(String type, Type java, String content, String message) {
        assertThatThrownBy(() -> load(type, content, java))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith("dataset \"d\" (" + message)
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("tools.jackson")
                .hasMessageNotContaining("Source");
    }

    @Test
    void bytesThatAreNotUtf8_areAnErrorAtTheirPlace() {
        byte[] latin = "{\n\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        for (String type : List.of("json", "jsonl", "text")) {
            Dataset<Object> dataset =
                    TestProject.inMemory().with("f", latin).dataset("type: " + type + ", path: f", Types.TEXTS);
            assertThatThrownBy(dataset::load)
                    .isInstanceOf(DatasetException.class)
                    .hasMessage("dataset \"d\" (f:2:10): this is not UTF-8 text");
        }
    }

    public static final class Loop {
        public Loop getSelf() {
            throw new IllegalStateException("no self");
        }
    }

    @Test
    void value_thatCannotBeWritten_leavesTheOldFile() {
        TestProject project = TestProject.inMemory().with("f", "old");
        assertThatThrownBy(() -> project.<Object>dataset("type: json, path: f", Loop.class)
                        .save(new Loop()))
                .hasMessage("dataset \"d\" (f): \"self\" cannot be written as JSON: no self");
        assertThatThrownBy(() -> project.<Object>dataset("type: jsonl, path: f", Types.list(Leg.class))
                        .save(Collections.singletonList(null)))
                .hasMessage("dataset \"d\" (f): record 1 is null");
        assertThatThrownBy(() -> project.<Object>dataset("type: text, path: f", Types.TEXTS)
                        .save(List.of("a", "b\nc")))
                .hasMessage("dataset \"d\" (f): record 2: it has a line break in it");
        assertThatThrownBy(() -> project.<Object>dataset("type: text, path: f, encoding: US-ASCII", String.class)
                        .save("é"))
                .hasMessage("dataset \"d\" (f): a text has a character that the dataset's encoding cannot hold; set the"
                        + " option \"encoding\"");
        assertThat(project.text("f")).isEqualTo("old");
        assertThat(project.files(".")).containsExactly("conf", "f");
    }

    public record Tags(Set<String> words, Set<LocalDate> days, Set<Integer> sorted) {}

    /** The order of a hash set depends on its history, that of {@code Set.of} even on the JVM. */
    @Test
    void sets_areWrittenInOneOrder() {
        Set<String> roomy = new HashSet<>(1 << 12);
        List.of("pear", "fig", "apple", "Aa", "BB").forEach(roomy::add);
        Set<String> tight = new HashSet<>(2);
        List.of("BB", "Aa", "apple", "fig", "pear").forEach(tight::add);
        Set<LocalDate> days = Set.of(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 1, 31));
        TestProject project = TestProject.inMemory();
        for (Set<String> words : List.of(roomy, tight)) {
            project.<Object>dataset("type: json, path: f", Tags.class)
                    .save(new Tags(words, days, new TreeSet<>(Set.of(10, 9))));
            assertThat(project.text("f").replaceAll("\\s", ""))
                    .isEqualTo("{\"words\":[\"Aa\",\"BB\",\"apple\",\"fig\",\"pear\"],"
                            + "\"days\":[\"2026-01-31\",\"2026-02-01\"],\"sorted\":[9,10]}");
        }
        assertThat(project.<Object>dataset("type: json, path: f", Tags.class).load())
                .isEqualTo(new Tags(tight, days, Set.of(9, 10)));
    }
}
