package dev.freshet.dataset.cell;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single values from text and writes them as text. */
public final class Cells {
    /**
     * A kind of value.
     *
     * @param parse reads a text that is not empty; throws a RuntimeException if the text is not of this kind
     * @param print the inverse of {@code parse}
     * @param description the kind in words, for messages, such as {@code an int}
     * @param kind the fast path for cells in the usual form
     */
    public record Cell(
            Function<String, Object> parse, Function<Object, String> print, String description, QuickCell.Kind kind) {}

    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|NaN|-?Infinity");
    private static final Map<Class<?>, Cell> SIMPLE = new HashMap<>();
    private static final Map<Class<?>, QuickCell.Kind> QUICK = Map.ofEntries(
            Map.entry(boolean.class, QuickCell.Kind.BOOLEAN),
            Map.entry(Boolean.class, QuickCell.Kind.BOOLEAN),
            Map.entry(byte.class, QuickCell.Kind.BYTE),
            Map.entry(Byte.class, QuickCell.Kind.BYTE),
            Map.entry(LocalDate.class, QuickCell.Kind.DATE),
            Map.entry(LocalDateTime.class, QuickCell.Kind.DATE_TIME),
            Map.entry(double.class, QuickCell.Kind.DOUBLE),
            Map.entry(Double.class, QuickCell.Kind.DOUBLE),
            Map.entry(int.class, QuickCell.Kind.INT),
            Map.entry(Integer.class, QuickCell.Kind.INT),
            Map.entry(long.class, QuickCell.Kind.LONG),
            Map.entry(Long.class, QuickCell.Kind.LONG),
            Map.entry(short.class, QuickCell.Kind.SHORT),
            Map.entry(Short.class, QuickCell.Kind.SHORT));

    static {
        add("text", text -> text, String.class);
        add("an int", text -> Integer.valueOf(whole(text)), int.class, Integer.class);
        add("a long", text -> Long.valueOf(whole(text)), long.class, Long.class);
        add("a short", text -> Short.valueOf(whole(text)), short.class, Short.class);
        add("a byte", text -> Byte.valueOf(whole(text)), byte.class, Byte.class);
        add("a number", Cells::toDouble, double.class, Double.class);
        add("a number", Cells::toFloat, float.class, Float.class);
        add("true or false", Cells::toBoolean, boolean.class, Boolean.class);
        add("one character", Cells::toCharacter, char.class, Character.class);
        add("a number", text -> new BigDecimal(decimal(text)), BigDecimal.class);
        add("a whole number", text -> new BigInteger(whole(text)), BigInteger.class);
        add("a UUID", Cells::toUuid, UUID.class);
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
            SIMPLE.put(
                    type,
                    new Cell(parse, String::valueOf, description, QUICK.getOrDefault(type, QuickCell.Kind.OTHER)));
        }
    }

    /** Returns how values of a type are read and written; empty if the type is not a single value. */
    public static Optional<Cell> of(Type type) {
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return Optional.of(enumeration(enumeration));
        }
        return Optional.ofNullable(type instanceof Class<?> plain ? SIMPLE.get(plain) : null);
    }

    private static Cell enumeration(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        StringBuilder words = new StringBuilder("one of");
        for (Object constant : type.getEnumConstants()) {
            String word = ((Enum<?>) constant).name();
            constants.put(word, constant);
            words.append(words.length() == 6 ? " " : ", ").append(word);
        }
        return new Cell(
                text -> required(constants.get(text)),
                value -> ((Enum<?>) value).name(),
                words.toString(),
                QuickCell.Kind.OTHER);
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("unknown word");
        }
        return value;
    }

    private static double toDouble(String text) {
        double value = Double.parseDouble(decimal(text));
        return finite(value, text, Double.isInfinite(value));
    }

    private static float toFloat(String text) {
        float value = Float.parseFloat(decimal(text));
        return (float) finite(value, text, Float.isInfinite(value));
    }

    /** Refuses what the JDK's parsers also accept: surrounding blanks, {@code 1d} and {@code 0x1p3}. */
    private static String decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static double finite(double value, String text, boolean infinite) {
        if (infinite && !text.endsWith("Infinity")) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    /** Refuses what the JDK's parsers also accept: the digits of other scripts. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (i > 0 || (c != '-' && c != '+'))) {
                throw new NumberFormatException(text);
            }
        }
        return text;
    }

    /** Refuses what the JDK's parser also accepts: short groups, such as {@code 1-1-1-1-1}. */
    private static UUID toUuid(String text) {
        UUID value = UUID.fromString(text);
        if (text.length() != 36) {
            throw new IllegalArgumentException(text);
        }
        return value;
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
