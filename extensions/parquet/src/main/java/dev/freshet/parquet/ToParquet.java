package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.OptionalType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes records to columns. */
final class ToParquet extends WriteSupport<Object> {
    private final JavaType.Row row;
    private final List<String> names;
    private final TimeUnit unit;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private @Nullable RecordConsumer consumer;

    /** @param names the names of the columns, in the order of the components */
    ToParquet(JavaType.Row row, List<String> names, TimeUnit unit) {
        this.row = row;
        this.names = names;
        this.unit = unit;
    }

    @Override
    @SuppressWarnings("deprecation") // It is abstract.
    public WriteContext init(Configuration configuration) {
        return new WriteContext(Schemas.of(row, names, unit), Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(Schemas.of(row, names, unit), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        this.consumer = consumer;
    }

    /** @throws MalformedContent if a column cannot hold a value; it names the component */
    @Override
    public void write(Object record) {
        RecordConsumer to = consumer == null ? fail() : consumer;
        to.startMessage();
        fields(to, row, names, record, "");
        to.endMessage();
    }

    private static RecordConsumer fail() {
        throw new IllegalStateException("written before it was prepared");
    }

    private void fields(RecordConsumer to, JavaType.Row type, List<String> columns, Object record, String path) {
        @Nullable Object[] values = type.binding().values(record);
        for (int i = 0; i < values.length; i++) {
            Object value = OptionalType.held(values[i]);
            if (value != null) {
                String name = type.binding().names().get(i);
                field(to, columns.get(i), i, type.parts().get(i), value, path.isEmpty() ? name : path + "." + name);
            }
        }
    }

    private void field(RecordConsumer to, String column, int index, JavaType type, Object value, String path) {
        to.startField(column, index);
        value(to, type, value, path);
        to.endField(column, index);
    }

    private void value(RecordConsumer to, JavaType type, Object value, String path) {
        if (type instanceof JavaType.Maybe maybe) {
            value(to, maybe.value(), value, path);
        } else if (type instanceof JavaType.Row part) {
            to.startGroup();
            fields(to, part, part.binding().names(), value, path);
            to.endGroup();
        } else if (type instanceof JavaType.Many many) {
            list(to, many.element(), (Iterable<?>) value, path);
        } else if (type instanceof JavaType.Keyed map) {
            map(to, map, (Map<?, ?>) value, path);
        } else {
            try {
                single(to, (JavaType.Single) type, value);
            } catch (ArithmeticException e) {
                throw new MalformedContent("", "component \"" + path + "\": " + beyond(value), e);
            } catch (IllegalArgumentException e) {
                throw new MalformedContent("", "component \"" + path + "\": " + e.getMessage(), e);
            }
        }
    }

    private void list(RecordConsumer to, JavaType element, Iterable<?> many, String path) {
        to.startGroup();
        if (many.iterator().hasNext()) {
            to.startField("list", 0);
            for (Object value : many) {
                to.startGroup();
                if (value != null) {
                    field(to, "element", 0, element, value, path);
                }
                to.endGroup();
            }
            to.endField("list", 0);
        }
        to.endGroup();
    }

    private void map(RecordConsumer to, JavaType.Keyed type, Map<?, ?> map, String path) {
        to.startGroup();
        if (!map.isEmpty()) {
            to.startField("key_value", 0);
            map.forEach((key, value) -> {
                if (key == null) {
                    throw new MalformedContent("", "component \"" + path + "\": the map has the key null");
                }
                to.startGroup();
                field(to, "key", 0, type.key(), key, path);
                if (value != null) {
                    field(to, "value", 1, type.value(), value, path);
                }
                to.endGroup();
            });
            to.endField("key_value", 0);
        }
        to.endGroup();
    }

    private void single(RecordConsumer to, JavaType.Single type, Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            to.addInteger(((Number) value).intValue());
        } else if (value instanceof Long number) {
            to.addLong(number);
        } else if (value instanceof Double number) {
            to.addDouble(number);
        } else if (value instanceof Float number) {
            to.addFloat(number);
        } else if (value instanceof Boolean flag) {
            to.addBoolean(flag);
        } else if (value instanceof byte[] bytes) {
            to.addBinary(Binary.fromConstantByteArray(bytes.clone()));
        } else if (value instanceof BigDecimal number) {
            to.addBinary(Binary.fromConstantByteArray(decimal(number)));
        } else if (value instanceof UUID id) {
            to.addBinary(Binary.fromConstantByteArray(ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array()));
        } else if (value instanceof LocalDate date) {
            to.addInteger(Math.toIntExact(date.toEpochDay()));
        } else if (value instanceof Instant moment) {
            to.addLong(Moments.count(moment, unit));
        } else if (value instanceof LocalDateTime at) {
            to.addLong(Moments.count(at.toInstant(ZoneOffset.UTC), unit));
        } else if (value instanceof LocalTime time) {
            long count = Moments.count(time, unit);
            if (unit == TimeUnit.MILLIS) {
                to.addInteger((int) count);
            } else {
                to.addLong(count);
            }
        } else {
            to.addBinary(text(type.text().orElseThrow().print(value)));
        }
    }

    /** Refuses half surrogate pairs, for which the library would write question marks. */
    private Binary text(String text) {
        try {
            ByteBuffer bytes = encoder.encode(CharBuffer.wrap(text));
            return Binary.fromConstantByteArray(bytes.array(), bytes.arrayOffset(), bytes.remaining());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the text has half of a surrogate pair, which UTF-8 cannot hold", e);
        }
    }

    private static byte[] decimal(BigDecimal number) {
        BigDecimal scaled = number.setScale(Schemas.FRACTION_DIGITS);
        if (scaled.precision() > Schemas.DIGITS) {
            throw new ArithmeticException();
        }
        byte[] digits = scaled.unscaledValue().toByteArray();
        byte[] bytes = new byte[Schemas.DECIMAL_BYTES];
        Arrays.fill(bytes, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return bytes;
    }

    private String beyond(Object value) {
        if (value instanceof BigDecimal) {
            return value + " is beyond decimal(" + Schemas.DIGITS + "," + Schemas.FRACTION_DIGITS + ")";
        }
        return value + " is beyond what a column of dates and times can hold"
                + (value instanceof LocalDate ? "" : " with the time unit " + Moments.WORDS.get(unit));
    }
}
