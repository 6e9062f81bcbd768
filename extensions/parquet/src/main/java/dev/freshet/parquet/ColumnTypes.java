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

/** Which Java types columns may have. */
final class ColumnTypes {
    /** Values of these come back as they were, whatever they are. */
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

    /** Of these, what is beyond the range or the digits of a column is refused or comes back in another form. */
    private static final Set<Class<?>> LIMITED =
            Set.of(BigDecimal.class, Instant.class, LocalDate.class, LocalDateTime.class);

    private final Deque<Class<?>> open = new ArrayDeque<>();
    private boolean isExact = true;

    private ColumnTypes() {}

    /**
     * Checks the components of a record, those of records in it too.
     *
     * @return whether every record comes back as it was
     * @throws IllegalArgumentException naming the first component that no column can hold
     */
    static boolean check(Class<?> record) {
        ColumnTypes types = new ColumnTypes();
        types.record(record);
        return types.isExact;
    }

    private void record(Class<?> record) {
        if (open.contains(record)) {
            throw new IllegalArgumentException("the record " + shown(record)
                    + " contains itself, which a parquet dataset cannot hold: its columns would have no end");
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

    /** A text that names types, without their packages. */
    static String withoutPackages(String text) {
        return text.replaceAll("\\b(?:[\\p{Ll}_]\\w*\\.)+(?=\\p{Lu})", "");
    }
}
