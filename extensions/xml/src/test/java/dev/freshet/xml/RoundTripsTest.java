package dev.freshet.xml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.RandomValues;
import dev.freshet.testkit.RoundTrips;
import dev.freshet.testkit.RoundTrips.Counts;
import dev.freshet.testkit.TypeRecords;
import dev.freshet.testkit.TypeRecords.Held;
import dev.freshet.wiring.GenericTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random values of each Java type come back equal, or are refused before anything is overwritten. More of them by hand:
 * {@code -Dfreshet.thorough=1000} is 100,000 of each type, {@code -Dfreshet.seed=7} are others.
 */
@Tag("once")
final class RoundTripsTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);
    private static final int MANY = 100 * Integer.getInteger("freshet.thorough", 1);

    @TempDir
    Path directory;

    static List<Held> held() {
        return TypeRecords.ALL;
    }

    @ParameterizedTest
    @MethodSource("held")
    void values_comeBackOrAreRefused(Held held) {
        RandomValues values = new RandomValues(new Random(SEED));
        Counts counts = new RoundTrips(directory)
                .checkAll(
                        "xml",
                        "f.xml",
                        "",
                        GenericTypes.parameterized(List.class, held.record()),
                        SEED,
                        () -> values.of(held.record()),
                        MANY);
        System.out.println(counts.row("`xml`, " + held));
        assertThat(counts.equal())
                .as("%s, seed %d: values that came back", held, SEED)
                .isPositive();
    }
}
