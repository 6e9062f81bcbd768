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
 * Which Java types come back from their text as they were. Of records that holds by the contract of {@link Record}: a copy
 * made of a record's components equals it. Maps and sets are left out, since they are written in another order than they
 * may have, and so are classes, of which nobody knows which part Jackson writes.
 */
public final class LosslessTypes {
    private LosslessTypes() {}

    /** Whether every value of a type is read from JSON as it was written. */
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

    /** Whether every value of a type is read from a row of a table as it was written. */
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

    /** Whether nothing tells Jackson to treat a type in its own way. */
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
