package dev.freshet.avro;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.OptionalType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Converts Java values to Avro's values. */
final class ToAvro {
    private static final long NANOS = 1_000_000_000;

    private ToAvro() {}

    /**
     * Converts a record.
     *
     * @throws MalformedContent if a value cannot be written; it names the component
     */
    static GenericData.Record record(JavaType.Row type, Object value, Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        @Nullable Object[] values = type.binding().values(value);
        for (int i = 0; i < values.length; i++) {
            String name = type.binding().names().get(i);
            Object part = OptionalType.held(values[i]);
            if (part != null) {
                Schema.Field field = schema.getFields().get(i);
                record.put(i, value(type.parts().get(i), part, present(field.schema()), name));
            }
        }
        return record;
    }

    /** Returns the schema without null. */
    private static Schema present(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    private static Object value(JavaType type, Object value, Schema schema, String name) {
        if (type instanceof JavaType.Row row) {
            return record(row, value, schema);
        }
        if (type instanceof JavaType.Constant) {
            return new GenericData.EnumSymbol(schema, ((Enum<?>) value).name());
        }
        if (type instanceof JavaType.Many many) {
            List<@Nullable Object> values = new ArrayList<>();
            Schema element = present(schema.getElementType());
            for (Object part : (List<?>) value) {
                values.add(part == null ? null : value(many.element(), part, element, name));
            }
            return values;
        }
        if (type instanceof JavaType.ByText map) {
            Map<String, @Nullable Object> values = new TreeMap<>();
            Schema present = present(schema.getValueType());
            ((Map<?, ?>) value).forEach((key, part) -> {
                if (key == null) {
                    throw new MalformedContent("", "component \"" + name + "\": the map has the key null");
                }
                values.put(text((String) key, name), part == null ? null : value(map.value(), part, present, name));
            });
            return values;
        }
        if (type instanceof JavaType.Maybe maybe) {
            return value(maybe.value(), value, schema, name);
        }
        try {
            return single((JavaType.Single) type, value, schema, name);
        } catch (ArithmeticException e) {
            throw new MalformedContent("", "component \"" + name + "\": " + value + " is out of the range of Avro", e);
        } catch (IllegalArgumentException e) {
            throw new MalformedContent("", "component \"" + name + "\": " + e.getMessage(), e);
        }
    }

    private static Object single(JavaType.Single type, Object value, Schema schema, String name) {
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof BigDecimal decimal) {
            return new Conversions.BigDecimalConversion().toBytes(decimal, schema, schema.getLogicalType());
        }
        if (value instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        }
        if (value instanceof Instant moment) {
            return nanos(moment);
        }
        if (value instanceof LocalDateTime at) {
            return nanos(at.toInstant(ZoneOffset.UTC));
        }
        return JavaType.NATIVE.contains(type.type())
                ? value
                : text(type.text().orElseThrow().print(value), name);
    }

    /** Computed so that the first moments of the range do not overflow in between. */
    private static long nanos(Instant moment) {
        long seconds = moment.getEpochSecond();
        return seconds < 0
                ? Math.addExact(Math.multiplyExact(seconds + 1, NANOS), moment.getNano() - NANOS)
                : Math.addExact(Math.multiplyExact(seconds, NANOS), moment.getNano());
    }

    /** Refuses half surrogate pairs, for which the library would write question marks. */
    private static String text(String text, String name) {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new MalformedContent(
                    "", "component \"" + name + "\" has a text with half of a surrogate pair, which UTF-8 cannot hold");
        }
        return text;
    }
}
