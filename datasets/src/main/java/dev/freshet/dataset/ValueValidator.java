package dev.freshet.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks values against rules that their types declare. Freshet finds validators as services of this type
 * ({@link java.util.ServiceLoader}) and applies them to parameters and to values on load and save. Implementations must
 * be thread-safe.
 */
public interface ValueValidator {
    /** Returns whether values of a class can break a rule. Freshet calls this method once for each class. */
    boolean hasRules(Class<?> type);

    /**
     * Returns the violations of a value, always in the same order. Freshet calls this method only for values whose
     * class has rules.
     */
    List<Violation> check(Object value);

    /**
     * A broken rule.
     *
     * @param path the components, keys and indices that lead to the invalid value; empty for the whole value
     * @param message the rule, such as {@code must be greater than 0}
     * @param value the invalid value
     */
    record Violation(
            List<String> path, String message, @Nullable Object value) {
        public Violation {
            path = List.copyOf(path);
        }
    }
}
