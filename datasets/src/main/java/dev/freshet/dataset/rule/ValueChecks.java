package dev.freshet.dataset.rule;

import java.lang.reflect.Type;

/**
 * How a dataset's values are validated.
 *
 * @param type the Java type of the dataset
 */
public record ValueChecks(Type type, Validation validation) {
    public static final ValueChecks NONE = new ValueChecks(Object.class, Validation.OFF);

    /** Returns whether any value can be invalid. */
    boolean mayFail(Validators validators) {
        return validation != Validation.OFF && validators.mayApply(type);
    }
}
