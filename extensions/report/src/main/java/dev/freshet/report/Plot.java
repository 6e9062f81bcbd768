package dev.freshet.report;

import dev.freshet.report.Series.Point;
import dev.freshet.report.Series.Scale;
import java.util.ArrayList;
import java.util.List;

/** The field of a chart with its axes and shapes, and notes about what it does not show. */
final class Plot {
    private static final int MOST_WORDS = 60;
    private static final int MOST_TOLD = 500;
    private static final int MOST_MARKED = 40;
    private static final int INTERVALS = 5;
    private static final int WIDE_INTERVALS = 8;
    private static final double BAR = 0.8;

    private final Chart chart;
    private final Drawing drawing;
    private final int decimals;
    private final Shapes shapes = new Shapes();
    private final List<String> notes = new ArrayList<>();
    private final Axis x;
    private final Axis y;

    private Plot(Chart chart, Drawing drawing, Axis x, Axis y) {
        this.chart = chart;
        this.drawing = drawing;
        this.x = x;
        this.y = y;
        decimals = Numbers.decimals(drawing.values());
    }

    /** Draws a chart. */
    static Plot of(Chart chart) {
        Drawing drawing = Drawing.of(chart, MOST_WORDS);
        return chart.kind() == Chart.Kind.HISTOGRAM ? histogram(chart, drawing) : plot(chart, drawing);
    }

    private static Plot histogram(Chart chart, Drawing drawing) {
        Bins bins = Bins.of(drawing.series().get(0));
        int most = bins.counts().stream().mapToInt(Integer::intValue).max().orElse(1);
        Axis x = Axis.tight(
                bins.edge(0).doubleValue(), bins.edge(bins.counts().size()).doubleValue(), WIDE_INTERVALS);
        Plot plot = new Plot(chart, drawing, x, Axis.whole(0, Math.max(1, most), INTERVALS));
        plot.grid();
        for (int i = 0; i < bins.counts().size(); i++) {
            double left = x.at(bins.edge(i).doubleValue());
            double right = x.at(bins.edge(i + 1).doubleValue());
            double gap = (right - left) / 20;
            double top = plot.y.at(bins.counts().get(i));
            plot.shapes.bar(
                    left + gap,
                    right - gap,
                    0,
                    top,
                    1,
                    bins.label(i) + ": " + bins.counts().get(i));
        }
        return plot;
    }

    private static Plot plot(Chart chart, Drawing drawing) {
        boolean isStacked = chart.kind() == Chart.Kind.STACKED_BARS;
        double min = isStacked ? Stack.least(drawing) : drawing.least(true);
        double max = isStacked ? Stack.greatest(drawing) : drawing.greatest(true);
        boolean hasZero = chart.kind().hasBars() || (min > 0 && min < max / 2) || (max < 0 && max > min / 2);
        Axis y = Axis.whole(hasZero ? Math.min(0, min) : min, hasZero ? Math.max(0, max) : max, INTERVALS);
        Plot plot = new Plot(chart, drawing, horizontal(drawing), y);
        plot.grid();
        switch (chart.kind()) {
            case BARS -> plot.bars();
            case STACKED_BARS -> plot.stack();
            case LINES -> plot.lines();
            default -> plot.dots();
        }
        return plot;
    }

    private static Axis horizontal(Drawing drawing) {
        double min = drawing.least(false);
        double max = drawing.greatest(false);
        return switch (drawing.scale()) {
            case WORDS -> Axis.words(drawing.words());
            case TIMES -> Axis.times(min, max, WIDE_INTERVALS);
            case NUMBERS -> Axis.tight(min, max, WIDE_INTERVALS);
        };
    }

    private void grid() {
        notes.addAll(drawing.notes());
        y.ticks().forEach(tick -> shapes.across(y.at(tick.value()), tick.value() == 0 ? "z" : "g"));
    }

    private void bars() {
        int count = Math.max(1, drawing.series().size());
        double zero = y.at(0);
        for (int i = 0; i < drawing.series().size(); i++) {
            for (Point point : drawing.series().get(i)) {
                if (!Double.isNaN(point.y())) {
                    double left = point.x() - BAR / 2 + BAR * i / count;
                    shapes.bar(
                            x.at(left), x.at(left + BAR / count * 0.96), zero, y.at(point.y()), i + 1, told(i, point));
                }
            }
        }
    }

    private void stack() {
        Stack stack = new Stack();
        for (int i = 0; i < drawing.series().size(); i++) {
            for (Point point : drawing.series().get(i)) {
                if (!Double.isNaN(point.y())) {
                    double from = stack.add(point);
                    shapes.bar(
                            x.at(point.x() - BAR / 2),
                            x.at(point.x() + BAR / 2),
                            y.at(from),
                            y.at(from + point.y()),
                            i + 1,
                            told(i, point));
                }
            }
        }
    }

    private void lines() {
        List<List<Point>> drawn = drawing.series().stream().map(Thinning::line).toList();
        boolean isTold = drawn.stream().mapToInt(List::size).sum() <= MOST_TOLD;
        for (int i = 0; i < drawn.size(); i++) {
            List<Point> points = drawn.get(i);
            noteThinned(i, points.size(), "the lowest and highest of each part");
            shapes.path(line(points), "l", i + 1);
            if (isTold) {
                String kind = points.size() <= MOST_MARKED ? "d" : "d h";
                for (Point point : points) {
                    if (!Double.isNaN(point.y())) {
                        shapes.dot(x.at(point.x()), y.at(point.y()), kind, i + 1, told(i, point));
                    }
                }
            }
        }
    }

    private String line(List<Point> points) {
        StringBuilder path = new StringBuilder();
        boolean isOpen = false;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (Double.isNaN(point.y())) {
                isOpen = false;
            } else {
                boolean isAlone = !isOpen
                        && (i + 1 == points.size()
                                || Double.isNaN(points.get(i + 1).y()));
                path.append(isOpen ? "L" : "M").append(Shapes.place(x.at(point.x()), y.at(point.y())));
                path.append(isAlone ? "h0" : "");
                isOpen = true;
            }
        }
        return path.toString();
    }

    private void dots() {
        List<List<Point>> drawn = drawing.series().stream()
                .map(points -> points.stream()
                        .filter(point -> !Double.isNaN(point.y()))
                        .toList())
                .map(points -> Thinning.dots(points, x, y))
                .toList();
        boolean isTold = drawn.stream().mapToInt(List::size).sum() <= MOST_TOLD;
        for (int i = 0; i < drawn.size(); i++) {
            List<Point> points = drawn.get(i);
            noteThinned(i, points.size(), "one for each place");
            StringBuilder path = new StringBuilder();
            for (Point point : points) {
                if (isTold) {
                    shapes.dot(x.at(point.x()), y.at(point.y()), "p", i + 1, told(i, point));
                } else {
                    path.append('M')
                            .append(Shapes.place(x.at(point.x()), y.at(point.y())))
                            .append("h0");
                }
            }
            if (!isTold) {
                shapes.path(path.toString(), "p", i + 1);
            }
        }
    }

    private void noteThinned(int series, int drawn, String which) {
        long all = drawing.series().get(series).stream()
                .filter(point -> chart.kind() == Chart.Kind.LINES || !Double.isNaN(point.y()))
                .count();
        if (drawn < all) {
            notes.add(chart.series().get(series).name() + ": " + Numbers.single(drawn) + " of " + Numbers.single(all)
                    + " points are drawn, " + which);
        }
    }

    private String told(int series, Point point) {
        return point.label() + ", " + chart.series().get(series).name() + ": " + Numbers.text(point.y(), decimals);
    }

    /** Returns whether there is nothing to draw. */
    boolean isEmpty() {
        return drawing.values().isEmpty();
    }

    Axis x() {
        return x;
    }

    Axis y() {
        return y;
    }

    boolean hasWords() {
        return drawing.scale() == Scale.WORDS;
    }

    String shapes() {
        return shapes.toString();
    }

    List<String> notes() {
        return notes;
    }
}
