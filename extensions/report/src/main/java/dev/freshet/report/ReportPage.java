package dev.freshet.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes reports as HTML. The policy of the page lets a browser neither run a script nor load anything, whatever a text
 * of the report holds.
 */
final class ReportPage {
    private static final int DEEPEST = 6;
    private static final int SHORT = 10;

    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    private final Markup out = new Markup();

    private ReportPage() {}

    static String of(Report report) {
        ReportPage page = new ReportPage();
        page.document(report);
        return page.out.toString();
    }

    private void document(Report report) {
        out.raw("<!doctype html>").line().open("html", "lang", "en").line();
        out.open("head").line().open("meta", "charset", "utf-8").line();
        out.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        out.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        out.element("title", report.title()).line();
        out.open("style")
                .line()
                .raw(style())
                .close("style")
                .line()
                .close("head")
                .line();
        out.open("body").line().open("main").line();
        out.element("h1", report.title(), "dir", "auto").line();
        blocks(report.blocks(), 2);
        out.close("main").line().close("body").line().close("html").line();
    }

    private void blocks(List<Block> blocks, int level) {
        blocks.forEach(block -> block(block, level));
    }

    private void block(Block block, int level) {
        if (block instanceof Section section) {
            String heading = "h" + Math.min(level, DEEPEST);
            out.open("section")
                    .element(heading, section.heading(), "dir", "auto")
                    .line();
            blocks(section.blocks(), level + 1);
            out.close("section").line();
        } else if (block instanceof Text text) {
            out.open("p", "dir", "auto");
            text.spans().forEach(this::span);
            out.close("p").line();
        } else if (block instanceof BulletList list) {
            list(list);
        } else if (block instanceof Figures figures) {
            figures(figures);
        } else if (block instanceof Table table) {
            TableWriter.write(out, table);
        } else if (block instanceof Chart chart) {
            ChartWriter.write(out, chart);
        } else if (block instanceof Image image) {
            String source = "data:" + image.mediaType() + ";base64," + image.data();
            out.open("img", "src", source, "alt", image.description()).line();
        } else if (block instanceof Code code) {
            out.open("pre", "tabindex", "0")
                    .element("code", code.text(), "dir", "auto")
                    .close("pre")
                    .line();
        } else if (block instanceof SideBySide row) {
            out.open("div", "class", "row").line();
            row.blocks().forEach(each -> {
                out.open("div");
                block(each, level);
                out.close("div").line();
            });
            out.close("div").line();
        }
    }

    private void list(BulletList list) {
        out.open("ul");
        for (Text item : list.items()) {
            out.open("li", "dir", "auto");
            item.spans().forEach(this::span);
            out.close("li");
        }
        out.close("ul").line();
    }

    private void figures(Figures figures) {
        out.open("dl", "class", "figures").line();
        for (Figure figure : figures.figures()) {
            out.open("div")
                    .element("dt", figure.label(), "dir", "auto")
                    .element(
                            "dd",
                            figure.value(),
                            "dir",
                            "auto",
                            "class",
                            figure.value().length() <= SHORT ? "k" : "");
            if (!figure.note().isEmpty()) {
                out.element("dd", figure.note(), "class", "note", "dir", "auto");
            }
            out.close("div").line();
        }
        out.close("dl").line();
    }

    private void span(Text.Span span) {
        switch (span.style()) {
            case PLAIN -> out.text(span.text());
            case STRONG -> out.element("strong", span.text());
            case EMPHASIS -> out.element("em", span.text());
            case CODE -> out.element("code", span.text());
            case LINK -> out.element("a", span.text(), "href", span.target(), "rel", "noopener noreferrer");
        }
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("the jar of reports has no report.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
