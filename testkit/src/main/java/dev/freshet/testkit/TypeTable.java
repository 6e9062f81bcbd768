package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.testkit.RoundTrips.Counts;
import dev.freshet.testkit.TypeRecords.Held;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The table of the Java types that a dataset type of records holds. It is generated from the code and written into a
 * Markdown page, between the lines {@code <!-- types: NAME -->} and {@code <!-- end -->}; a test walks it.
 */
public final class TypeTable {
    private static final String END = "<!-- end -->";

    private final String type;
    private final String file;
    private final Function<Type, String> stored;
    private final Function<Type, String> read;
    private final Map<Type, List<Object>> refused;

    /**
     * Creates the table of {@link TypeRecords}.
     *
     * @param type the name of the dataset type
     * @param file the name of a file
     * @param stored returns what is stored for the component of a record; throws an {@link IllegalArgumentException}
     *     for a record that the dataset type does not hold
     * @param read returns what the component is read from
     * @param refused values that a save refuses, by the records that hold them
     */
    public TypeTable(
            String type,
            String file,
            Function<Type, String> stored,
            Function<Type, String> read,
            Map<Type, List<Object>> refused) {
        this.type = type;
        this.file = file;
        this.stored = stored;
        this.read = read;
        this.refused = refused;
    }

    /** Returns the Java types that the dataset type holds. */
    public List<Held> held() {
        return TypeRecords.ALL.stream().filter(this::isHeld).toList();
    }

    private boolean isHeld(Held held) {
        try {
            return !stored.apply(held.record()).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Checks that a page has the table, or writes it with {@code -Dfreshet.golden.update=true}.
     *
     * @throws IOException if the page cannot be read or written
     */
    public void assertIn(Path page) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- types: " + type + " -->\n";
        assertThat(text).as(page.toString()).contains(begin);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(END, from);
        if (Boolean.getBoolean("freshet.golden.update")) {
            Files.writeString(page, text.substring(0, from) + "\n" + table() + "\n" + text.substring(to));
        } else {
            assertThat(text.substring(from, to))
                    .as("the types of %s; write them with -Dfreshet.golden.update=true", type)
                    .isEqualTo("\n" + table() + "\n");
        }
    }

    /** Writes the table. Types with equal descriptions share a row. */
    private String table() {
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (Held held : held()) {
            names.computeIfAbsent(line(held), line -> new ArrayList<>()).add(held.shown());
        }
        StringBuilder table = new StringBuilder(
                "| Java type | stored as | read from | not saved, for example |\n|---|---|---|---|\n");
        names.forEach((line, types) ->
                table.append("| ").append(String.join(", ", types)).append(line));
        String others = String.join(
                ", ",
                TypeRecords.ALL.stream()
                        .filter(held -> !isHeld(held))
                        .map(Held::shown)
                        .toList());
        return others.isEmpty() ? table.toString() : table + "| " + others + " | an error before the run | | |\n";
    }

    private String line(Held held) {
        List<String> bad = refused.getOrDefault(held.record(), List.of()).stream()
                .map(value -> "`" + value + "`")
                .toList();
        return " | " + stored.apply(held.record()) + " | " + read.apply(held.record()) + " | " + String.join(", ", bad)
                + " |\n";
    }

    /** Checks that a save refuses the values that the table calls refused, and leaves the file unchanged. */
    public void requireRefused(Path directory) {
        assertThat(held()).extracting(Held::record).containsAll(refused.keySet());
        refused.forEach((record, values) -> {
            Project project = new Project(directory);
            Dataset<Object> dataset = project.dataset(type, file, "", GenericTypes.parameterized(List.class, record));
            byte[] before = "before".getBytes(StandardCharsets.UTF_8);
            for (Object value : values) {
                project.write(file, before);
                assertThatThrownBy(() -> dataset.save(List.of(TypeRecords.of(record, value))))
                        .as("%s of %s", value, record)
                        .isInstanceOf(DatasetException.class)
                        .hasMessageNotContaining("\n");
                assertThat(project.bytes(file)).isEqualTo(before);
            }
        });
    }

    /**
     * Saves and loads random values, many in each file.
     *
     * @param many how many values
     * @throws AssertionError if a loaded value differs, a refused value changes the file, or all values are refused
     */
    public Counts requireRoundTrips(Path directory, Held held, RandomValues values, long seed, int many) {
        Type rows = GenericTypes.parameterized(List.class, held.record());
        Counts counts =
                new RoundTrips(directory).checkAll(type, file, "", rows, seed, () -> values.of(held.record()), many);
        assertThat(counts.equal())
                .as("%s, seed %d: values that came back", held.shown(), seed)
                .isPositive();
        return counts;
    }
}
