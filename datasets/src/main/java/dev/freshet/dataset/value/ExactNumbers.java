package dev.freshet.dataset.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;

/** Converts numbers of files to other Java types without changing them. */
public final class ExactNumbers {
    private static final Map<Class<?>, Class<?>> BOXED = Map.of(
            int.class, Integer.class,
            long.class, Long.class,
            short.class, Short.class,
            byte.class, Byte.class,
            double.class, Double.class,
            float.class, Float.class,
            boolean.class, Boolean.class);

    private static final Map<Class<?>, String> WORDS = Map.of(
            Integer.class, "an int",
            Long.class, "a long",
            Short.class, "a short",
            Byte.class, "a byte",
            Double.class, "a double",
            Float.class, "a float",
            BigInteger.class, "a whole number",
            BigDecimal.class, "a decimal number");

    private ExactNumbers() {}

    /** Returns the class of a primitive type's objects, and any other class as it is. */
    public static Class<?> boxed(Class<?> type) {
        return BOXED.getOrDefault(type, type);
    }

    /** Returns a number type in words; empty if the type is not a number. */
    public static Optional<String> words(Class<?> type) {
        return Optional.ofNullable(WORDS.get(boxed(type)));
    }

    /**
     * Converts a whole number or a decimal number.
     *
     * @param wanted a boxed type
     * @throws IllegalArgumentException if the type cannot hold the number
     */
    public static Object exact(Number number, Class<?> wanted) {
        if (number.getClass() == wanted) {
            return number;
        }
        if (number instanceof Integer || number instanceof Long) {
            long whole = number.longValue();
            if (wanted == Long.class) {
                return whole;
            }
            if (wanted == Integer.class && whole == (int) whole) {
                return (int) whole;
            }
        }
        BigDecimal decimal = number instanceof BigDecimal given ? given : new BigDecimal(number.toString());
        try {
            return exact(decimal, wanted);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    wanted == Double.class || wanted == Float.class
                            ? number + " is not exactly " + WORDS.get(wanted)
                            : number + " is not " + WORDS.get(wanted),
                    e);
        }
    }

    private static Object exact(BigDecimal number, Class<?> wanted) {
        if (wanted == BigDecimal.class) {
            return number;
        }
        if (wanted == BigInteger.class) {
            return number.toBigIntegerExact();
        }
        if (wanted == Double.class) {
            double real = number.doubleValue();
            same(number, Double.isFinite(real), Double.toString(real));
            return real;
        }
        if (wanted == Float.class) {
            float real = number.floatValue();
            same(number, Float.isFinite(real), Float.toString(real));
            return real;
        }
        if (wanted == Integer.class) {
            return number.intValueExact();
        }
        if (wanted == Short.class) {
            return number.shortValueExact();
        }
        return wanted == Byte.class ? (Object) number.byteValueExact() : (Object) number.longValueExact();
    }

    /** A binary number stands for a decimal one if its shortest text has the same digits. */
    private static void same(BigDecimal number, boolean isFinite, String text) {
        if (!isFinite || new BigDecimal(text).compareTo(number) != 0) {
            throw new ArithmeticException();
        }
    }

    /**
     * Converts a binary number.
     *
     * @throws IllegalArgumentException if the type cannot hold the number
     */
    public static Object real(Number number, Class<?> wanted) {
        if (wanted == Double.class) {
            return number.doubleValue();
        }
        float narrow = number.floatValue();
        if (number instanceof Double wide && Double.compare(narrow, wide) != 0) {
            throw new IllegalArgumentException(wide + " is not exactly a float");
        }
        return narrow;
    }
}
