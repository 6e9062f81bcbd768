package dev.freshet.dataset.cell;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads and writes dates and times with patterns of {@link DateTimeFormatter}. */
public final class DatePatterns {
    private static final Map<Class<?>, TemporalQuery<?>> TEMPORAL = Map.of(
            Instant.class, Instant::from,
            LocalDate.class, LocalDate::from,
            LocalDateTime.class, LocalDateTime::from,
            LocalTime.class, LocalTime::from,
            OffsetDateTime.class, OffsetDateTime::from,
            Year.class, Year::from,
            YearMonth.class, YearMonth::from,
            ZonedDateTime.class, ZonedDateTime::from);
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2001, 12, 23, 14, 35, 46, 789_000_000, ZoneId.of("Europe/Paris"));

    private DatePatterns() {}

    /** Returns the simple names of the types that have patterns, sorted. */
    public static Set<String> typeNames() {
        Set<String> names = new TreeSet<>();
        TEMPORAL.keySet().forEach(type -> names.add(type.getSimpleName()));
        return names;
    }

    /**
     * Returns how dates or times of a type are read and written; empty for other types. A text is read by the first
     * pattern that it fits, and written by the first one.
     *
     * @throws MalformedContent if a pattern is not legal, or is incomplete for the type
     */
    public static Optional<Cells.Cell> of(Type type, List<String> patterns, Locale locale) {
        TemporalQuery<?> query = type instanceof Class<?> plain ? TEMPORAL.get(plain) : null;
        if (query == null) {
            return Optional.empty();
        }
        List<DateTimeFormatter> formatters = new ArrayList<>();
        for (String pattern : patterns) {
            formatters.add(complete(formatter(pattern, locale), pattern, type, query));
            if (pattern.contains("MMM") && !locale.getLanguage().equals(Locale.ENGLISH.getLanguage())) {
                // In some languages a name has another form without a day, such as "Jan" instead of "Jan.".
                formatters.add(formatter(pattern.replace("MMM", "LLL").replace("LLLM", "LLLL"), locale));
            }
        }
        return Optional.of(ReadBack.checked(new Cells.Cell(
                text -> parse(formatters, text, query),
                value -> formatters.get(0).format((TemporalAccessor) value),
                "a date or time of the form " + String.join(" or ", patterns),
                QuickCell.Kind.OTHER)));
    }

    private static DateTimeFormatter complete(
            DateTimeFormatter formatter, String pattern, Type type, TemporalQuery<?> query) {
        try {
            formatter.parse(formatter.format(SAMPLE), query);
            return formatter;
        } catch (DateTimeException e) {
            throw new MalformedContent(
                    "", "the pattern \"" + pattern + "\" is incomplete for a " + JavaTypes.show(type));
        }
    }

    private static Object parse(List<DateTimeFormatter> formatters, String text, TemporalQuery<?> query) {
        for (int i = 0; i < formatters.size() - 1; i++) {
            try {
                return formatters.get(i).parse(text, query);
            } catch (DateTimeParseException e) {
                // Another pattern may fit.
            }
        }
        return formatters.get(formatters.size() - 1).parse(text, query);
    }

    /** Strict, so that 30 February is refused. The era has a default because the letter y means the year of an era. */
    private static DateTimeFormatter formatter(String pattern, Locale locale) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(locale)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new MalformedContent("", "\"" + pattern + "\" is not a date pattern: " + e.getMessage());
        }
    }
}
