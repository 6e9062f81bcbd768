package dev.freshet.dataset.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that a program gives to a run are compared by what a node can see of them. */
final class ValueTextTest {
    private record Pair(Object one, Object two) {}

    /** Of another class than {@link Pair}, with the same components. */
    private record Couple(Object one, Object two) {}

    private record Hiding(String name) {
        @Override
        public String name() {
            return "hidden";
        }
    }

    private static String text(Object value) {
        return ValueText.of(value).orElseThrow();
    }

    private static Map<Object, Object> map(Map<Object, Object> empty, Object... entries) {
        for (int i = 0; i < entries.length; i += 2) {
            empty.put(entries[i], entries[i + 1]);
        }
        return empty;
    }

    @Test
    void values_thatDiffer_haveOtherTexts() {
        List<Object> different = List.of(
                1,
                1L,
                (short) 1,
                (byte) 1,
                1.0,
                1f,
                -0.0,
                0.0,
                '1',
                "1",
                "\"1\"",
                true,
                new BigDecimal("1"),
                new BigDecimal("1.0"),
                Optional.empty(),
                Optional.of(1),
                List.of(),
                List.of(1),
                List.of("1"),
                List.of(1, 2),
                List.of("1,2"),
                List.of(List.of(1), 2),
                List.of(List.of(1, 2)),
                Set.of(1),
                Map.of(),
                Map.of(1, 2),
                Map.of("1", 2),
                new int[] {1},
                new long[] {1},
                new Object[] {1},
                new Pair(1, 2),
                new Pair(2, 1),
                new Pair("1,2", null),
                new Couple(1, 2),
                new Hiding("a"),
                new Hiding("b"),
                Thread.State.NEW,
                Locale.ROOT,
                Locale.GERMAN,
                Locale.forLanguageTag("und-Latn"),
                Locale.forLanguageTag("und-x-lvariant-POSIX"),
                Path.of("a"),
                Path.of("b"),
                LocalDate.EPOCH,
                "1970-01-01");
        assertThat(different.stream().map(ValueTextTest::text)).doesNotHaveDuplicates();
    }

    @Test
    void order_isPartOfTheText_whereACollectionHasOne() {
        assertThat(text(map(new LinkedHashMap<>(), "b", 1, "a", 2)))
                .isNotEqualTo(text(map(new LinkedHashMap<>(), "a", 2, "b", 1)))
                .isEqualTo(text(Collections.unmodifiableMap(map(new LinkedHashMap<>(), "b", 1, "a", 2))));
        assertThat(text(map(new TreeMap<>(), "b", 1, "a", 2)))
                .isEqualTo(text(map(new LinkedHashMap<>(), "a", 2, "b", 1)));
        assertThat(text(new LinkedHashSet<>(List.of(2, 1)))).isNotEqualTo(text(new LinkedHashSet<>(List.of(1, 2))));
        assertThat(text(new ArrayList<>(List.of(2, 1)))).isEqualTo(text(Arrays.asList(2, 1)));
    }

    @Test
    void order_isNotPartOfTheText_whereACollectionHasNone() {
        assertThat(text(map(new HashMap<>(4), "Aa", 1, "BB", 2)))
                .as("two keys of one hash")
                .isEqualTo(text(map(new HashMap<>(64), "BB", 2, "Aa", 1)))
                .isEqualTo(text(Map.of("Aa", 1, "BB", 2)));
        assertThat(text(new HashSet<>(List.of("Aa", "BB"))))
                .isEqualTo(text(new HashSet<>(List.of("BB", "Aa"))))
                .isEqualTo(text(Set.of("BB", "Aa")));
    }

    @Test
    void paths_inOtherFileSystems_haveNoText(@TempDir Path directory) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
            assertThat(ValueText.of(archive.getPath("a"))).isEmpty();
        }
    }

    @Test
    void objects_thatMayHoldAnything_haveNoText() {
        assertThat(Stream.of(new AtomicInteger(1), new Object(), List.of(new Object()), new Pair(new Object(), 1))
                        .map(ValueText::of))
                .containsOnly(Optional.empty());
    }
}
