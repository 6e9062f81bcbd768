package dev.freshet.example;

import java.util.DoubleSummaryStatistics;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * Bars of HTML that share a scale, of which zero is always a part.
 *
 * @param low where the scale begins, 0 or less
 * @param high where it ends
 */
record Bars(double low, double high) {
    static Bars of(DoubleStream values) {
        DoubleSummaryStatistics range =
                DoubleStream.concat(DoubleStream.of(0), values).summaryStatistics();
        return new Bars(range.getMin(), range.getMax());
    }

    /** A cell with a bar from zero to the value. */
    String cell(double value) {
        return String.format(
                Locale.ROOT,
                "<td class=\"bar\"><i%s style=\"margin-left:%.1f%%;width:%.1f%%\"></i></td>",
                value < 0 ? " class=\"early\"" : "",
                percent(Math.min(value, 0) - low),
                percent(Math.abs(value)));
    }

    private double percent(double length) {
        return high == low ? 0 : 100 * length / (high - low);
    }
}
