package dev.freshet.dataset.cell;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
            Function<String, Object> parse, Function<Object, String> print, String description, QuickCell.Kind kind) {
        /**
         * Says why a text was refused, in words that follow the text.
         *
         * @param refusal what {@code parse} threw
         */
        public String refusal(RuntimeException refusal) {
            return isChanged(refusal) ? String.valueOf(refusal.getMessage()) : "is not " + description;
        }

        /** Returns whether the empty text is a value, such as an empty text or no bytes, so that it is not null. */
        public boolean holdsEmptyText() {
            try {
                return print.apply(parse.apply("")).isEmpty();
            } catch (RuntimeException none) {
                return false;
            }
        }

        /** Returns whether a number was refused because its type would change it. */
        public boolean isChanged(RuntimeException refusal) {
            return refusal instanceof Inexact;
        }
    }

    /** Refuses a number that its type would change. */
    private static final class Inexact extends NumberFormatException {
        private static final long serialVersionUID = 1;

        Inexact(String type, BigDecimal held) {
            super("would become " + (held.signum() == 0 ? "0" : held.toPlainString()) + " in " + type);
        }
    }

    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?|NaN|-?Infinity");
    /** The types with a form of their own, in the order of the documentation. */
    private static final Map<Class<?>, Cell> SIMPLE = new LinkedHashMap<>();

    /** The number of digits that every double, and every float, can hold. */
    private static final int EXACT_DOUBLE = 15;

    private static final int EXACT_FLOAT = 7;
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
        addExact("a number", text -> new BigDecimal(decimal(text)), Object::toString, BigDecimal.class);
        add("a whole number", text -> new BigInteger(whole(text)), BigInteger.class);
        add("a UUID", Cells::toUuid, UUID.class);
        addExact("a duration such as PT1H30M", Duration::parse, Object::toString, Duration.class);
        add("a moment such as 2026-01-31T08:30:00Z", Moments::instant, Instant.class);
        add("a date such as 2026-01-31", LocalDate::parse, LocalDate.class);
        add("a date and time such as 2026-01-31T08:30", LocalDateTime::parse, LocalDateTime.class);
        add("a time such as 08:30", LocalTime::parse, LocalTime.class);
        add("a date, time and offset such as 2026-01-31T08:30+01:00", OffsetDateTime::parse, OffsetDateTime.class);
        addExact("a date, time and zone", Moments::zoned, Object::toString, ZonedDateTime.class);
        add("a year", text -> Year.of(Integer.parseInt(whole(text))), Year.class);
        addExact("a month such as 2026-01", YearMonth::parse, Moments::month, YearMonth.class);
        add("a day of a year such as --01-31", MonthDay::parse, MonthDay.class);
        add("a time and offset such as 08:30+01:00", OffsetTime::parse, OffsetTime.class);
        add("a period such as P1Y2M3D", Period::parse, Period.class);
        addExact("a time zone such as Europe/Paris", ZoneId::of, value -> ((ZoneId) value).getId(), ZoneId.class);
        add("an offset such as +01:00", ZoneOffset::of, ZoneOffset.class);
        addExact("a path", Path::of, Object::toString, Path.class);
        addExact("a URI", URI::create, Object::toString, URI.class);
        add("a currency such as EUR", Currency::getInstance, Currency.class);
        addExact("a locale such as de-CH", Cells::toLocale, value -> ((Locale) value).toLanguageTag(), Locale.class);
        SIMPLE.put(
                byte[].class,
                new Cell(
                        text -> Base64.getDecoder().decode(text),
                        value -> Base64.getEncoder().encodeToString((byte[]) value),
                        "bytes in base64",
                        QuickCell.Kind.BYTES));
    }

    private Cells() {}

    private static void add(String description, Function<String, Object> parse, Class<?>... types) {
        for (Class<?> type : types) {
            SIMPLE.put(
                    type,
                    new Cell(parse, String::valueOf, description, QUICK.getOrDefault(type, QuickCell.Kind.OTHER)));
        }
    }

    /** Adds types of which some values would be read as another value; such a value is refused when it is written. */
    private static void addExact(
            String description, Function<String, Object> parse, Function<Object, String> print, Class<?> type) {
        Function<Object, String> exact = value -> {
            String text = print.apply(value);
            if (!parse.apply(text).equals(value)) {
                throw new IllegalArgumentException(text + " would be read as another value");
            }
            return text;
        };
        SIMPLE.put(type, new Cell(parse, exact, description, QuickCell.Kind.OTHER));
    }

    /** Returns the classes that are single values, without enums, in the order of the documentation. */
    public static Set<Class<?>> types() {
        return Collections.unmodifiableSet(SIMPLE.keySet());
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
        if (value == 0 || text.length() > EXACT_DOUBLE) {
            requireSame(text, value, "a double");
        }
        return finite(value, text, Double.isInfinite(value));
    }

    private static float toFloat(String text) {
        float value = Float.parseFloat(decimal(text));
        if (value == 0 || text.length() > EXACT_FLOAT) {
            requireSame(text, value, "a float");
        }
        return (float) finite(value, text, Float.isInfinite(value));
    }

    /** Refuses what the JDK's parsers also accept: surrounding blanks, {@code 1d} and {@code 0x1p3}. */
    private static String decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    /** Refuses what would become another number: whole numbers with too many digits, and numbers that become zero. */
    private static void requireSame(String text, double value, String type) {
        if (Double.isNaN(value) || Double.isInfinite(value) || (value != 0 && !isWhole(text))) {
            return;
        }
        BigDecimal written = new BigDecimal(text).stripTrailingZeros();
        BigDecimal held = new BigDecimal(value);
        if (held.round(new MathContext(written.precision())).compareTo(written) != 0) {
            throw new Inexact(type, held);
        }
    }

    private static double finite(double value, String text, boolean infinite) {
        if (infinite && !text.endsWith("Infinity")) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    /** Refuses what the JDK's parsers also accept: the digits of other scripts. */
    private static String whole(String text) {
        if (!isWhole(text)) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (i > 0 || (c != '-' && c != '+'))) {
                return false;
            }
        }
        return true;
    }

    /** Refuses what the JDK's parser also accepts: short groups, such as {@code 1-1-1-1-1}. */
    private static UUID toUuid(String text) {
        UUID value = UUID.fromString(text);
        if (text.length() != 36) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    /** Refuses what the JDK's lenient parser drops. */
    private static Locale toLocale(String text) {
        return new Locale.Builder().setLanguageTag(text).build();
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
