package dev.freshet.charts;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.knowm.xchart.internal.chartpart.Chart;

/** The dataset type {@code chart}. */
public final class ChartFormat implements FileFormat {
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";
    private static final String DPI = "dpi";
    private static final int MOST_POINTS = 20_000;
    private static final List<Option> OPTIONS = List.of(
            Option.whole(WIDTH, "points", 1, MOST_POINTS, "The width; that of the chart by default."),
            Option.whole(HEIGHT, "points", 1, MOST_POINTS, "The height; that of the chart by default."),
            Option.whole(DPI, ChartCodec.POINTS, "dots", 1, 1200, "The dots per inch."));

    /** For the service loader. */
    public ChartFormat() {}

    @Override
    public String name() {
        return "chart";
    }

    @Override
    public String holds() {
        return "a chart of XChart, such as XYChart";
    }

    @Override
    public boolean accepts(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> plain && Chart.class.isAssignableFrom(plain);
    }

    @Override
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new ChartCodec(number(options, WIDTH), number(options, HEIGHT), Math.toIntExact(options.number(DPI)));
    }

    private static OptionalInt number(OptionValues options, String option) {
        OptionalLong number = options.findNumber(option);
        return number.isPresent() ? OptionalInt.of(Math.toIntExact(number.getAsLong())) : OptionalInt.empty();
    }
}
