package dev.freshet.dataset.rule;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.ValueValidator.Violation;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Broken rules in words. */
public final class Violations {
    private Violations() {}

    /** What is wrong with a value, as in {@code "legs[3].delay": must be greater than 0 (it is -1)}. */
    static String text(Violation violation) {
        String path = path("", violation.path());
        return (path.isEmpty() ? "" : '"' + path + "\": ") + violation.message() + shown(violation.value());
    }

    /** A path as people write it. */
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

    /** The value, if it is a single one and the message does not say it all. */
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
