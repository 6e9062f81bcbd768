package dev.freshet.dataset.cell;

import dev.freshet.wiring.JavaTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which Java types survive being written as text and read again. Records do so by the contract of
 * {@link Record}: a copy made of a record's components equals the record. Maps and sets do not count, because they can
 * be written in a different order. Neither do other classes, because it is unknown which part of them Jackson writes.
 */
public final class LosslessTypes {
    private LosslessTypes() {}

    /** Returns whether every value of a type equals its copy that was written as JSON and read again. */
    public static boolean inJson(Type type) {
        return inJson(type, new HashSet<>());
    }

    private static boolean inJson(Type type, Set<Class<?>> open) {
        if (type instanceof ParameterizedType many && many.getRawType() == List.class) {
            return inJson(JavaTypes.element(type), open);
        }
        if (!(type instanceof Class<?> plain)) {
            return isCell(type);
        }
        if (plain.isArray()) {
            return plain.getComponentType().isPrimitive();
        }
        return plain.isRecord() ? isPlain(plain) && components(plain, open) : isCell(type) && isPlain(plain);
    }

    private static boolean components(Class<?> record, Set<Class<?>> open) {
        return !open.add(record)
                || Arrays.stream(record.getRecordComponents())
                        .allMatch(component -> inJson(component.getGenericType(), open));
    }

    /** Returns whether every value of a type equals its copy that was written as a row of a table and read again. */
    public static boolean inTable(Type row) {
        return row instanceof Class<?> record
                && record.isRecord()
                && Arrays.stream(record.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .allMatch(LosslessTypes::isCell);
    }

    private static boolean isCell(Type type) {
        if (type instanceof ParameterizedType maybe && maybe.getRawType() == Optional.class) {
            return isCell(JavaTypes.element(type));
        }
        return Cells.of(type).isPresent();
    }

    /** Returns whether a type has no annotations that change how Jackson treats it. */
    private static boolean isPlain(Class<?> type) {
        if (type.getName().startsWith("java.")) {
            return true;
        }
        return isPlain((AnnotatedElement) type)
                && Arrays.stream(type.getDeclaredFields()).allMatch(LosslessTypes::isPlain)
                && Arrays.stream(type.getDeclaredMethods()).allMatch(LosslessTypes::isPlain)
                && Arrays.stream(type.getDeclaredConstructors())
                        .allMatch(constructor -> isPlain((AnnotatedElement) constructor)
                                && Arrays.stream(constructor.getParameters()).allMatch(LosslessTypes::isPlain));
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
