package dev.freshet.jdbc;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads single values from columns and writes them to columns. */
final class Kinds {
    /** Reads the value of a column. */
    @FunctionalInterface
    interface Reader {
        /**
         * Returns the value; null if the column is null.
         *
         * @throws RuntimeException if the value is of another kind
         * @throws SQLException if the value is of another kind or cannot be read
         */
        @Nullable
        Object read(ResultSet rows, int column) throws SQLException;
    }

    /**
     * A kind of value.
     *
     * @param description the kind in words, for messages, such as {@code an int}
     * @param parameter converts a value to a JDBC parameter
     * @param column the type of a new column
     */
    record Kind(
            String description, Reader reader, Function<Object, Object> parameter, Function<Dialect, String> column) {}

    private static final Map<Class<?>, Kind> SIMPLE = new HashMap<>();

    static {
        add("text", Kinds::text, "varchar", String.class);
        add("a short", whole(BigInteger::shortValueExact), "smallint", short.class, Short.class);
        add("an int", whole(BigInteger::intValueExact), "integer", int.class, Integer.class);
        add("a long", whole(BigInteger::longValueExact), "bigint", long.class, Long.class);
        add("a number", converted(Kinds::toDouble), "double precision", double.class, Double.class);
        add("a number", converted(Kinds::toFloat), "real", float.class, Float.class);
        add("true or false", converted(Kinds::toBoolean), "boolean", boolean.class, Boolean.class);
        add("a date", (rows, column) -> rows.getObject(column, LocalDate.class), "date", LocalDate.class);
        add("a time", (rows, column) -> rows.getObject(column, LocalTime.class), "time(6)", LocalTime.class);
        add(
                "a date and time",
                (rows, column) -> rows.getObject(column, LocalDateTime.class),
                "timestamp(6)",
                LocalDateTime.class);
        add("a date, time and offset", Kinds::offset, "timestamp(6) with time zone", OffsetDateTime.class);
        SIMPLE.put(
                Instant.class,
                new Kind(
                        "a moment",
                        Kinds::moment,
                        value -> ((Instant) value).atOffset(ZoneOffset.UTC),
                        dialect -> "timestamp(6) with time zone"));
        SIMPLE.put(
                BigDecimal.class, new Kind("a number", converted(Kinds::toDecimal), value -> value, Dialect::decimal));
        SIMPLE.put(
                BigInteger.class,
                new Kind(
                        "a whole number",
                        whole(value -> value),
                        value -> new BigDecimal((BigInteger) value),
                        Dialect::decimal));
        SIMPLE.put(byte[].class, new Kind("bytes", converted(Kinds::toBytes), value -> value, Dialect::bytes));
        add("a UUID", converted(Kinds::toUuid), "uuid", UUID.class);
    }

    private Kinds() {}

    private static void add(String description, Reader reader, String column, Class<?>... types) {
        for (Class<?> type : types) {
            SIMPLE.put(type, new Kind(description, reader, value -> value, dialect -> column));
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
                (rows, column) -> {
                    String word = text(rows, column);
                    return word == null ? null : required(constants.get(word));
                },
                constant -> ((Enum<?>) constant).name(),
                dialect -> "varchar");
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("unknown word");
        }
        return value;
    }

    private static Reader converted(Function<Object, Object> conversion) {
        return (rows, column) -> {
            Object value = rows.getObject(column);
            return value == null ? null : conversion.apply(value instanceof Blob ? rows.getBytes(column) : value);
        };
    }

    private static Reader whole(Function<BigInteger, Object> conversion) {
        return converted(value -> conversion.apply(toDecimal(value).toBigIntegerExact()));
    }

    static @Nullable String text(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column) instanceof Clob ? SqlTypes.text(rows, column) : rows.getString(column);
    }

    private static @Nullable OffsetDateTime offset(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class);
    }

    private static @Nullable Instant moment(ResultSet rows, int column) throws SQLException {
        OffsetDateTime value = offset(rows, column);
        return value == null ? null : value.toInstant();
    }

    private static BigDecimal toDecimal(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof BigInteger whole) {
            return new BigDecimal(whole);
        }
        return value instanceof Double || value instanceof Float
                ? new BigDecimal(value.toString())
                : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static double toDouble(Object value) {
        double number = ((Number) value).doubleValue();
        if (Double.isInfinite(number) && value instanceof BigDecimal) {
            throw new ArithmeticException("too large");
        }
        return number;
    }

    private static float toFloat(Object value) {
        float number = ((Number) value).floatValue();
        if (Float.isInfinite(number) && !Double.isInfinite(((Number) value).doubleValue())) {
            throw new ArithmeticException("too large");
        }
        return number;
    }

    /** Accepts 0 and 1, because some databases have no boolean type. */
    private static boolean toBoolean(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        int number = toDecimal(value).intValueExact();
        if (number != 0 && number != 1) {
            throw new IllegalArgumentException("neither 0 nor 1");
        }
        return number == 1;
    }

    private static byte[] toBytes(Object value) {
        return (byte[]) value;
    }

    private static UUID toUuid(Object value) {
        return value instanceof UUID uuid ? uuid : UUID.fromString((String) value);
    }
}
