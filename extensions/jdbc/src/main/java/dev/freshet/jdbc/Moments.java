package dev.freshet.jdbc;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Conversions of dates and times that lose nothing or throw. A text is read in the form of ISO 8601, with a T or a space
 * between the date and the time.
 */
final class Moments {
    /** Databases also write an offset without minutes, as in {@code +02}; old moments have one with seconds. */
    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXXXX][XX][X]")
            .toFormatter();

    private Moments() {}

    static LocalDate date(Object value) {
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value instanceof String text && text.strip().indexOf(':') < 0) {
            return LocalDate.parse(text.strip());
        }
        LocalDateTime time = dateAndTime(value);
        if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            throw new IllegalArgumentException("it has a time");
        }
        return time.toLocalDate();
    }

    static LocalTime time(Object value) {
        return value instanceof LocalTime time ? time : LocalTime.parse(((String) value).strip());
    }

    static LocalDateTime dateAndTime(Object value) {
        if (value instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        return value instanceof LocalDateTime both ? both : LocalDateTime.parse(iso((String) value));
    }

    static OffsetDateTime offset(Object value) {
        return value instanceof OffsetDateTime moment ? moment : OffsetDateTime.parse(iso((String) value), OFFSET);
    }

    private static String iso(String text) {
        String stripped = text.strip();
        int space = stripped.indexOf(' ');
        return space < 0
                ? stripped
                : stripped.substring(0, space) + "T"
                        + stripped.substring(space + 1).strip();
    }
}
