package dev.freshet.jdbc;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Which values PostgreSQL can store. Others are refused here and not by the server, which receives many records at once
 * and does not say which one it refuses.
 */
final class PostgresValues {
    /** The first day that the driver stores as such. */
    private static final LocalDate FIRST = LocalDate.of(-4712, 1, 1);

    private static final LocalDate LAST = LocalDate.of(5_874_897, 12, 31);

    /** What the driver rounds up to the first moment after the last one of the server. */
    private static final LocalDateTime TOO_LATE =
            LocalDateTime.of(294_277, 1, 1, 0, 0).minusNanos(500);

    private PostgresValues() {}

    /** @throws IllegalArgumentException if a column cannot hold a value; the message has the reason */
    static void requireStorable(Object value, Column target) {
        if (value instanceof String text && text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL cannot store the character U+0000 in a text");
        }
        if (target.family() == Family.TEXT) {
            return;
        }
        if (isTooEarly(value)) {
            throw new IllegalArgumentException("the driver would store minus infinity for what is before 4713 BC");
        }
        if (target.family() == Family.DATE ? isTooLateDate(value) : isTooLate(value)) {
            throw new IllegalArgumentException(
                    "the last year of the column is " + (target.family() == Family.DATE ? "5874897" : "294276"));
        }
    }

    // The first and the last value of a type in Java are meant to be infinity.
    private static boolean isTooEarly(Object value) {
        if (value instanceof LocalDate date) {
            return date.isBefore(FIRST) && !date.equals(LocalDate.MIN);
        }
        if (value instanceof LocalDateTime time) {
            return time.isBefore(FIRST.atStartOfDay()) && !time.equals(LocalDateTime.MIN);
        }
        return value instanceof OffsetDateTime moment
                && moment.isBefore(FIRST.atStartOfDay().atOffset(ZoneOffset.UTC))
                && !moment.equals(OffsetDateTime.MIN);
    }

    private static boolean isTooLateDate(Object value) {
        return value instanceof LocalDate date && date.isAfter(LAST) && !date.equals(LocalDate.MAX);
    }

    private static boolean isTooLate(Object value) {
        if (value instanceof LocalDate date) {
            return isTooLate(date.atStartOfDay()) && !date.equals(LocalDate.MAX);
        }
        if (value instanceof LocalDateTime time) {
            return !time.isBefore(TOO_LATE) && !time.equals(LocalDateTime.MAX);
        }
        return value instanceof OffsetDateTime moment
                && !moment.isBefore(TOO_LATE.atOffset(ZoneOffset.UTC))
                && !moment.equals(OffsetDateTime.MAX);
    }

    /**
     * Returns a time that a column with so many digits of a second does not round to 24:00, which is no time of day in
     * Java: the end of a day is cut off instead.
     */
    static LocalTime withinDay(LocalTime time, int digits) {
        long unit = Duration.ofSeconds(1).toNanos();
        for (int digit = 0; digit < digits; digit++) {
            unit /= 10;
        }
        long day = Duration.ofDays(1).toNanos();
        // The driver rounds to microseconds, and then the database to the digits of the column.
        return time.toNanoOfDay() + unit / 2 + 500 < day ? time : LocalTime.ofNanoOfDay(day - unit);
    }
}
