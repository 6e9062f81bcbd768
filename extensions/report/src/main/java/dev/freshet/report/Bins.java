package dev.freshet.report;

import dev.freshet.report.Series.Point;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The intervals of a histogram, all of one width. A value on a boundary belongs to the interval that begins there.
 *
 * @param first where the first interval begins
 */
record Bins(BigDecimal first, BigDecimal width, List<Integer> counts) {
    private static final int FEWEST = 5;
    private static final int MOST = 40;

    /** Returns the intervals of values that are not NaN: 5 to 40, more for more values, with round boundaries. */
    static Bins of(List<Point> points) {
        double min = points.stream().mapToDouble(Point::x).min().orElse(0);
        double max = points.stream().mapToDouble(Point::x).max().orElse(0);
        int wanted = (int) Math.min(MOST, Math.max(FEWEST, Math.ceil(2 * StrictMath.cbrt(points.size()))));
        boolean isWhole = points.stream().allMatch(point -> point.x() == Math.rint(point.x()));
        BigDecimal width = max > min ? Axis.step(min, max, wanted) : BigDecimal.ONE;
        width = isWhole ? width.max(BigDecimal.ONE) : width;
        BigDecimal first = Axis.multiple(min, width, RoundingMode.FLOOR);
        int number = Axis.multiple(max, width, RoundingMode.FLOOR)
                        .subtract(first)
                        .divide(width, 0, RoundingMode.HALF_UP)
                        .intValue()
                + 1;
        int[] counts = new int[number];
        for (Point point : points) {
            int bin = Numbers.decimal(point.x())
                    .subtract(first)
                    .divide(width, 0, RoundingMode.FLOOR)
                    .intValue();
            counts[bin]++;
        }
        List<Integer> all = new ArrayList<>();
        for (int count : counts) {
            all.add(count);
        }
        return new Bins(first, width, all);
    }

    /** Returns where an interval begins, which is where the one before it ends. */
    BigDecimal edge(int bin) {
        return first.add(width.multiply(BigDecimal.valueOf(bin)));
    }

    /** Returns an interval in words. */
    String label(int bin) {
        BigDecimal largest = edge(0).abs().max(edge(counts.size()).abs());
        return Numbers.tick(edge(bin), width, largest) + " to " + Numbers.tick(edge(bin + 1), width, largest);
    }
}
