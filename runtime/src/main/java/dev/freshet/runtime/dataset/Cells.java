package dev.freshet.runtime.dataset;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How single values are read from text and written as text. */
final class Cells {
    /**
     * A kind of value.
     *
     * @param parse reads a text that is not empty; throws any RuntimeException if it is not of this kind
     * @param print the inverse of {@code parse}
     * @param description such as {@code an int}, for messages
     */
    record Cell(Function<String, Object> parse, Function<Object, String> print, String description) {}

    private static final Map<Class<?>, Cell> SIMPLE = new HashMap<>();
    private static final Map<Class<?>, TemporalQuery<?>> TEMPORAL = Map.of(
            Instant.class, Instant::from,
            LocalDate.class, LocalDate::from,
            LocalDateTime.class, LocalDateTime::from,
            LocalTime.class, LocalTime::from,
            OffsetDateTime.class, OffsetDateTime::from,
            Year.class, Year::from,
            YearMonth.class, YearMonth::from,
            ZonedDateTime.class, ZonedDateTime::from);

    static {
        add("text", text -> text, String.class);
        add("an int", Integer::valueOf, int.class, Integer.class);
        add("a long", Long::valueOf, long.class, Long.class);
        add("a short", Short::valueOf, short.class, Short.class);
        add("a byte", Byte::valueOf, byte.class, Byte.class);
        add("a number", Cells::toDouble, double.class, Double.class);
        add("a number", text -> (float) toDouble(text), float.class, Float.class);
        add("true or false", Cells::toBoolean, boolean.class, Boolean.class);
        add("one character", Cells::toCharacter, char.class, Character.class);
        add("a number", BigDecimal::new, BigDecimal.class);
        add("a whole number", BigInteger::new, BigInteger.class);
        add("a UUID", UUID::fromString, UUID.class);
        add("a duration such as PT1H30M", Duration::parse, Duration.class);
        add("a moment such as 2026-01-31T08:30:00Z", Instant::parse, Instant.class);
        add("a date such as 2026-01-31", LocalDate::parse, LocalDate.class);
        add("a date and time such as 2026-01-31T08:30", LocalDateTime::parse, LocalDateTime.class);
        add("a time such as 08:30", LocalTime::parse, LocalTime.class);
        add("a date, time and offset such as 2026-01-31T08:30+01:00", OffsetDateTime::parse, OffsetDateTime.class);
        add("a date, time and zone", ZonedDateTime::parse, ZonedDateTime.class);
        add("a year", Year::parse, Year.class);
        add("a month such as 2026-01", YearMonth::parse, YearMonth.class);
    }

    private Cells() {}

    private static void add(String description, Function<String, Object> parse, Class<?>... types) {
        for (Class<?> type : types) {
            SIMPLE.put(type, new Cell(parse, String::valueOf, description));
        }
    }

    /** How values of a type are written; empty if it is not a single value. */
    static Optional<Cell> of(Type type) {
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return Optional.of(enumeration(enumeration));
        }
        return Optional.ofNullable(type instanceof Class<?> plain ? SIMPLE.get(plain) : null);
    }

    /** How dates or times of a type are written by a pattern of {@link DateTimeFormatter}; empty for other types. */
    static Optional<Cell> formatted(Type type, String pattern) {
        TemporalQuery<?> query = type instanceof Class<?> plain ? TEMPORAL.get(plain) : null;
        if (query == null) {
            return Optional.empty();
        }
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        return Optional.of(new Cell(
                text -> formatter.parse(text, query),
                value -> formatter.format((TemporalAccessor) value),
                "a date or time of the form " + pattern));
    }

    private static Cell enumeration(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        StringBuilder words = new StringBuilder("one of");
        for (Object constant : type.getEnumConstants()) {
            String word = ((Enum<?>) constant).name();
            constants.put(word, constant);
            words.append(words.length() == 6 ? " " : ", ").append(word);
        }
        return new Cell(text -> required(constants.get(text)), value -> ((Enum<?>) value).name(), words.toString());
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("unknown word");
        }
        return value;
    }

    /** Not {@link Double#parseDouble} alone, which takes {@code 1d} and {@code 0x1p3} too. */
    private static double toDouble(String text) {
        char last = text.charAt(text.length() - 1);
        if (last == 'd' || last == 'D' || last == 'f' || last == 'F' || text.indexOf('x') >= 0) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text);
    }

    private static boolean toBoolean(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.length() == 4;
        }
        throw new IllegalArgumentException(text);
    }

    private static char toCharacter(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException(text);
        }
        return text.charAt(0);
    }
}
