package dev.freshet.jdbc;

import static dev.freshet.jdbc.Family.BOOLEAN;
import static dev.freshet.jdbc.Family.BYTES;
import static dev.freshet.jdbc.Family.DATE;
import static dev.freshet.jdbc.Family.DECIMAL;
import static dev.freshet.jdbc.Family.DOUBLE;
import static dev.freshet.jdbc.Family.OTHER;
import static dev.freshet.jdbc.Family.REAL;
import static dev.freshet.jdbc.Family.TEXT;
import static dev.freshet.jdbc.Family.TIME;
import static dev.freshet.jdbc.Family.TIMESTAMP;
import static dev.freshet.jdbc.Family.WHOLE;
import static dev.freshet.jdbc.Family.ZONED;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Java types of components, and how values of columns become values of them and back. */
final class Kinds {
    /**
     * A kind of value.
     *
     * @param description the kind in words, for messages, such as {@code an int}
     * @param reader converts a value that a {@link Column} has read; throws if the result would be another value
     * @param parameter converts a value to one that JDBC knows
     * @param stored the families of columns that hold such values and give them back
     * @param column the type of a new column
     */
    record Kind(
            String description,
            Function<Object, Object> reader,
            Function<Object, Object> parameter,
            Set<Family> stored,
            Function<Dialect, String> column) {
        /** Returns whether a column is of a kind that holds these values and gives them back. */
        boolean isStoredIn(Column target) {
            return target.family() == Family.ANY || (stored.contains(target.family()) && !isWrapping(target));
        }
    }

    /** H2 stores a text as a JSON text, which has quotes, and any value as an array of one. */
    private static boolean isWrapping(Column target) {
        String type = target.type().toLowerCase(Locale.ROOT);
        return target.dialect() == Dialect.H2 && (type.equals("json") || type.matches(".* array(\\[\\d+])?"));
    }

    private static final Map<Class<?>, Kind> SIMPLE = new HashMap<>();
    private static final Set<Family> TEXTS = Set.of(TEXT, OTHER);
    private static final Set<Family> NUMBERS = Set.of(WHOLE, DECIMAL, REAL, DOUBLE, TEXT);

    static {
        add("text", Kinds::text, TEXTS, "varchar", String.class);
        add("a short", value -> Numbers.whole(value).shortValueExact(), NUMBERS, "smallint", short.class, Short.class);
        add("an int", value -> Numbers.whole(value).intValueExact(), NUMBERS, "integer", int.class, Integer.class);
        add("a long", value -> Numbers.whole(value).longValueExact(), NUMBERS, "bigint", long.class, Long.class);
        add("a number that fits a double", Numbers::toDouble, NUMBERS, "double precision", double.class, Double.class);
        add("a number that fits a float", Numbers::toFloat, NUMBERS, "real", float.class, Float.class);
        add(
                "true or false",
                Kinds::toBoolean,
                Set.of(BOOLEAN, WHOLE, DECIMAL, TEXT),
                "boolean",
                boolean.class,
                Boolean.class);
        add("a date", Moments::date, Set.of(DATE, TIMESTAMP, TEXT), "date", LocalDate.class);
        add("a time", Moments::time, Set.of(TIME, TEXT), "time(6)", LocalTime.class);
        add("a date and time", Moments::dateAndTime, Set.of(TIMESTAMP, TEXT), "timestamp(6)", LocalDateTime.class);
        add(
                "a date, time and offset",
                Moments::offset,
                Set.of(ZONED, TEXT),
                "timestamp(6) with time zone",
                OffsetDateTime.class);
        SIMPLE.put(
                Instant.class,
                new Kind(
                        "a moment",
                        value -> Moments.offset(value).toInstant(),
                        value -> ((Instant) value).atOffset(ZoneOffset.UTC),
                        Set.of(ZONED, TEXT),
                        dialect -> dialect.type("timestamp(6) with time zone")));
        SIMPLE.put(BigDecimal.class, new Kind("a number", Numbers::decimal, value -> value, NUMBERS, Dialect::decimal));
        SIMPLE.put(
                BigInteger.class,
                new Kind(
                        "a whole number",
                        Numbers::whole,
                        value -> new BigDecimal((BigInteger) value),
                        NUMBERS,
                        Dialect::decimal));
        SIMPLE.put(
                byte[].class,
                new Kind("bytes", value -> (byte[]) value, value -> value, Set.of(BYTES), Dialect::bytes));
        add("a UUID", Kinds::toUuid, TEXTS, "uuid", UUID.class);
    }

    private Kinds() {}

    private static void add(
            String description, Function<Object, Object> reader, Set<Family> stored, String column, Class<?>... types) {
        for (Class<?> type : types) {
            SIMPLE.put(type, new Kind(description, reader, value -> value, stored, dialect -> dialect.type(column)));
        }
    }

    /** Returns the kind of a type; empty if a column cannot hold it. */
    static Optional<Kind> of(Type type) {
        if (type instanceof Class<?> enumeration && enumeration.isEnum()) {
            return Optional.of(enumeration(enumeration));
        }
        return Optional.ofNullable(type instanceof Class<?> plain ? SIMPLE.get(plain) : null);
    }

    private static Kind enumeration(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        String words = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.joining(", "));
        return new Kind(
                "one of " + words,
                value -> required(constants.get(text(value).strip())),
                constant -> ((Enum<?>) constant).name(),
                TEXTS,
                dialect -> "varchar");
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("unknown word");
        }
        return value;
    }

    private static String text(Object value) {
        if (value instanceof byte[]) {
            throw new IllegalArgumentException("bytes");
        }
        return Column.shown(value);
    }

    /** Accepts 0 and 1, because some databases have no boolean type. */
    private static boolean toBoolean(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof String word) {
            return switch (word.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }
        int number = Numbers.decimal(value).intValueExact();
        if (number != 0 && number != 1) {
            throw new IllegalArgumentException("neither 0 nor 1");
        }
        return number == 1;
    }

    private static UUID toUuid(Object value) {
        if (value instanceof UUID uuid) {
            return uuid;
        }
        String text = ((String) value).strip();
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not in the usual form");
        }
        return uuid;
    }
}
