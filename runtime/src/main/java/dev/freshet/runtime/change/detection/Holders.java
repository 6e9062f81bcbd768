package dev.freshet.runtime.change.detection;

import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tells complete values from values that may contain something which reads files later. */
final class Holders {
    private static final Set<Class<?>> COMPLETE = Set.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Character.class,
            Void.class,
            String.class,
            BigDecimal.class,
            BigInteger.class,
            URI.class,
            UUID.class);

    /** Collections that contain their elements. */
    private static final Set<Class<?>> OF_ELEMENTS = Set.of(List.class, Set.class, Collection.class, Optional.class);

    private Holders() {}

    /** Returns whether a value of a type may contain a value that reads files later. */
    static boolean mayHold(Type type) {
        return !isComplete(type, new HashSet<>());
    }

    /** @param seen the types that are being examined, since a record can contain records of its own type */
    private static boolean isComplete(Type type, Set<Type> seen) {
        Optional<Type> component = JavaTypes.component(type);
        if (component.isPresent()) {
            return isComplete(component.get(), seen);
        }
        Class<?> raw = JavaTypes.raw(type);
        if (raw.isPrimitive()
                || raw.isEnum()
                || COMPLETE.contains(raw)
                || raw.getName().startsWith("java.time.")
                || !seen.add(type)) {
            return true;
        }
        if (OF_ELEMENTS.contains(raw)) {
            return isComplete(JavaTypes.argument(type, 0), seen);
        }
        if (raw == Map.class) {
            return isComplete(JavaTypes.argument(type, 0), seen) && isComplete(JavaTypes.argument(type, 1), seen);
        }
        return raw.isRecord() && areComplete(raw.getRecordComponents(), seen);
    }

    private static boolean areComplete(RecordComponent[] components, Set<Type> seen) {
        for (RecordComponent component : components) {
            if (!isComplete(component.getGenericType(), seen)) {
                return false;
            }
        }
        return true;
    }
}
