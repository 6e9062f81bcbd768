package dev.freshet.dataset.cell;

import org.jspecify.annotations.Nullable;

/** Parses numbers that consist of plain digits. */
final class Digits {
    /** Stands for a number that is not in the usual form. */
    static final long UNUSUAL = Long.MIN_VALUE;

    /** The number of digits that always fit a long. */
    private static final int MOST = 18;

    /**
     * Every whole number up to this limit is an exact double, and so are the powers of ten below. Their quotient is
     * therefore rounded only once.
     */
    private static final long MOST_EXACT = 1L << 53;

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private Digits() {}

    /** Parses a whole number with at most 18 digits. */
    static long whole(char[] buffer, int offset, int length) {
        int end = offset + length;
        int from = offset + (isSign(buffer, offset, length) ? 1 : 0);
        if (from == end || end - from > MOST) {
            return UNUSUAL;
        }
        long value = 0;
        for (int i = from; i < end; i++) {
            int digit = buffer[i] - '0';
            if (digit < 0 || digit > 9) {
                return UNUSUAL;
            }
            value = 10 * value + digit;
        }
        return from > offset && buffer[offset] == '-' ? -value : value;
    }

    private static boolean isSign(char[] buffer, int offset, int length) {
        return length > 0 && (buffer[offset] == '-' || buffer[offset] == '+');
    }

    /** Parses a number with few digits and no exponent, rounded to the nearest double; null for any other text. */
    static @Nullable Double number(char[] buffer, int offset, int length) {
        int end = offset + length;
        int from = offset + (isSign(buffer, offset, length) ? 1 : 0);
        if (end - from > MOST) {
            return null;
        }
        long value = 0;
        int point = -1;
        for (int i = from; i < end; i++) {
            int digit = buffer[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = 10 * value + digit;
            } else if (buffer[i] == '.' && point < 0) {
                point = i;
            } else {
                return null;
            }
        }
        int digits = end - from - (point < 0 ? 0 : 1);
        if (digits == 0 || value > MOST_EXACT) {
            return null;
        }
        double number = point < 0 ? value : value / POWERS[end - point - 1];
        return from > offset && buffer[offset] == '-' ? -number : number;
    }

    /** Parses a number of two digits; negative for any other text. */
    static int two(char[] buffer, int offset) {
        int tens = buffer[offset] - '0';
        int ones = buffer[offset + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
    }
}
