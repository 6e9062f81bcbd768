package dev.freshet.report;

import java.util.List;

/**
 * A report: a title and blocks of content. A node returns it, and a dataset of type {@code report} stores it as one HTML
 * file, which shows the same on any machine and loads nothing from elsewhere. Immutable, like all blocks.
 *
 * <pre>{@code
 * return Report.of("Flight delays",
 *         Text.of("How late flights arrived."),
 *         Figures.of(Figure.of("flights", 20_000), Figure.of("median delay", -2, "minutes")),
 *         Section.of("By hour",
 *                 Chart.bars("Mean delay", Series.of("mean", hours, HourDelay::hour, HourDelay::meanDelay))),
 *         Section.of("Worst routes", Table.of(routes)));
 * }</pre>
 *
 * <p>All text is shown literally; nothing of it is read as HTML. Equal reports give equal files, whatever the JDK, the
 * locale and the time zone.
 */
public record Report(String title, List<Block> blocks) {
    public Report {
        blocks = List.copyOf(blocks);
    }

    /** Returns a report of blocks, in order. */
    public static Report of(String title, Block... blocks) {
        return new Report(title, List.of(blocks));
    }

    /** Returns the report as an HTML file, as the dataset stores it. */
    public String html() {
        return ReportPage.of(this);
    }
}
