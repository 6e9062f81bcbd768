package dev.freshet.report;

import dev.freshet.report.Series.Point;
import dev.freshet.report.Series.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a chart draws: its points, without those that cannot be drawn.
 *
 * @param words the words of the horizontal axis, each at its number; empty for numbers and times
 * @param series the points of each series; y is NaN where a value is missing
 * @param leftOut how many values cannot be drawn
 * @param more how many words are beyond the limit
 */
record Drawing(Scale scale, List<String> words, List<List<Point>> series, int leftOut, int more) {
    /** The limit on sizes of numbers, so that no difference of two of them overflows. */
    private static final double LARGEST = 1e300;

    /** The limit on times, in seconds: nearly a hundred million years. */
    private static final double LATEST = 3e15;

    /** Returns what a chart draws, with no more words than a limit. */
    static Drawing of(Chart chart, int mostWords) {
        Scale scale = scale(chart);
        Map<String, Integer> words = new LinkedHashMap<>();
        if (scale == Scale.WORDS) {
            chart.series()
                    .forEach(
                            series -> series.points().forEach(point -> words.putIfAbsent(point.label(), words.size())));
        }
        List<List<Point>> drawn = new ArrayList<>();
        int leftOut = 0;
        for (Series series : chart.series()) {
            List<Point> points = new ArrayList<>();
            for (Point point : series.points()) {
                double x = scale == Scale.WORDS ? words.getOrDefault(point.label(), 0) : point.x();
                boolean hasPlace = isDrawable(x) && (scale != Scale.TIMES || Math.abs(x) <= LATEST);
                leftOut += hasPlace && isDrawable(point.y()) ? 0 : 1;
                if (hasPlace && x < (scale == Scale.WORDS ? mostWords : Double.MAX_VALUE)) {
                    points.add(new Point(point.label(), x, isDrawable(point.y()) ? point.y() : Double.NaN));
                }
            }
            drawn.add(points);
        }
        List<String> shown = words.keySet().stream().limit(mostWords).toList();
        return new Drawing(scale, shown, drawn, leftOut, words.size() - shown.size());
    }

    private static Scale scale(Chart chart) {
        if (chart.kind().hasBars() || chart.series().isEmpty()) {
            return Scale.WORDS;
        }
        List<Scale> scales =
                chart.series().stream().map(Series::scale).distinct().toList();
        return scales.size() == 1 ? scales.get(0) : Scale.WORDS;
    }

    /** Returns whether a value is finite and not too large for arithmetic. */
    static boolean isDrawable(double value) {
        return Math.abs(value) <= LARGEST;
    }

    /** Returns all values that are drawn. */
    List<Double> values() {
        return series.stream()
                .flatMap(List::stream)
                .map(Point::y)
                .filter(y -> !y.isNaN())
                .toList();
    }

    double least(boolean isVertical) {
        return series.stream()
                .flatMap(List::stream)
                .filter(point -> !Double.isNaN(point.y()))
                .mapToDouble(isVertical ? Point::y : Point::x)
                .min()
                .orElse(0);
    }

    double greatest(boolean isVertical) {
        return series.stream()
                .flatMap(List::stream)
                .filter(point -> !Double.isNaN(point.y()))
                .mapToDouble(isVertical ? Point::y : Point::x)
                .max()
                .orElse(1);
    }

    /** Returns what is not drawn, in words. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (more > 0) {
            notes.add("and " + Numbers.single(more) + " more");
        }
        if (leftOut > 0) {
            notes.add(Numbers.single(leftOut) + (leftOut == 1 ? " value is" : " values are")
                    + " left out: missing or not finite");
        }
        return notes;
    }
}
