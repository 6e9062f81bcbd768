package dev.freshet.report;

import dev.freshet.report.Series.Point;
import dev.freshet.report.Series.Scale;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A chart, drawn as SVG. Its numbers are below it, in a table that a reader can open.
 *
 * @param xTitle what the horizontal axis shows; may be empty
 * @param yTitle what the vertical axis shows, such as the unit; may be empty
 */
public record Chart(Kind kind, String title, String xTitle, String yTitle, List<Series> series) implements Block {
    private static final int MOST_SERIES = 7;

    /** The kinds of charts. */
    public enum Kind {
        BARS("Bar chart"),
        STACKED_BARS("Stacked bar chart"),
        HORIZONTAL_BARS("Bar chart"),
        LINES("Line chart"),
        SCATTER("Scatter chart"),
        /** The points of its one series are the values that are counted, on the horizontal axis. */
        HISTOGRAM("Histogram");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean hasBars() {
            return this == BARS || this == STACKED_BARS || this == HORIZONTAL_BARS;
        }
    }

    /**
     * Creates a chart.
     *
     * @throws IllegalArgumentException if there are more than 7 series, or two bars for one word in a series
     */
    public Chart {
        series = List.copyOf(series);
        if (series.size() > MOST_SERIES) {
            throw new IllegalArgumentException("the chart \"" + title + "\" has " + series.size()
                    + " series; more than " + MOST_SERIES + " cannot be told apart, so make several charts");
        }
        if (kind.hasBars()) {
            series.forEach(Chart::requireOneBarEach);
        }
    }

    private static void requireOneBarEach(Series series) {
        Set<String> seen = new HashSet<>();
        for (Point point : series.points()) {
            if (!seen.add(point.label())) {
                throw new IllegalArgumentException("the series \"" + series.name() + "\" has two bars for \""
                        + point.label() + "\"; make one value of them first");
            }
        }
    }

    /** Returns a chart with vertical bars; those of several series stand beside each other. */
    public static Chart bars(String title, Series... series) {
        return new Chart(Kind.BARS, title, "", "", List.of(series));
    }

    /** Returns a chart with vertical bars; those of several series stand on each other. */
    public static Chart stackedBars(String title, Series... series) {
        return new Chart(Kind.STACKED_BARS, title, "", "", List.of(series));
    }

    /** Returns a chart with horizontal bars and their values, which has room for long words. */
    public static Chart horizontalBars(String title, Series... series) {
        return new Chart(Kind.HORIZONTAL_BARS, title, "", "", List.of(series));
    }

    /** Returns a chart with a line for each series. */
    public static Chart lines(String title, Series... series) {
        return new Chart(Kind.LINES, title, "", "", List.of(series));
    }

    /** Returns a chart with a dot for each point. */
    public static Chart scatter(String title, Series... series) {
        return new Chart(Kind.SCATTER, title, "", "", List.of(series));
    }

    /** Returns a chart that counts how many values are in each interval. */
    public static Chart histogram(String title, Collection<? extends Number> values) {
        List<Point> points = values.stream()
                .map(value -> new Point("", value.doubleValue(), 1))
                .collect(Collectors.toList());
        return new Chart(Kind.HISTOGRAM, title, "", "", List.of(new Series("count", Scale.NUMBERS, points)));
    }

    /** Returns this chart with titles of its axes; either may be empty. */
    public Chart axes(String horizontal, String vertical) {
        return new Chart(kind, title, horizontal, vertical, series);
    }
}
