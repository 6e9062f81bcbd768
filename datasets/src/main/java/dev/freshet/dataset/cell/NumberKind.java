package dev.freshet.dataset.cell;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Year;
import java.util.HashMap;
import java.util.Map;

/** Which numbers a type of single values holds. */
public enum NumberKind {
    /** Whole numbers; a {@link Year} is one. */
    WHOLE,
    /** Binary fractions: {@code double} and {@code float}. */
    BINARY,
    /** Decimal fractions. */
    DECIMAL,
    /** The type is not one of numbers. */
    NONE;

    private static final Map<Class<?>, NumberKind> KINDS = new HashMap<>();

    static {
        for (Class<?> type : new Class<?>[] {
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class,
            Year.class
        }) {
            KINDS.put(type, WHOLE);
        }
        for (Class<?> type : new Class<?>[] {double.class, Double.class, float.class, Float.class}) {
            KINDS.put(type, BINARY);
        }
        KINDS.put(BigDecimal.class, DECIMAL);
    }

    public static NumberKind of(Class<?> type) {
        return KINDS.getOrDefault(type, NONE);
    }

    /** Returns whether numbers of this kind can have a fraction. */
    public boolean hasFraction() {
        return this == BINARY || this == DECIMAL;
    }
}
