package dev.freshet.parquet;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The Java types that columns can hold. */
final class ColumnTypes {
    /** Every value of these types equals its copy that was saved and loaded. */
    private static final Set<Class<?>> EXACT = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            double.class,
            Double.class,
            float.class,
            Float.class,
            boolean.class,
            Boolean.class,
            String.class,
            LocalTime.class,
            UUID.class);

    /** Values of these types beyond the range or the digits of a column are refused, or come back in another form. */
    private static final Set<Class<?>> LIMITED =
            Set.of(BigDecimal.class, Instant.class, LocalDate.class, LocalDateTime.class);

    private final Deque<Class<?>> open = new ArrayDeque<>();
    private boolean isExact = true;

    private ColumnTypes() {}

    /**
     * Checks the components of a record and of the records in it.
     *
     * @return whether every record equals its copy that was saved and loaded
     * @throws IllegalArgumentException if a column cannot hold a component; it names the first such component
     */
    static boolean check(Class<?> record) {
        ColumnTypes types = new ColumnTypes();
        types.record(record);
        return types.isExact;
    }

    private void record(Class<?> record) {
        if (open.contains(record)) {
            throw new IllegalArgumentException("the record " + shown(record)
                    + " contains itself, which a parquet dataset cannot hold: it would have infinitely many columns");
        }
        open.push(record);
        if (record.getRecordComponents().length == 0) {
            throw new IllegalArgumentException(
                    "the record " + shown(record) + " has no components, and so would have no column");
        }
        for (RecordComponent component : record.getRecordComponents()) {
            if (!holds(component.getGenericType())) {
                throw new IllegalArgumentException("component \"" + component.getName() + "\" of " + shown(record)
                        + " is " + shown(component.getGenericType()) + ", which a parquet dataset cannot hold");
            }
        }
        open.pop();
    }

    private boolean holds(Type type) {
        if (type instanceof ParameterizedType generic) {
            return many(generic);
        }
        if (!(type instanceof Class<?> plain)) {
            return false;
        }
        if (plain.isRecord()) {
            record(plain);
            return true;
        }
        isExact &= !LIMITED.contains(plain);
        return plain.isEnum() || EXACT.contains(plain) || LIMITED.contains(plain);
    }

    private boolean many(ParameterizedType type) {
        Type[] of = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return holds(of[0]);
        }
        isExact = false;
        if (type.getRawType() == Set.class) {
            return holds(of[0]);
        }
        return type.getRawType() == Map.class && isKey(of[0]) && holds(of[1]);
    }

    private boolean isKey(Type type) {
        return type instanceof Class<?> plain && !plain.isRecord() && holds(plain);
    }

    private static String shown(Type type) {
        return withoutPackages(type.getTypeName()).replace('$', '.');
    }

    /** Removes the packages from the type names in a text. */
    static String withoutPackages(String text) {
        return text.replaceAll("\\b(?:[\\p{Ll}_]\\w*\\.)+(?=\\p{Lu})", "");
    }
}
