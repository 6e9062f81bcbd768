package dev.freshet.dataset.rule;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.ValueValidator.Violation;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats violations as text. */
public final class Violations {
    private Violations() {}

    /** Returns a violation as text, such as {@code "legs[3].delay": must be greater than 0 (it is -1)}. */
    static String text(Violation violation) {
        String path = path("", violation.path());
        return (path.isEmpty() ? "" : '"' + path + "\": ") + violation.message() + shown(violation.value());
    }

    /** Returns a path in the usual notation. */
    public static String path(String start, List<String> steps) {
        StringBuilder path = new StringBuilder(start);
        for (String step : steps) {
            if (step.chars().allMatch(c -> c >= '0' && c <= '9')) {
                path.append('[').append(step).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step);
            }
        }
        return path.toString();
    }

    /**
     * Returns the value in parentheses if it is a single value and the message does not already show it; otherwise an
     * empty text.
     */
    public static String shown(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return " (it is " + Excerpt.quoted(text.toString()) + ")";
        }
        boolean isTold = value instanceof Number
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof TemporalAccessor;
        return isTold ? " (it is " + value + ")" : "";
    }
}
