package dev.freshet.processor.model;

import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that a node makes.
 *
 * @param type the type of its values; null if the method returns too little
 * @param form in which the method makes it
 * @param accessor the accessor of the record component that holds it; null if it is the returned value itself, or a sink's
 * @param sink the parameter that takes its records; null if it is returned
 */
public record OutputModel(
        DatasetName name,
        Origin origin,
        @Nullable TypeMirror type,
        Form form,
        @Nullable ExecutableElement accessor,
        @Nullable VariableElement sink) {
    /** The same output under another name. */
    public OutputModel named(DatasetName other, Origin place) {
        return new OutputModel(other, place, type, form, accessor, sink);
    }

    /** Whether the method returns it, by itself or in a record. */
    public boolean isReturned() {
        return sink == null;
    }
}
