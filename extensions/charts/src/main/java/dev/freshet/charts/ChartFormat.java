package dev.freshet.charts;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.knowm.xchart.internal.chartpart.Chart;

/** The dataset type {@code chart}. */
public final class ChartFormat implements FileFormat {
    private static final String WIDTH = "width";
    private static final String HEIGHT = "height";
    private static final String DPI = "dpi";
    private static final int MOST_PIXELS = 20_000;
    private static final int MOST_DPI = 1200;

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
    public Set<String> options() {
        return Set.of(WIDTH, HEIGHT, DPI);
    }

    @Override
    public FileCodec open(Type type, Map<String, String> options) {
        return new ChartCodec(
                number(options, WIDTH, MOST_PIXELS),
                number(options, HEIGHT, MOST_PIXELS),
                number(options, DPI, MOST_DPI).orElse(ChartCodec.POINTS));
    }

    private static OptionalInt number(Map<String, String> options, String option, int most) {
        String text = options.get(option);
        if (text == null) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "\"" + option + "\" must be a number from 1 to " + most + ", not \"" + text + "\"");
    }
}
