package dev.freshet.report;

/**
 * Builds the shapes of a chart: SVG in a field of 1000 by 1000, which the page stretches. Strokes keep their width, so a
 * stroke of no length is a round dot.
 */
final class Shapes {
    private static final int SIZE = 1000;
    private final Markup out = new Markup();

    /** Adds a horizontal line. */
    void across(double at, String kind) {
        String y = down(at);
        out.open("path", "class", kind, "d", "M0 " + y + "H1000").close("path");
    }

    /** Adds a rectangle between two places, in any order, with a text that is shown on request. */
    void bar(double left, double right, double from, double to, int series, String told) {
        double bottom = Math.min(from, to);
        double height = Math.abs(to - from);
        out.open(
                        "rect",
                        "class",
                        "b s" + series,
                        "x",
                        across(left),
                        "y",
                        down(bottom + height),
                        "width",
                        across(right - left),
                        "height",
                        across(height))
                .element("title", told)
                .close("rect");
    }

    /** Adds a line or many dots. */
    void path(String path, String kind, int series) {
        out.open("path", "class", kind + " s" + series, "d", path).close("path");
    }

    /** Adds a dot with a text that is shown on request. */
    void dot(double x, double y, String kind, int series, String told) {
        out.open("path", "class", kind + " s" + series, "d", "M" + place(x, y) + "h0")
                .element("title", told)
                .close("path");
    }

    /** Returns a place as two numbers of a path. */
    static String place(double x, double y) {
        return across(x) + " " + down(y);
    }

    private static String down(double at) {
        return across(1 - at);
    }

    /** Returns tenths of the field's units, without {@code Double.toString}, whose digits depend on the JDK. */
    private static String across(double at) {
        long tenths = Math.round(at * SIZE * 10);
        long size = Math.abs(tenths);
        String whole = (tenths < 0 ? "-" : "") + size / 10;
        return size % 10 == 0 ? whole : whole + "." + size % 10;
    }

    /** Returns a share as a percentage for a style. */
    static String percent(double share) {
        long tenths = Math.round(share * 1000);
        return (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10 + "." + Math.abs(tenths) % 10 + "%";
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
