package dev.freshet.report;

import dev.freshet.report.Series.Point;
import java.util.Arrays;
import java.util.List;

/** Writes charts of horizontal bars as HTML, a row for each word and within it a bar for each series. */
final class HorizontalBars {
    private static final int MOST_WORDS = 60;

    private HorizontalBars() {}

    /** Writes a chart and returns notes about what it does not show. */
    static List<String> write(Markup out, Chart chart) {
        Drawing drawing = Drawing.of(chart, MOST_WORDS);
        int decimals = Numbers.decimals(drawing.values());
        Bars bars = Bars.of(drawing.values());
        double[][] values = values(drawing);
        out.open("div", "class", "rows", "role", "img", "aria-label", ChartWriter.described(chart));
        if (!chart.yTitle().isEmpty()) {
            out.element("div", chart.yTitle(), "class", "yt", "dir", "auto");
        }
        if (drawing.words().isEmpty()) {
            out.element("p", "No data", "class", "none");
        }
        for (int word = 0; word < drawing.words().size(); word++) {
            out.element("span", drawing.words().get(word), "class", "word", "dir", "auto");
            out.open("span", "class", "bars");
            for (int series = 0; series < values.length; series++) {
                bars.write(out, values[series][word], series + 1);
            }
            out.close("span").open("span", "class", "values");
            for (double[] of : values) {
                out.element("span", Double.isNaN(of[word]) ? "–" : Numbers.text(of[word], decimals));
            }
            out.close("span").line();
        }
        out.close("div").line();
        return drawing.notes();
    }

    private static double[][] values(Drawing drawing) {
        double[][] values = new double[drawing.series().size()][drawing.words().size()];
        for (int series = 0; series < values.length; series++) {
            Arrays.fill(values[series], Double.NaN);
            for (Point point : drawing.series().get(series)) {
                values[series][(int) point.x()] = point.y();
            }
        }
        return values;
    }
}
