package dev.freshet.dataset.cell;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Reads times that the JDK's parsers would change. */
final class Moments {
    private static final DateTimeFormatter MONTH = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
            .appendLiteral('-')
            .appendValue(ChronoField.MONTH_OF_YEAR, 2)
            .toFormatter();

    private Moments() {}

    /** Refuses leap seconds, which become the second before, and the hour 24, which becomes the next day. */
    static Instant instant(String text) {
        int time = text.indexOf('T');
        if (time > 0 && (text.startsWith("24", time + 1) || text.startsWith(":60", time + 6))) {
            throw new DateTimeException(text);
        }
        return Instant.parse(text);
    }

    /** Refuses an offset that the zone does not have at that time: the JDK shifts the time. */
    static ZonedDateTime zoned(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text);
        ZonedDateTime value = ZonedDateTime.from(parsed);
        if (value.getOffset().getTotalSeconds() != parsed.get(ChronoField.OFFSET_SECONDS)) {
            throw new DateTimeException(text);
        }
        return value;
    }

    /** The JDK prints years beyond 9999 without the sign that it expects when it reads. */
    static String month(Object month) {
        return MONTH.format((YearMonth) month);
    }
}
