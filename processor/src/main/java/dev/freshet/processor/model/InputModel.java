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
 * @param parameter the method's parameter that takes it; null if the method has too few
 * @param form in which the parameter takes it
 * @param accepted what the type of the dataset must be assignable to: for a parameter {@code Stream<Leg>},
 *     {@code Collection<Leg>}; null if there is no parameter
 * @param offered the type of the dataset if nobody makes it and no other reader wants more: {@code List<Leg>}
 */
public record InputModel(
        DatasetName name,
        Origin origin,
        @Nullable VariableElement parameter,
        Form form,
        @Nullable TypeMirror accepted,
        @Nullable TypeMirror offered) {
    /** Whether the method takes it as an {@code Outcome}, so that it is called although the dataset could not be made. */
    public boolean isOutcome() {
        return form == Form.OUTCOME;
    }

    /** The same input under another name. */
    public InputModel named(DatasetName other, Origin place) {
        return new InputModel(other, place, parameter, form, accepted, offered);
    }

    /** What the method takes. */
    public Optional<TypeMirror> parameterType() {
        return Optional.ofNullable(parameter).map(VariableElement::asType);
    }
}
