package dev.freshet.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The points of a chart that belong together.
 *
 * @param name what the legend calls them
 * @param scale what all of the points have in common on the horizontal axis
 */
public record Series(String name, Scale scale, List<Point> points) {
    public Series {
        points = List.copyOf(points);
    }

    /** The kinds of values on the horizontal axis. */
    public enum Scale {
        NUMBERS,
        /** Dates and times; an {@code Instant} is shown in UTC. */
        TIMES,
        WORDS
    }

    /**
     * A point.
     *
     * @param label the horizontal value as text
     * @param x the horizontal value: the number, or the seconds since the beginning of 1970; 0 for words
     * @param y the vertical value; NaN if it is missing
     */
    public record Point(String label, double x, double y) {}

    /**
     * Returns a series with a point for each row.
     *
     * @param x gives the horizontal value: a number, a date or time, or a word
     * @param y gives the vertical value; null if it is missing, which is a gap
     * @throws IllegalArgumentException if a horizontal value is null or of another kind
     */
    public static <T> Series of(
            String name,
            List<? extends T> rows,
            Function<? super T, ?> x,
            Function<? super T, ? extends @Nullable Number> y) {
        List<Object> places = new ArrayList<>();
        for (T row : rows) {
            places.add(Objects.requireNonNull(x.apply(row), () -> "a point of \"" + name + "\" has no x"));
        }
        Scale scale = scale(places);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Number value = y.apply(rows.get(i));
            points.add(point(scale, places.get(i), value == null ? Double.NaN : value.doubleValue()));
        }
        return new Series(name, scale, points);
    }

    private static Scale scale(List<Object> places) {
        if (places.stream().allMatch(Numbers::isNumber)) {
            return Scale.NUMBERS;
        }
        return places.stream().allMatch(Series::isTime) ? Scale.TIMES : Scale.WORDS;
    }

    private static boolean isTime(Object value) {
        return value instanceof LocalDate
                || value instanceof LocalDateTime
                || value instanceof Instant
                || value instanceof YearMonth;
    }

    private static Point point(Scale scale, Object x, double y) {
        return new Point(
                Values.single(x),
                switch (scale) {
                    case NUMBERS -> ((Number) x).doubleValue();
                    case TIMES -> seconds(x);
                    case WORDS -> 0;
                },
                y);
    }

    private static double seconds(Object time) {
        Instant instant;
        if (time instanceof LocalDateTime at) {
            instant = at.toInstant(ZoneOffset.UTC);
        } else if (time instanceof LocalDate date) {
            instant = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        } else if (time instanceof YearMonth month) {
            instant = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        } else {
            instant = (Instant) time;
        }
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
