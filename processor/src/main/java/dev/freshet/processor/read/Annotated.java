package dev.freshet.processor.read;

import dev.freshet.processor.model.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** An element and one of its annotations, with access to the members that are written in the source. */
record Annotated(Element element, AnnotationMirror annotation) {
    /** A value of an annotation member and the place where it is written. */
    record Located<T>(T value, Origin origin) {}

    static Optional<Annotated> of(Element element, Class<?> annotation) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(annotation.getName()))
                .map(mirror -> new Annotated(element, mirror))
                .findFirst();
    }

    Origin origin() {
        return Origin.of(element, annotation);
    }

    /** Returns the value of a member if the source gives it. */
    Optional<AnnotationValue> member(String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                annotation.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** Returns the names of the members that the source gives, in its order. */
    List<String> memberNames() {
        return annotation.getElementValues().keySet().stream()
                .map(member -> member.getSimpleName().toString())
                .toList();
    }

    /** Returns the string of a member if the source gives it. */
    Optional<Located<String>> string(String name) {
        return member(name).map(value -> located(value, value));
    }

    /** Returns the strings of an array member if the source gives it; a single string counts as an array of one. */
    Optional<List<Located<String>>> strings(String name) {
        return member(name)
                .map(member -> member.getValue() instanceof List<?> values
                        ? values.stream()
                                .map(value -> located(member, (AnnotationValue) value))
                                .toList()
                        : List.of(located(member, member)));
    }

    private Located<String> located(AnnotationValue member, AnnotationValue value) {
        return new Located<>(String.valueOf(value.getValue()), new Origin(element, annotation, member, value));
    }
}
