package dev.freshet.processor.model;

import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import java.util.Optional;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A dataset or parameter that a node reads.
 *
 * @param parameter the method's parameter for this input; null if the method has too few parameters
 * @param form in which the parameter takes it
 * @param accepted the type that the dataset's type must be assignable to: {@code Collection<Leg>} for a parameter
 *     {@code Stream<Leg>}; null if there is no parameter
 * @param offered the type of the dataset if no node produces it and no other reader needs a more specific one, such as
 *     {@code List<Leg>}
 */
public record InputModel(
        DatasetName name,
        Origin origin,
        @Nullable VariableElement parameter,
        Form form,
        @Nullable TypeMirror accepted,
        @Nullable TypeMirror offered) {
    /**
     * Returns whether the method takes the input as an {@code Outcome}, so that it is called even if the producer
     * failed.
     */
    public boolean isOutcome() {
        return form == Form.OUTCOME;
    }

    /** Returns the same input under another name. */
    public InputModel named(DatasetName other, Origin place) {
        return new InputModel(other, place, parameter, form, accepted, offered);
    }

    /** Returns the type of the method's parameter. */
    public Optional<TypeMirror> parameterType() {
        return Optional.ofNullable(parameter).map(VariableElement::asType);
    }
}
