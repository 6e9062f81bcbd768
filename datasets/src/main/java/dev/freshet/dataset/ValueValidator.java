package dev.freshet.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks values by rules that their types declare. It is used for parameters, and for values that are loaded and saved, if it
 * is a service of this type. Safe for use by several threads.
 */
public interface ValueValidator {
    /** Whether values of a class can break a rule. Asked once for each class. */
    boolean hasRules(Class<?> type);

    /** The rules that a value breaks, always in the same order. Asked only for values whose class has rules. */
    List<Violation> check(Object value);

    /**
     * A broken rule.
     *
     * @param path the components, keys and indices that lead to what is wrong; empty if it is the whole value
     * @param message such as {@code must be greater than 0}
     * @param value what is wrong
     */
    record Violation(
            List<String> path, String message, @Nullable Object value) {
        public Violation {
            path = List.copyOf(path);
        }
    }
}
