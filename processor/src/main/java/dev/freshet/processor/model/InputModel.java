package dev.freshet.processor.model;

import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/**
 * A dataset or parameter that a node reads.
 *
 * @param parameter the method's parameter that takes the value; null if the method has too few
 */
public record InputModel(
        DatasetName name, Origin origin, @Nullable VariableElement parameter) {
    private static final String OUTCOME = "dev.freshet.Outcome";

    /** Whether the method takes it as an {@code Outcome}, so that it is called although the dataset could not be made. */
    public boolean isOutcome() {
        return parameter != null
                && parameter.asType() instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(OUTCOME);
    }
}
