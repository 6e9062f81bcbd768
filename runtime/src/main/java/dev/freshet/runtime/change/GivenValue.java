package dev.freshet.runtime.change;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Java values that are given to a run as text, equal for equal values: type, length and content of each part. Not every
 * value has such a text: an object may hold anything.
 */
final class GivenValue {
    private GivenValue() {}

    /** The text of a value; empty if it cannot be compared by its content. */
    static Optional<String> text(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        return append(value, text) ? Optional.of(text.toString()) : Optional.empty();
    }

    private static boolean append(@Nullable Object value, StringBuilder text) {
        if (value == null) {
            text.append("null;");
            return true;
        }
        if (isScalar(value)) {
            word(value.getClass().getName() + " " + value, text);
            return true;
        }
        if (value instanceof Enum<?> constant) {
            word(constant.getDeclaringClass().getName() + " " + constant.name(), text);
            return true;
        }
        if (value instanceof Optional<?> optional) {
            return append(optional.orElse(null), text.append("optional "));
        }
        if (value instanceof List<?> list) {
            return all("list", list, text);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, text);
        }
        if (value.getClass().isArray()) {
            return array(value, text);
        }
        return value.getClass().isRecord() && record(value, text);
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || isNumber(value)
                || value instanceof UUID
                || isTime(value);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Number
                && value.getClass().getName().startsWith("java.")
                && !value.getClass().getName().startsWith("java.util.concurrent.");
    }

    private static boolean isTime(Object value) {
        return value.getClass().getName().startsWith("java.time.")
                && (value instanceof Temporal
                        || value instanceof Duration
                        || value instanceof Period
                        || value instanceof ZoneId);
    }

    private static boolean all(String kind, Collection<?> values, StringBuilder text) {
        text.append(kind).append(values.size()).append(' ');
        for (Object value : values) {
            if (!append(value, text)) {
                return false;
            }
        }
        return true;
    }

    /** By key, so that the order of a hash map does not count. */
    private static boolean map(Map<?, ?> map, StringBuilder text) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Optional<String> key = text(entry.getKey());
            if (key.isEmpty()) {
                return false;
            }
            sorted.put(key.get(), entry.getValue());
        }
        text.append("map");
        return all("keys", sorted.keySet(), text) && all("values", sorted.values(), text);
    }

    private static boolean array(Object array, StringBuilder text) {
        int length = Array.getLength(array);
        text.append(array.getClass().getName()).append(length).append(' ');
        for (int i = 0; i < length; i++) {
            if (!append(Array.get(array, i), text)) {
                return false;
            }
        }
        return true;
    }

    private static boolean record(Object value, StringBuilder text) {
        word(value.getClass().getName(), text);
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().trySetAccessible();
                if (!append(component.getAccessor().invoke(value), text)) {
                    return false;
                }
            } catch (ReflectiveOperationException | RuntimeException e) {
                return false;
            }
        }
        return true;
    }

    private static void word(String word, StringBuilder text) {
        text.append(word.length()).append(':').append(word);
    }
}
