package dev.freshet.report;

import dev.freshet.report.Axis.Tick;
import java.util.List;

/**
 * Writes charts. Only the shapes are SVG: all text is HTML, so that it keeps its size when the page is narrow and the
 * shapes are squeezed.
 */
final class ChartWriter {
    /** The widths of a field in pixels for which labels are chosen: that of a page, and that of a telephone. */
    private static final int WIDE = 600;

    private static final int NARROW = 250;
    private static final int LETTER = 7;
    private static final int GAP = 14;
    private static final int LONGEST = 14;

    private ChartWriter() {}

    static void write(Markup out, Chart chart) {
        out.open("figure", "class", "chart").element("figcaption", chart.title(), "dir", "auto");
        if (chart.series().size() > 1) {
            legend(out, chart);
        }
        List<String> notes;
        if (chart.kind() == Chart.Kind.HORIZONTAL_BARS) {
            notes = HorizontalBars.write(out, chart);
        } else {
            Plot plot = Plot.of(chart);
            plot(out, chart, plot);
            notes = plot.notes();
        }
        notes.forEach(note -> out.element("p", note, "class", "note", "dir", "auto"));
        ChartNumbers.write(out, chart);
        out.close("figure").line();
    }

    private static void legend(Markup out, Chart chart) {
        out.open("ul", "class", "legend");
        for (int i = 0; i < chart.series().size(); i++) {
            out.open("li").open("i", "class", "s" + (i + 1)).close("i");
            out.element("bdi", chart.series().get(i).name()).close("li");
        }
        out.close("ul").line();
    }

    private static void plot(Markup out, Chart chart, Plot plot) {
        int letters = plot.y().ticks().stream()
                .mapToInt(tick -> tick.label().length())
                .max()
                .orElse(1);
        out.open(
                "div",
                "class",
                "plot",
                "role",
                "img",
                "aria-label",
                described(chart),
                "style",
                "--g:" + letters + "ch");
        if (!chart.yTitle().isEmpty()) {
            out.element("div", chart.yTitle(), "class", "yt", "dir", "auto");
        }
        scale(out, plot.y());
        if (plot.isEmpty()) {
            out.element("p", "No data", "class", "none");
        } else {
            out.open("svg", "viewBox", "0 0 1000 1000", "preserveAspectRatio", "none", "aria-hidden", "true");
            out.raw(plot.shapes()).close("svg").line();
        }
        boolean isDouble =
                plot.x().ticks().stream().anyMatch(tick -> tick.label().indexOf('\n') >= 0);
        out.open("div", "class", plot.hasWords() ? "x words" : isDouble ? "x two" : "x");
        labels(out, plot);
        out.close("div");
        if (!chart.xTitle().isEmpty()) {
            out.element("div", chart.xTitle(), "class", "xt", "dir", "auto");
        }
        out.close("div").line();
    }

    /** Writes the labels of the vertical axis. */
    private static void scale(Markup out, Axis axis) {
        out.open("div", "class", "y");
        for (Tick tick : axis.ticks()) {
            out.element("span", tick.label(), "style", "bottom:" + Shapes.percent(axis.at(tick.value())));
        }
        out.close("div").line();
    }

    /** Writes the labels of the horizontal axis, of which a narrow page shows fewer than a wide one. */
    private static void labels(Markup out, Plot plot) {
        List<Tick> ticks = plot.x().ticks();
        int length = ticks.stream()
                .mapToInt(tick -> Math.min(
                        LONGEST,
                        tick.label().lines().mapToInt(String::length).max().orElse(0)))
                .max()
                .orElse(0);
        int each = length * LETTER + GAP;
        int wide = Math.max(1, (ticks.size() * each + WIDE - 1) / WIDE);
        int narrow = Math.max(1, (ticks.size() * each + NARROW - 1) / NARROW);
        int narrowest = (narrow + wide - 1) / wide * wide;
        for (int i = 0; i < ticks.size(); i += wide) {
            Tick tick = ticks.get(i);
            String place = "left:" + Shapes.percent(plot.x().at(tick.value()));
            String room = plot.hasWords() ? ";max-width:" + Shapes.percent((double) narrowest / ticks.size()) : "";
            if (i % narrowest == 0) {
                out.element("span", tick.label(), "dir", "auto", "style", place + room);
            } else {
                out.element("span", tick.label(), "dir", "auto", "style", place + room, "class", "w");
            }
        }
    }

    /** Returns what a chart is, for readers who do not see it. Its numbers follow it in a table. */
    static String described(Chart chart) {
        String kind = chart.kind().word();
        String name = chart.title().isEmpty() ? kind : kind + ": " + chart.title();
        if (chart.kind() == Chart.Kind.HISTOGRAM) {
            return name + ". " + Numbers.single(chart.series().get(0).points().size()) + " values.";
        }
        StringBuilder all = new StringBuilder(name).append(". Series:");
        String comma = " ";
        for (Series series : chart.series()) {
            all.append(comma)
                    .append(series.name())
                    .append(" (")
                    .append(Numbers.single(series.points().size()));
            all.append(")");
            comma = ", ";
        }
        return all.append('.').toString();
    }
}
