package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.JavaTypeRows.Page;
import dev.freshet.testkit.JavaTypeRows.Row;
import dev.freshet.testkit.JavaTypeRows.Shape;
import dev.freshet.testkit.RoundTrips.Counts;
import dev.freshet.testkit.TypeRecords.Held;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random values of each Java type of the table come back equal, or are refused before anything is overwritten. More of
 * them by hand: {@code -Dfreshet.thorough=1000} is 100,000 of each type, {@code -Dfreshet.seed=7} are others.
 */
final class JavaTypeRoundTripsTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);
    private static final int MANY = 100 * Integer.getInteger("freshet.thorough", 1);

    /** What only comes together in one record. */
    record Mixed(
            Shape shape,
            List<Shape> shapes,
            Page<Optional<Shape>> page,
            Map<LocalDate, Page<byte[]>> days,
            SortedMap<Integer, int[]> numbers,
            Object open) {}

    @TempDir
    Path directory;

    static List<Type> types() {
        List<Type> types = new ArrayList<>();
        for (Row row : JavaTypeRows.all()) {
            types.add(row.type());
        }
        types.add(Mixed.class);
        return types;
    }

    static List<Held> cells() {
        List<Held> held = new ArrayList<>(TypeRecords.ALL);
        held.removeIf(each -> each.shown().matches(".*(List|Set|Map)<.*|.*records"));
        held.add(TypeRecords.GENERIC_ROWS);
        return held;
    }

    @ParameterizedTest
    @MethodSource("types")
    void values_comeBackOrAreRefused(Type type) {
        for (String format : List.of("json", "jsonl", "yaml")) {
            requireRoundTrips(format, JavaTypes.show(type), type);
        }
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cells_comeBackOrAreRefused(Held held) {
        requireRoundTrips("csv", held.shown(), held.record());
    }

    @Test
    void lines_comeBackOrAreRefused() {
        requireRoundTrips("text", "List<String>", String.class);
    }

    @ParameterizedTest
    @CsvSource({"text, java.lang.String", "bytes, '[B'"})
    void contents_comeBackOrAreRefused(String format, Class<?> type) {
        RandomValues values = new RandomValues(new Random(SEED));
        Counts counts =
                new RoundTrips(directory).check(format, "f", "", type, "seed " + SEED, () -> values.of(type), MANY);
        print(counts, format, JavaTypes.show(type));
    }

    private void requireRoundTrips(String format, String shown, Type type) {
        Random random = new Random(SEED);
        RandomValues values = new RandomValues(random).with(Object.class, () -> random.nextInt(9));
        Counts counts = new RoundTrips(directory)
                .checkAll(
                        format,
                        "f." + format,
                        "",
                        JavaTypeRows.of(List.class, type),
                        SEED,
                        () -> values.of(type),
                        MANY);
        print(counts, format, shown);
    }

    private static void print(Counts counts, String format, String shown) {
        System.out.println(counts.row("`" + format + "`, " + shown));
        assertThat(counts.equal())
                .as("%s, %s: values that came back", format, shown)
                .isPositive();
    }
}
