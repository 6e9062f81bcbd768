package dev.freshet.report;

import java.util.Collection;

/**
 * Horizontal bars of HTML that share a scale, of which zero is always a part.
 *
 * @param from where the scale begins, 0 or less
 * @param length the length of the scale, which is 0 if there is no bar
 */
record Bars(double from, double length) {
    static Bars of(Collection<Double> values) {
        double low = 0;
        double high = 0;
        for (double value : values) {
            if (Drawing.isDrawable(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new Bars(low, high - low);
    }

    /** Writes the bar of a value; one that cannot be drawn leaves its place empty. */
    void write(Markup out, double value, int series) {
        out.open("span", "class", "track");
        if (Drawing.isDrawable(value) && value != 0) {
            String left = Shapes.percent((Math.min(0, value) - from) / length);
            String width = Shapes.percent(Math.abs(value) / length);
            out.open("i", "class", "s" + series, "style", "margin-left:" + left + ";width:" + width)
                    .close("i");
        }
        out.close("span");
    }
}
