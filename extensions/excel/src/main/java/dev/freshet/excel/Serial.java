package dev.freshet.excel;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Converts dates and times to Excel's form, the number of days since the beginning of 1900 or 1904, and back. */
final class Serial {
    private static final long MILLIS = 86_400_000;
    private static final LocalDate BASE = LocalDate.of(1899, 12, 30);

    /** Excel takes 1900 for a leap year, so the count before March 1900 is off by one. */
    private static final LocalDate FIRST = LocalDate.of(1900, 3, 1);

    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final int DAYS_UNTIL_1904 = 1462;
    private static final int LEAP_DAY_OF_1900 = 60;
    private static final int DAYS_UNTIL_10000 = 2_958_466;

    private Serial() {}

    static boolean isNumber(String raw) {
        return raw.matches("[-+]?[0-9]{1,20}(?:\\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,3})?");
    }

    /** Returns whether a cell with a number can hold a date. */
    static boolean holds(LocalDate date) {
        return !date.isBefore(FIRST) && !date.isAfter(LAST);
    }

    /** Returns whether a cell with a number can hold a date and time, which must have whole milliseconds. */
    static boolean holds(LocalDateTime at) {
        return holds(at.toLocalDate()) && at.toLocalTime().toNanoOfDay() % 1_000_000 == 0;
    }

    static long of(LocalDate date) {
        return ChronoUnit.DAYS.between(BASE, date);
    }

    static double of(LocalDateTime at) {
        return of(at.toLocalDate()) + at.toLocalTime().toNanoOfDay() / 1e6 / MILLIS;
    }

    /**
     * Returns the date or time of a number.
     *
     * @throws IllegalArgumentException if the number is not a date or time
     */
    static Object toTime(String raw, boolean is1904, SheetColumns.Column column) {
        double serial = Double.parseDouble(raw);
        if (serial < 0 || serial >= DAYS_UNTIL_10000) {
            throw none(raw, column);
        }
        long millis = Math.round(serial * MILLIS);
        long days = millis / MILLIS;
        LocalTime time = LocalTime.ofNanoOfDay(millis % MILLIS * 1_000_000);
        if (column.type() == LocalTime.class && days == 0) {
            return time;
        }
        if (column.type() == LocalTime.class
                || (column.type() == LocalDate.class && !time.equals(LocalTime.MIDNIGHT))) {
            throw none(raw, column);
        }
        long offset = is1904 ? DAYS_UNTIL_1904 : days < LEAP_DAY_OF_1900 ? 1 : 0;
        LocalDate date = BASE.plusDays(days + offset);
        return column.type() == LocalDate.class ? date : LocalDateTime.of(date, time);
    }

    private static IllegalArgumentException none(String raw, SheetColumns.Column column) {
        return new IllegalArgumentException(
                "the number " + raw + " is not " + column.value().description());
    }
}
