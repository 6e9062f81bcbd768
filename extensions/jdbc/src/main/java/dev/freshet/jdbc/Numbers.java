package dev.freshet.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/** Conversions of numbers that give the same number or throw. */
final class Numbers {
    private static final Set<String> NOT_DECIMAL = Set.of("NaN", "Infinity", "-Infinity", "-0.0");

    private Numbers() {}

    /**
     * Returns a number, or the number that a text is, without limits. A binary number is the one with its digits, as 0.1
     * is, or the whole number that it is.
     *
     * @throws RuntimeException if it is none
     */
    static BigDecimal decimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        if (isBinary(value)) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) && !Double.isInfinite(number)
                    ? new BigDecimal(number)
                    : new BigDecimal(value.toString());
        }
        return value instanceof String text
                ? new BigDecimal(text.strip())
                : BigDecimal.valueOf(((Number) value).longValue());
    }

    /**
     * Returns a {@code double} that stands for a number: the same number, or one that is written with the same digits,
     * as 0.1 is.
     *
     * @throws RuntimeException if there is none
     */
    static double toDouble(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof String word && NOT_DECIMAL.contains(word.strip())) {
            return Double.parseDouble(word);
        }
        BigDecimal exact = decimal(value);
        double number = exact.doubleValue();
        if (Double.isInfinite(number) || !(isShort(exact, Double.toString(number)) || isSame(exact, number))) {
            throw new ArithmeticException("not exact");
        }
        return number;
    }

    /** Returns a {@code float} that stands for a number, as {@link #toDouble} does. */
    static float toFloat(Object value) {
        if (value instanceof String word && NOT_DECIMAL.contains(word.strip())) {
            return Float.parseFloat(word);
        }
        double wide = value instanceof Number binary && isBinary(value) ? binary.doubleValue() : Double.NaN;
        if (value instanceof Float || (isBinary(value) && (!Double.isFinite(wide) || wide == 0))) {
            return ((Number) value).floatValue();
        }
        BigDecimal exact = decimal(value);
        float number = exact.floatValue();
        if (Float.isInfinite(number)
                || !(isShort(exact, Float.toString(number)) || isSame(exact, number) || number == wide)) {
            throw new ArithmeticException("not exact");
        }
        return number;
    }

    private static boolean isBinary(Object value) {
        return value instanceof Double || value instanceof Float;
    }

    private static boolean isShort(BigDecimal exact, String digits) {
        return exact.compareTo(new BigDecimal(digits)) == 0;
    }

    private static boolean isSame(BigDecimal exact, double number) {
        return exact.compareTo(new BigDecimal(number)) == 0;
    }

    /**
     * Returns the {@code double} to store for a number, from which {@link #decimal} gives the number again.
     *
     * @throws ArithmeticException if there is none
     */
    static double storedDouble(Number value) {
        double number = toDouble(value);
        if (!isBinary(value)) {
            requireSame(value, number);
        }
        return number;
    }

    /**
     * Returns the {@code float} to store for a number, from which the number can be read again.
     *
     * @throws ArithmeticException if there is none
     */
    static float storedFloat(Number value) {
        float number = toFloat(value);
        if (value instanceof Double wide && Double.compare(wide, number) != 0) {
            throw new ArithmeticException("not exact");
        }
        if (!isBinary(value)) {
            requireSame(value, number);
        }
        return number;
    }

    private static void requireSame(Number value, Number stored) {
        if (decimal(stored).compareTo(decimal(value)) != 0) {
            throw new ArithmeticException("not exact");
        }
    }

    /** Returns the whole number. */
    static BigInteger whole(Object value) {
        return decimal(value).toBigIntegerExact();
    }
}
