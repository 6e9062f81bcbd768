package dev.freshet.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which Java types each dataset type holds, by the names of methods that return them. */
final class BuiltInTypeTest {
    /** A row. */
    record Row(int a) {}

    /** Candidates. */
    @SuppressWarnings("rawtypes")
    interface Candidates {
        List<Row> rows();

        Collection<? extends Row> wildcardRows();

        Iterable<? super Row> superRows();

        ArrayList<Row> arrayListOfRows();

        List rawList();

        Iterable<Map<String, String>> maps();

        List<Map<String, Integer>> mapsOfInt();

        List<Map<String, ? extends String>> mapsOfWildcards();

        Collection<List<String>> lists();

        List<String> lines();

        Set<String> set();

        String text();

        byte[] bytes();

        Byte[] boxedBytes();

        byte[][] manyBytes();

        Row row();
    }

    private static final Set<String> MANY =
            Set.of("rows", "wildcardRows", "superRows", "maps", "mapsOfInt", "mapsOfWildcards", "lists", "lines");

    @Test
    void types_holdWhatTheySay() {
        Map<BuiltInType, Set<String>> accepted = new EnumMap<>(BuiltInType.class);
        for (BuiltInType type : BuiltInType.values()) {
            accepted.put(type, new TreeSet<>());
            for (Method method : Candidates.class.getDeclaredMethods()) {
                if (type.accepts(new ReflectedType(method.getGenericReturnType()))) {
                    accepted.get(type).add(method.getName());
                }
            }
        }
        Set<String> all = new TreeSet<>(Arrays.stream(Candidates.class.getDeclaredMethods())
                .map(Method::getName)
                .toList());
        assertThat(accepted)
                .isEqualTo(Map.of(
                        BuiltInType.BYTES,
                        Set.of("bytes"),
                        BuiltInType.CSV,
                        Set.of("rows", "wildcardRows", "maps", "lists"),
                        BuiltInType.JSON,
                        all,
                        BuiltInType.JSONL,
                        MANY,
                        BuiltInType.MEMORY,
                        all,
                        BuiltInType.TEXT,
                        Set.of("lines", "text"),
                        BuiltInType.YAML,
                        all));
    }

    @Test
    void word_findsTheType() {
        for (BuiltInType type : BuiltInType.values()) {
            assertThat(BuiltInType.named(type.word())).contains(type);
        }
        assertThat(BuiltInType.named("tsv")).isEmpty();
    }
}
