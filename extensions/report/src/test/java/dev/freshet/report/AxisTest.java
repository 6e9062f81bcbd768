package dev.freshet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.report.Axis.Tick;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AxisTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);

    private static double number(Random random) {
        return random.nextGaussian() * StrictMath.pow(10, random.nextInt(random.nextInt(20) == 0 ? 300 : 12) - 6);
    }

    @Test
    void wholeAxis_ofAnyRange_beginsAndEndsWithRoundTicks() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            double first = number(random);
            double second = random.nextInt(10) == 0 ? first : number(random);
            double min = Math.min(first, second);
            double max = Math.max(first, second);
            Axis axis = Axis.whole(min, max, 5);
            assertThat(axis.at(min)).as("seed %d, round %d", SEED, i).isGreaterThan(-1e-9);
            assertThat(axis.at(max)).as("seed %d, round %d", SEED, i).isLessThan(1 + 1e-9);
            assertThat(axis.ticks().size()).as("seed %d, round %d", SEED, i).isBetween(2, 8);
            assertThat(axis.ticks().get(0).value()).isEqualTo(axis.low());
            assertThat(axis.ticks().get(axis.ticks().size() - 1).value()).isEqualTo(axis.high());
            assertLabelsDiffer(axis);
        }
    }

    @Test
    void tightAxis_ofAnyRange_holdsItWithTicksInside() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            double first = number(random);
            double second = random.nextInt(10) == 0 ? first : number(random);
            double min = Math.min(first, second);
            double max = Math.max(first, second);
            Axis axis = Axis.tight(min, max, 8);
            assertThat(axis.at(min)).as("seed %d, round %d", SEED, i).isBetween(0.0, 1.0);
            assertThat(axis.at(max)).as("seed %d, round %d", SEED, i).isBetween(0.0, 1.0);
            assertThat(axis.ticks()).as("seed %d, round %d", SEED, i).hasSizeBetween(2, 10);
            assertLabelsDiffer(axis);
        }
    }

    private static void assertLabelsDiffer(Axis axis) {
        assertThat(axis.ticks().stream().map(Tick::label)).as("seed %d", SEED).doesNotHaveDuplicates();
    }

    @Test
    void step_ofAnyRange_isRound() {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            BigDecimal step = Axis.step(0, Math.abs(number(random)), 5);
            String digits =
                    step.round(new MathContext(2)).unscaledValue().toString().replaceAll("0+$", "");
            assertThat(digits).as("seed %d", SEED).isIn("1", "2", "25", "5");
        }
    }

    @Test
    void labels_ofLargeAndSmallSteps_areShort() {
        assertThat(labels(Axis.whole(0, 4e6, 5))).containsExactly("0", "1M", "2M", "3M", "4M");
        assertThat(labels(Axis.whole(0, 2.5e9, 5))).containsExactly("0", "0.5B", "1B", "1.5B", "2B", "2.5B");
        assertThat(labels(Axis.whole(-0.2, 0.1, 3))).containsExactly("-0.2", "-0.1", "0.0", "0.1");
        assertThat(labels(Axis.whole(0, 20_000, 4))).containsExactly("0", "5,000", "10,000", "15,000", "20,000");
        assertThat(labels(Axis.whole(0, 4e300, 2))).containsExactly("0", "2e300", "4e300");
    }

    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(Tick::label).toList();
    }

    private static Axis days(String from, String to, int intervals) {
        return Axis.times(seconds(from), seconds(to), intervals);
    }

    private static double seconds(String day) {
        return LocalDate.parse(day).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
    }

    @Test
    void timeAxis_ofMonths_namesTheYearWhereItChanges() {
        assertThat(labels(days("2000-11-17", "2001-03-16", 8))).containsExactly("Dec\n2000", "Jan\n2001", "Feb", "Mar");
        assertThat(labels(days("2001-01-01", "2001-01-05", 8)))
                .containsExactly("1 Jan\n2001", "2 Jan", "3 Jan", "4 Jan", "5 Jan");
        assertThat(labels(days("1950-01-01", "2020-01-01", 8)))
                .containsExactly("1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020");
    }

    @Test
    void timeAxis_ofOneMoment_showsItsDay() {
        assertThat(labels(days("2001-01-08", "2001-01-08", 4)))
                .containsExactly("12:00\n7 Jan 2001", "18:00", "00:00\n8 Jan 2001", "06:00", "12:00");
    }

    @Test
    void timeAxis_ofAnyRange_hasOrderedTicksInside() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            double from = LocalDateTime.of(1 + random.nextInt(4000), 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC)
                    + random.nextInt(100_000_000);
            double to = from + StrictMath.pow(10, random.nextDouble() * 13);
            Axis axis = Axis.times(from, to, 8);
            List<Double> values = axis.ticks().stream().map(Tick::value).toList();
            assertThat(values.size()).as("seed %d, %s to %s", SEED, from, to).isLessThanOrEqualTo(10);
            assertThat(values).isSorted().doesNotHaveDuplicates();
            assertThat(values).allMatch(value -> value >= axis.low() && value <= axis.high());
            if (to - from > 60) {
                assertThat(values.size())
                        .as("seed %d, %s to %s", SEED, from, to)
                        .isGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void timeAxis_ofMillionsOfYears_hasFewTicks() {
        double first = LocalDate.of(-90_000_000, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        double last = LocalDate.of(90_000_000, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        assertThat(Axis.times(first, last, 8).ticks()).hasSizeBetween(2, 10);
    }
}
