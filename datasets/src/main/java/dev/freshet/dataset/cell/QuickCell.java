package dev.freshet.dataset.cell;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells in the usual form without creating a {@code String}. It leaves every other form, including mistakes, to
 * the parser of texts, which alone decides what is legal.
 */
public final class QuickCell {
    /** The types with a fast path. */
    public enum Kind {
        BOOLEAN,
        BYTE,
        /** Arrays, of which no two cells may share one. */
        BYTES,
        DATE,
        DATE_TIME,
        DOUBLE,
        INT,
        LONG,
        SHORT,
        OTHER
    }

    private QuickCell() {}

    /**
     * Returns what the parser of texts would return; null if the cell needs that parser. A single switch is faster than
     * a class for each kind, because the kinds take turns in every row.
     *
     * @throws RuntimeException if the parser of texts would throw one
     */
    public static @Nullable Object read(Kind kind, char[] buffer, int offset, int length) {
        return switch (kind) {
            case BOOLEAN -> flag(buffer, offset, length);
            case BYTE -> {
                long value = Digits.whole(buffer, offset, length);
                yield value == (byte) value ? (Object) (byte) value : null;
            }
            case DATE -> length == 10 ? date(buffer, offset) : null;
            case DATE_TIME -> dateTime(buffer, offset, length);
            case DOUBLE -> Digits.number(buffer, offset, length);
            case INT -> {
                long value = Digits.whole(buffer, offset, length);
                yield value == (int) value ? (Object) (int) value : null;
            }
            case LONG -> {
                long value = Digits.whole(buffer, offset, length);
                yield value == Digits.UNUSUAL ? null : (Object) value;
            }
            case SHORT -> {
                long value = Digits.whole(buffer, offset, length);
                yield value == (short) value ? (Object) (short) value : null;
            }
            case BYTES, OTHER -> null;
        };
    }

    private static @Nullable Boolean flag(char[] buffer, int offset, int length) {
        if (length == 4) {
            return isWord("true", buffer, offset) ? Boolean.TRUE : null;
        }
        boolean isFalse = length == 5 && isWord("false", buffer, offset);
        return isFalse ? Boolean.FALSE : null;
    }

    private static boolean isWord(String word, char[] buffer, int offset) {
        for (int i = 0; i < word.length(); i++) {
            if (buffer[offset + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Parses a date such as 2026-01-31, which may not exist in the calendar. */
    private static @Nullable LocalDate date(char[] buffer, int offset) {
        int century = Digits.two(buffer, offset);
        int year = Digits.two(buffer, offset + 2);
        int month = Digits.two(buffer, offset + 5);
        int day = Digits.two(buffer, offset + 8);
        boolean isUsual = (century | year | month | day) >= 0 && buffer[offset + 4] == '-' && buffer[offset + 7] == '-';
        return isUsual ? LocalDate.of(100 * century + year, month, day) : null;
    }

    /** Parses a date and time such as 2026-01-31T08:30, with or without seconds. */
    private static @Nullable LocalDateTime dateTime(char[] buffer, int offset, int length) {
        boolean hasSeconds = length == 19 && buffer[offset + 16] == ':';
        if ((length != 16 && !hasSeconds) || buffer[offset + 10] != 'T' || buffer[offset + 13] != ':') {
            return null;
        }
        LocalDate date = date(buffer, offset);
        int hour = Digits.two(buffer, offset + 11);
        int minute = Digits.two(buffer, offset + 14);
        int second = hasSeconds ? Digits.two(buffer, offset + 17) : 0;
        return date == null || (hour | minute | second) < 0 ? null : date.atTime(hour, minute, second);
    }
}
