package dev.freshet.dataset.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.TestProject;
import dev.freshet.dataset.Types;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Content that looks wrong and is legal. */
class OddInputTest {
    record Flight(String origin, int delay) {}

    private static final Type FLIGHTS = Types.list(Flight.class);

    private static List<Flight> flights(String... origins) {
        return Stream.of(origins)
                .map(origin -> new Flight(origin, origin.length()))
                .toList();
    }

    static Stream<Arguments> contents() {
        return Stream.of(
                arguments("a mark first", "csv", FLIGHTS, "\ufefforigin,delay\na,1\n", flights("a")),
                arguments("a mark before quotes", "csv", FLIGHTS, "\ufeff\"origin\",delay\na,1\n", flights("a")),
                arguments("a mark later", "csv", FLIGHTS, "origin,delay\n\ufeffa,2\n", flights("\ufeffa")),
                arguments("only CR", "csv", FLIGHTS, "origin,delay\ra,1\rbc,2\r", flights("a", "bc")),
                arguments("ends mixed", "csv", FLIGHTS, "origin,delay\r\na,1\nb,1\rc,1", flights("a", "b", "c")),
                arguments("ends within quotes", "csv", FLIGHTS, "origin,delay\n\"a\r\nb\",4\n", flights("a\r\nb")),
                arguments("a quote in the middle", "csv", FLIGHTS, "origin,delay\na\"b\"c,5\n", flights("a\"b\"c")),
                arguments("a blank before a quote", "csv", FLIGHTS, "origin,delay\n \"a\",4\n", flights(" \"a\"")),
                arguments("a zero", "csv", FLIGHTS, "origin,delay\na\0b,3\n", flights("a\0b")),
                arguments("no last end", "csv", FLIGHTS, "origin,delay\na,1", flights("a")),
                arguments("only the header", "csv", FLIGHTS, "origin,delay\n", flights()),
                arguments("only the header, without end", "csv", FLIGHTS, "origin,delay", flights()),
                arguments("a column without name", "csv", FLIGHTS, "origin,,delay\na,b,1\n", flights("a")),
                arguments("a column twice that is not read", "csv", FLIGHTS, "x,origin,x,delay\n,a,,1\n", flights("a")),
                arguments("blank lines", "csv", FLIGHTS, "origin,delay\n\n\na,1\n\n", flights("a")),
                arguments("names in two cases", "csv", Types.MAPS, "A,a\n1,2\n", List.of(Map.of("A", "1", "a", "2"))),
                arguments(
                        "a cell of 3 million",
                        "csv",
                        FLIGHTS,
                        "origin,delay\n" + "x".repeat(3_000_000) + ",3000000",
                        flights("x".repeat(3_000_000))),
                arguments("nothing", "csv", Types.LISTS, "", List.of()),
                arguments("one empty cell", "csv", Types.LISTS, "\n", List.of(Arrays.asList((String) null))),
                arguments("a mark first", "jsonl", FLIGHTS, "\ufeff{\"origin\":\"a\",\"delay\":1}", flights("a")),
                arguments("nothing", "jsonl", FLIGHTS, "", flights()),
                arguments("blank lines", "jsonl", FLIGHTS, "\n \r\n{\"origin\":\"a\",\"delay\":1}\r\n\n", flights("a")),
                arguments("only CR", "jsonl", Types.TEXTS, "\"a\"\r\"b\"", List.of("a", "b")),
                arguments("a mark within", "jsonl", Types.TEXTS, "\"\ufeffa\"", List.of("\ufeffa")),
                arguments("a mark first", "json", Types.TEXTS, "\ufeff[\"a\"]", List.of("a")),
                arguments("half a pair, escaped", "json", Types.TEXTS, "[\"\\ud800\"]", List.of("\ud800")),
                arguments("a number that is a text", "json", Map.class, "{\"a\":\"1e400\"}", Map.of("a", "1e400")),
                arguments("nothing", "text", String.class, "", ""),
                arguments("only a mark", "text", String.class, "\ufeff", ""),
                arguments("zeros", "text", String.class, "a\0b", "a\0b"),
                arguments("a mark later", "text", String.class, "a\ufeff", "a\ufeff"),
                arguments("ends kept", "text", String.class, "a\rb\r\nc\nd", "a\rb\r\nc\nd"),
                arguments("ends mixed", "text", Types.TEXTS, "a\rb\r\nc\nd", List.of("a", "b", "c", "d")),
                arguments("nothing", "text", Types.TEXTS, "", List.of()),
                arguments("one empty line", "text", Types.TEXTS, "\n", List.of("")),
                arguments("nothing", "bytes", byte[].class, "", new byte[0]),
                arguments("a mark", "bytes", byte[].class, "\ufeff\0", new byte[] {
                    (byte) 0xef, (byte) 0xbb, (byte) 0xbf, 0
                }));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("contents")
    void content_thatLooksWrong_isRead(String name, String dataset, Type type, String content, Object expected) {
        assertThat(TestProject.inMemory()
                        .with("f", content)
                        .<Object>dataset("type: " + dataset + ", path: f", type)
                        .load())
                .isEqualTo(expected);
    }
}
