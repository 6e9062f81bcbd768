package dev.freshet.dataset.cell;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;

/** Annotations that change how Jackson treats a class: what has them is stored by Jackson's rules. */
final class JacksonAnnotations {
    private JacksonAnnotations() {}

    /** Returns whether a class, its members and its interfaces have no such annotations. */
    static boolean areAbsent(Class<?> type) {
        if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.")) {
            return true;
        }
        return isPlain(type)
                && Arrays.stream(type.getInterfaces()).allMatch(JacksonAnnotations::areAbsent)
                && Arrays.stream(type.getDeclaredFields()).allMatch(JacksonAnnotations::isPlain)
                && Arrays.stream(type.getDeclaredMethods()).allMatch(JacksonAnnotations::isPlain)
                && Arrays.stream(type.getDeclaredConstructors())
                        .allMatch(constructor -> isPlain(constructor)
                                && Arrays.stream(constructor.getParameters()).allMatch(JacksonAnnotations::isPlain));
    }

    private static boolean isPlain(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            String name = annotation.annotationType().getName();
            if (name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson.")) {
                return false;
            }
        }
        return true;
    }
}
