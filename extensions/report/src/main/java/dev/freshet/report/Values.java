package dev.freshet.report;

import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values that a report shows: those whose text is the same in every process. */
final class Values {
    private Values() {}

    /** Returns what an {@code Optional} holds, or the value itself. */
    static @Nullable Object unwrapped(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? unwrapped(optional.get()) : null;
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? optional.getAsLong() : null;
        }
        if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? optional.getAsDouble() : null;
        }
        return value;
    }

    /**
     * Returns a value as text.
     *
     * @throws IllegalArgumentException if it has no text that is the same in every process
     */
    static String single(@Nullable Object given) {
        Object value = unwrapped(given);
        return value instanceof Number number && Numbers.isNumber(number) ? Numbers.single(number) : words(value);
    }

    /**
     * Returns a value that is no number as text.
     *
     * @throws IllegalArgumentException if it has no text that is the same in every process
     */
    static String words(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof TemporalAccessor time) {
            return time.toString().replaceFirst("(\\d)T(\\d)", "$1 $2");
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof Boolean
                || value instanceof Enum
                || value instanceof Duration
                || value instanceof Period
                || value instanceof UUID
                || value instanceof URI) {
            return value.toString();
        }
        throw new IllegalArgumentException("a report shows texts, numbers, dates, truth values and enums, not a "
                + value.getClass().getName() + "; give it a text");
    }
}
