package dev.freshet.report;

import dev.freshet.report.Series.Point;
import dev.freshet.report.Table.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the numbers of a chart below it, as a table that a reader opens. */
final class ChartNumbers {
    private static final int ROWS = 200;

    private ChartNumbers() {}

    static void write(Markup out, Chart chart) {
        int rows;
        List<Cells> columns;
        if (chart.kind() == Chart.Kind.HISTOGRAM) {
            Bins bins = Bins.of(Drawing.of(chart, 0).series().get(0));
            rows = bins.counts().size();
            columns = counts(chart, bins);
        } else if (isShared(chart.series())) {
            rows = chart.series().get(0).points().size();
            columns = side(chart);
        } else {
            rows = chart.series().stream()
                    .mapToInt(series -> series.points().size())
                    .sum();
            columns = below(chart);
        }
        if (rows > 0) {
            out.open("details").element("summary", "Numbers");
            TableWriter.write(out, new Table("", columns, ROWS), chart.title() + ", numbers", rows);
            out.close("details").line();
        }
    }

    private static List<Cells> counts(Chart chart, Bins bins) {
        List<String> intervals = new ArrayList<>();
        for (int i = 0; i < bins.counts().size(); i++) {
            intervals.add(bins.label(i));
        }
        String title = chart.xTitle().isEmpty() ? "value" : chart.xTitle();
        return List.of(words(title, intervals.stream()), numbers("count", bins.counts().stream()));
    }

    /** A heading without a text would leave a screen reader nothing to say. */
    private static String named(String title, String otherwise) {
        return title.isEmpty() ? otherwise : title;
    }

    private static boolean isShared(List<Series> series) {
        return !series.isEmpty()
                && series.stream().map(ChartNumbers::labels).distinct().count() == 1;
    }

    private static List<String> labels(Series series) {
        return series.points().stream().map(Point::label).toList();
    }

    /** A row for each horizontal value, a column for each series. */
    private static List<Cells> side(Chart chart) {
        List<Cells> columns = new ArrayList<>();
        columns.add(words(
                named(chart.xTitle(), "x"),
                chart.series().get(0).points().stream().map(Point::label)));
        chart.series()
                .forEach(series -> columns.add(
                        numbers(series.name(), series.points().stream().map(Point::y))));
        return columns;
    }

    /** A row for each point. */
    private static List<Cells> below(Chart chart) {
        return List.of(
                words(
                        "series",
                        chart.series().stream()
                                .flatMap(series -> series.points().stream().map(point -> series.name()))),
                words(named(chart.xTitle(), "x"), points(chart).map(Point::label)),
                numbers(named(chart.yTitle(), "y"), points(chart).map(Point::y)));
    }

    private static Stream<Point> points(Chart chart) {
        return chart.series().stream().flatMap(series -> series.points().stream());
    }

    private static Cells words(String name, Stream<String> texts) {
        return new Cells(name, false, texts.limit(ROWS).toList(), List.of());
    }

    private static Cells numbers(String name, Stream<? extends Number> numbers) {
        List<? extends Number> shown = numbers.limit(ROWS).toList();
        int decimals = Numbers.decimals(shown);
        List<String> texts = shown.stream()
                .map(number -> Double.isNaN(number.doubleValue()) ? "" : Numbers.text(number, decimals))
                .toList();
        return new Cells(name, true, texts, List.of());
    }
}
