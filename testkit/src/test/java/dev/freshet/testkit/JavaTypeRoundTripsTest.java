package dev.freshet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.JavaTypeRows.Page;
import dev.freshet.testkit.JavaTypeRows.Row;
import dev.freshet.testkit.JavaTypeRows.Shape;
import dev.freshet.testkit.RoundTrips.Counts;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random values of each Java type of the table come back equal, or are refused before anything is overwritten. More of
 * them by hand: {@code -Dfreshet.thorough=2500} is 100,000 of each type, {@code -Dfreshet.seed=7} are others.
 */
final class JavaTypeRoundTripsTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);
    private static final int TIMES = 40 * Integer.getInteger("freshet.thorough", 1);
    private static final int VALUES_OF_A_FILE = 40;

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

    /** Many values in a file, because a save costs more than a value. */
    @ParameterizedTest
    @MethodSource("types")
    void values_comeBackOrAreRefused(Type type) {
        String about = "seed " + SEED;
        for (String format : List.of("json", "jsonl", "yaml")) {
            Random random = new Random(SEED);
            RandomValues values = new RandomValues(random).with(Object.class, () -> random.nextInt(9));
            Type many = JavaTypeRows.of(List.class, type);
            RoundTrips trips = new RoundTrips(directory);
            Counts counts = trips.check(
                    format,
                    "f." + format,
                    "",
                    many,
                    about,
                    () -> list(values, type),
                    Math.max(2, TIMES / VALUES_OF_A_FILE));
            assertThat(counts.equal()).as("%s: values that came back", format).isPositive();
        }
    }

    private static List<Object> list(RandomValues values, Type type) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < VALUES_OF_A_FILE; i++) {
            list.add(values.of(type));
        }
        return list;
    }
}
