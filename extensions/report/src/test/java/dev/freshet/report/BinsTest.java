package dev.freshet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.report.Series.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinsTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);

    private static Bins bins(double... values) {
        return Bins.of(
                Arrays.stream(values).mapToObj(value -> new Point("", value, 1)).toList());
    }

    @Test
    void bins_ofAnyValues_countWhatIsInEach() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            boolean isWhole = random.nextBoolean();
            double scale = StrictMath.pow(10, random.nextInt(8) - 2);
            double[] values = IntStream.range(0, 1 + random.nextInt(300))
                    .mapToDouble(i -> random.nextGaussian() * scale)
                    .map(value -> isWhole ? Math.rint(value) : value)
                    .toArray();
            Bins bins = bins(values);
            assertThat(bins.counts()).as("seed %d, round %d", SEED, round).hasSizeBetween(1, 45);
            for (int i = 0; i < bins.counts().size(); i++) {
                double from = bins.edge(i).doubleValue();
                double to = bins.edge(i + 1).doubleValue();
                assertThat(Arrays.stream(values)
                                .filter(value -> value >= from && value < to)
                                .count())
                        .as("seed %d, round %d, from %s to %s", SEED, round, from, to)
                        .isEqualTo((long) bins.counts().get(i));
            }
            assertThat(bins.counts().stream().mapToInt(Integer::intValue).sum()).isEqualTo(values.length);
        }
    }

    @Test
    void bins_ofWholeNumbers_areNeverNarrowerThanOne() {
        assertThat(bins(1, 2, 2, 3).counts()).isEqualTo(List.of(1, 2, 1));
        assertThat(bins(1, 2, 2, 3).label(1)).isEqualTo("2 to 3");
    }

    @Test
    void bins_ofOneValue_areOne() {
        assertThat(bins(7, 7, 7).counts()).isEqualTo(List.of(3));
        assertThat(bins(1e300).counts()).isEqualTo(List.of(1));
        assertThat(bins().counts()).isEqualTo(List.of(0));
    }
}
