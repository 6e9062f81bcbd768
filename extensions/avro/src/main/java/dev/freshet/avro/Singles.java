package dev.freshet.avro;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.ExactNumbers;
import dev.freshet.dataset.value.TextValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.jspecify.annotations.Nullable;

/** Converts Avro's values to single Java values. */
final class Singles {
    private static final Set<Class<?>> NUMBERS = Set.of(
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            BigDecimal.class,
            BigInteger.class);
    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000_000_000;

    private Singles() {}

    /** Returns the conversion of a field; its failures name the field. */
    static FromAvro of(JavaType type, Schema schema, String path) {
        Function<Object, Object> reading = reading(type, schema).orElseThrow(() -> wrong(type, schema, path));
        return datum -> {
            try {
                return reading.apply(present(datum));
            } catch (IllegalArgumentException | ArithmeticException | DateTimeException | AvroRuntimeException e) {
                throw new MalformedContent("", "field \"" + path + "\": " + e.getMessage(), e);
            }
        };
    }

    private static MalformedContent wrong(JavaType type, Schema schema, String path) {
        return new MalformedContent(
                "", "field \"" + path + "\" is " + shown(schema) + " in the file, but must be " + wanted(type));
    }

    private static String wanted(JavaType type) {
        if (type instanceof JavaType.Single single) {
            return ExactNumbers.words(single.type())
                    .orElseGet(() -> single.text().map(TextValue::description).orElse("bytes"));
        }
        if (type instanceof JavaType.Constant constant) {
            return TextValue.of(constant.type()).map(TextValue::description).orElse("text");
        }
        return type instanceof JavaType.Many ? "an array" : type instanceof JavaType.ByText ? "a map" : "a record";
    }

    /** Returns a schema in a word or two, for messages. */
    static String shown(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return logical == null
                ? schema.getType().getName()
                : schema.getType().getName() + " (" + logical.getName() + ")";
    }

    static Object present(@Nullable Object value) {
        if (value == null) {
            throw new MalformedContent("", "a value of a collection is null");
        }
        return value;
    }

    private static Optional<Function<Object, Object>> reading(JavaType type, Schema schema) {
        boolean isText = schema.getType() == Schema.Type.STRING || schema.getType() == Schema.Type.ENUM;
        if (type instanceof JavaType.Constant constant) {
            return isText ? TextValue.of(constant.type()).map(Singles::parse) : Optional.empty();
        }
        if (!(type instanceof JavaType.Single single)) {
            return Optional.empty();
        }
        if (isText) {
            return isNumber(single.type()) ? Optional.empty() : single.text().map(Singles::parse);
        }
        Class<?> wanted = ExactNumbers.boxed(single.type());
        String logical =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        return switch (schema.getType()) {
            case BOOLEAN -> wanted == Boolean.class ? Optional.of(datum -> datum) : Optional.empty();
            case INT, LONG -> logical.isEmpty() ? number(wanted) : time(wanted, logical);
            case FLOAT, DOUBLE ->
                wanted == Double.class || wanted == Float.class
                        ? Optional.of(datum -> ExactNumbers.real((Number) datum, wanted))
                        : Optional.empty();
            case BYTES, FIXED -> bytes(wanted, schema);
            default -> Optional.empty();
        };
    }

    /** Returns whether a type is written as a number or the like, and therefore not read from text. */
    private static boolean isNumber(Class<?> type) {
        return JavaType.NATIVE.contains(type) && !type.getName().startsWith("java.time.");
    }

    private static Function<Object, Object> parse(TextValue text) {
        return datum -> text.parse(datum.toString());
    }

    private static Optional<Function<Object, Object>> number(Class<?> wanted) {
        return NUMBERS.contains(wanted)
                ? Optional.of(datum -> ExactNumbers.exact((Number) datum, wanted))
                : Optional.empty();
    }

    private static Optional<Function<Object, Object>> time(Class<?> wanted, String logical) {
        if (wanted == LocalDate.class && logical.equals("date")) {
            return Optional.of(datum -> LocalDate.ofEpochDay((Integer) datum));
        }
        long perSecond = logical.endsWith("-millis") ? 1000 : logical.endsWith("-micros") ? MICROS : NANOS;
        if (wanted == LocalTime.class && logical.startsWith("time-")) {
            return Optional.of(datum ->
                    LocalTime.ofNanoOfDay(Math.multiplyExact(((Number) datum).longValue(), NANOS / perSecond)));
        }
        if (wanted == Instant.class && logical.startsWith("timestamp-")) {
            return Optional.of(datum -> moment((Long) datum, perSecond));
        }
        return wanted == LocalDateTime.class && logical.startsWith("local-timestamp-")
                ? Optional.of(datum -> LocalDateTime.ofInstant(moment((Long) datum, perSecond), ZoneOffset.UTC))
                : Optional.empty();
    }

    private static Instant moment(long value, long perSecond) {
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (NANOS / perSecond));
    }

    private static Optional<Function<Object, Object>> bytes(Class<?> wanted, Schema schema) {
        if (wanted == byte[].class && schema.getLogicalType() == null) {
            return Optional.of(Singles::array);
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return number(wanted)
                    .map(exact ->
                            datum -> exact.apply(new BigDecimal(new BigInteger(array(datum)), decimal.getScale())));
        }
        return schema.getLogicalType() instanceof LogicalTypes.BigDecimal big
                ? number(wanted)
                        .map(exact -> datum -> exact.apply(
                                new Conversions.BigDecimalConversion().fromBytes((ByteBuffer) datum, schema, big)))
                : Optional.empty();
    }

    private static byte[] array(Object datum) {
        if (datum instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) datum).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
