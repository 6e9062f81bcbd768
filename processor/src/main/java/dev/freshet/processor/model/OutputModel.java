package dev.freshet.processor.model;

import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.Form;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that a node produces.
 *
 * @param type the type of the dataset's values; null if the method returns too few values
 * @param form the form in which the method produces the dataset
 * @param accessor the accessor of the record component with the dataset; null if the dataset is the returned value
 *     itself or written to a sink
 * @param sink the sink parameter; null if the dataset is returned
 */
public record OutputModel(
        DatasetName name,
        Origin origin,
        @Nullable TypeMirror type,
        Form form,
        @Nullable ExecutableElement accessor,
        @Nullable VariableElement sink) {
    /** Returns the same output under another name. */
    public OutputModel named(DatasetName other, Origin place) {
        return new OutputModel(other, place, type, form, accessor, sink);
    }

    /** Returns whether the method returns the dataset, directly or in a record. */
    public boolean isReturned() {
        return sink == null;
    }
}
