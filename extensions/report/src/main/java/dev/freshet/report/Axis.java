package dev.freshet.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a chart: the range of its values, and the ticks within.
 *
 * @param low the value at its beginning, which is less than that at its end
 */
record Axis(double low, double high, List<Tick> ticks) {
    private static final List<BigDecimal> FACTORS =
            List.of(BigDecimal.ONE, BigDecimal.valueOf(2), new BigDecimal("2.5"), BigDecimal.valueOf(5));

    /** A place on an axis with a label, whose second line, if any, says what the first depends on, such as a year. */
    record Tick(double value, String label) {}

    /** Returns where a value is: 0 at the beginning, 1 at the end. */
    double at(double value) {
        return (value - low) / (high - low);
    }

    /** Returns an axis for numbers that begins and ends with a tick. */
    static Axis whole(double min, double max, int intervals) {
        double[] range = range(min, max);
        BigDecimal step = step(range[0], range[1], intervals);
        BigDecimal first = multiple(range[0], step, RoundingMode.FLOOR);
        BigDecimal last = multiple(range[1], step, RoundingMode.CEILING);
        return new Axis(first.doubleValue(), last.doubleValue(), ticks(first, last, step));
    }

    /** Returns an axis for numbers that ends a little beyond the least and the greatest. */
    static Axis tight(double min, double max, int intervals) {
        double[] range = range(min, max);
        BigDecimal step = step(range[0], range[1], intervals);
        double margin = (range[1] - range[0]) / 50;
        double low = range[0] - margin;
        double high = range[1] + margin;
        return new Axis(
                low,
                high,
                ticks(multiple(low, step, RoundingMode.CEILING), multiple(high, step, RoundingMode.FLOOR), step));
    }

    /** Returns an axis for dates and times, given in seconds since the beginning of 1970. */
    static Axis times(double min, double max, int intervals) {
        double margin = max > min ? (max - min) / 50 : 43_200;
        double low = min - margin;
        double high = max + margin;
        return new Axis(low, high, TimeTicks.between(low, high, intervals));
    }

    /** Returns an axis with a place for each word, at its number. */
    static Axis words(List<String> words) {
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            ticks.add(new Tick(i, words.get(i)));
        }
        return new Axis(-0.5, Math.max(1, words.size()) - 0.5, ticks);
    }

    /** Returns a range that is not empty, also if all values are one. */
    private static double[] range(double min, double max) {
        if (max > min && (max - min) / Math.max(Math.abs(min), Math.abs(max)) > 1e-12) {
            return new double[] {min, max};
        }
        double half = min == 0 ? 1 : Math.abs(min) / 10;
        return new double[] {min - half, max + half};
    }

    /** Returns 1, 2, 2.5 or 5 times a power of ten, of which the range has at most so many. */
    static BigDecimal step(double min, double max, int intervals) {
        BigDecimal rough = Numbers.decimal((max - min) / intervals);
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(rough.precision() - rough.scale() - 1);
        for (BigDecimal factor : FACTORS) {
            if (power.multiply(factor).compareTo(rough) >= 0) {
                return power.multiply(factor);
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    static BigDecimal multiple(double value, BigDecimal step, RoundingMode rounding) {
        return Numbers.decimal(value).divide(step, 0, rounding).multiply(step);
    }

    private static List<Tick> ticks(BigDecimal first, BigDecimal last, BigDecimal step) {
        BigDecimal largest = first.abs().max(last.abs());
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal value = first; value.compareTo(last) <= 0; value = value.add(step)) {
            ticks.add(new Tick(value.doubleValue(), Numbers.tick(value, step, largest)));
        }
        return ticks;
    }
}
