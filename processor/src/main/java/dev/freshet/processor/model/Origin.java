package dev.freshet.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * The position in the source of a part of the model.
 *
 * @param element the annotated class, method or parameter
 * @param annotation the annotation on it; null if the part is the element itself, such as a parameter's name
 * @param member the value of the whole annotation member, such as {@code {"a", "b"}}; null if the member is omitted
 * @param value the value itself, such as {@code "b"} in that array; null if the member is omitted
 */
public record Origin(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue member,
        @Nullable AnnotationValue value) {
    /** Returns the origin of an element. */
    public static Origin of(Element element) {
        return new Origin(element, null, null, null);
    }

    /** Returns the origin of an annotation on an element. */
    public static Origin of(Element element, AnnotationMirror annotation) {
        return new Origin(element, annotation, null, null);
    }
}
