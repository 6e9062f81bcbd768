package dev.freshet.dataset.rule;

import java.lang.reflect.Type;

/**
 * How the values of a dataset are checked.
 *
 * @param type the Java type of the dataset
 */
public record ValueChecks(Type type, Validation validation) {
    public static final ValueChecks NONE = new ValueChecks(Object.class, Validation.OFF);

    /** Whether a value can be wrong at all. */
    boolean mayFail(Validators validators) {
        return validation != Validation.OFF && validators.mayApply(type);
    }
}
