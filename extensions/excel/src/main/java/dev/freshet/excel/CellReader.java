package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.excel.SheetCell.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of a sheet as values of the components. Dates, numbers, texts and truth values are told apart: no
 * number becomes a date, and no date a number or a text.
 *
 * @param is1904 whether the workbook counts days from 1904
 */
record CellReader(String sheet, boolean is1904) {
    private static final Set<Class<?>> WHOLE = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> FLAGS = Set.of(boolean.class, Boolean.class, String.class);
    private static final Set<Class<?>> TIMES = Set.of(LocalDate.class, LocalDateTime.class, LocalTime.class);

    /** The limit on digits of a whole number in exponent form that is written out. */
    private static final int MOST_DIGITS = 400;

    /** Returns the position that follows the file's name, such as {@code :Sheet1!C7}. */
    String place(int row, int column) {
        return ":" + sheet + "!" + SheetCell.letters(column) + row;
    }

    /** Returns the value of a cell for a column; null if the cell is empty. */
    @Nullable
    Object value(SheetCell cell, int row, SheetColumns.Column column) {
        String place = place(row, cell.column());
        if (cell.kind() == Kind.UNKNOWN) {
            throw new MalformedContent(
                    place, "the file has no value of the formula; open it in Excel and save it again");
        }
        if (cell.kind() == Kind.ERROR) {
            throw new MalformedContent(place, "the cell holds the error " + cell.raw());
        }
        try {
            return parse(cell.kind(), cell.raw(), column);
        } catch (IllegalArgumentException e) {
            throw new MalformedContent(place, "column \"" + column.name() + "\": " + e.getMessage(), e);
        }
    }

    private @Nullable Object parse(Kind kind, String raw, SheetColumns.Column column) {
        boolean isTime = TIMES.contains(column.type());
        return switch (kind) {
            case TEXT ->
                raw.isEmpty() && !column.value().holdsEmptyText()
                        ? null
                        : column.value().parse(raw);
            case FLAG -> {
                if (!FLAGS.contains(column.type())) {
                    throw new IllegalArgumentException("the cell holds a truth value, not "
                            + column.value().description());
                }
                yield column.value().parse(raw.equals("1") ? "true" : raw.equals("0") ? "false" : raw);
            }
            case SERIAL_DATE -> {
                if (!isTime) {
                    throw notOf("a date or time", column);
                }
                yield Serial.toTime(raw, is1904, column);
            }
            case ISO_DATE -> iso(raw, column);
            default -> {
                if (isTime) {
                    throw new IllegalArgumentException("the number " + raw + " has no format of dates, so it is not "
                            + column.value().description());
                }
                yield column.value().parse(number(raw, column.type()));
            }
        };
    }

    private static IllegalArgumentException notOf(String kind, SheetColumns.Column column) {
        return new IllegalArgumentException("the cell holds " + kind + ", not "
                + column.value().description() + "; format it as text or number, or declare a date or time");
    }

    /** Writers give dates a time of midnight, and times the day on which Excel's days begin. */
    private static Object iso(String raw, SheetColumns.Column column) {
        Class<?> type = column.type();
        if (!type.getPackageName().equals("java.time")) {
            throw notOf("a date or time", column);
        }
        String text = raw.endsWith("Z") && TIMES.contains(type) ? raw.substring(0, raw.length() - 1) : raw;
        try {
            if (type == LocalDate.class && text.contains("T")) {
                LocalDateTime at = LocalDateTime.parse(text);
                if (at.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                    return at.toLocalDate();
                }
            }
            if (type == LocalDateTime.class && !text.contains("T")) {
                return LocalDate.parse(text).atStartOfDay();
            }
        } catch (DateTimeException e) {
            // The message of the component's own type is better.
        }
        return column.value().parse(text);
    }

    /** Excel writes whole numbers as {@code 3}, {@code 3.0} or {@code 3E0}. */
    private static String number(String raw, Class<?> type) {
        if (!WHOLE.contains(type) && type != String.class) {
            return raw;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(raw).stripTrailingZeros();
        } catch (NumberFormatException e) {
            return raw;
        }
        boolean isShort = Math.abs((long) number.scale()) + number.precision() < MOST_DIGITS;
        return isShort && (number.scale() <= 0 || type == String.class) ? number.toPlainString() : raw;
    }
}
