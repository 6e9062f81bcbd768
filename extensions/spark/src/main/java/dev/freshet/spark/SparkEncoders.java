package dev.freshet.spark;

import dev.freshet.wiring.JavaTypes;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders.EncoderField;
import org.apache.spark.sql.types.Metadata;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Encoders of Java records, which Spark does not have: {@code spark.createDataset(flights,
 * SparkEncoders.of(Flight.class))}. Columns are found by the names of the components. A record must be public, because
 * code that Spark generates creates it.
 */
public final class SparkEncoders {
    private static final Map<Class<?>, Encoder<?>> SINGLES = singles();

    private SparkEncoders() {}

    private static Map<Class<?>, Encoder<?>> singles() {
        Map<Class<?>, Encoder<?>> singles = new HashMap<>();
        singles.put(boolean.class, AgnosticEncoders.PrimitiveBooleanEncoder$.MODULE$);
        singles.put(byte.class, AgnosticEncoders.PrimitiveByteEncoder$.MODULE$);
        singles.put(short.class, AgnosticEncoders.PrimitiveShortEncoder$.MODULE$);
        singles.put(int.class, AgnosticEncoders.PrimitiveIntEncoder$.MODULE$);
        singles.put(long.class, AgnosticEncoders.PrimitiveLongEncoder$.MODULE$);
        singles.put(float.class, AgnosticEncoders.PrimitiveFloatEncoder$.MODULE$);
        singles.put(double.class, AgnosticEncoders.PrimitiveDoubleEncoder$.MODULE$);
        singles.put(Boolean.class, Encoders.BOOLEAN());
        singles.put(Byte.class, Encoders.BYTE());
        singles.put(Short.class, Encoders.SHORT());
        singles.put(Integer.class, Encoders.INT());
        singles.put(Long.class, Encoders.LONG());
        singles.put(Float.class, Encoders.FLOAT());
        singles.put(Double.class, Encoders.DOUBLE());
        singles.put(String.class, Encoders.STRING());
        singles.put(BigDecimal.class, Encoders.DECIMAL());
        singles.put(byte[].class, Encoders.BINARY());
        singles.put(LocalDate.class, Encoders.LOCALDATE());
        singles.put(LocalDateTime.class, Encoders.LOCALDATETIME());
        singles.put(Instant.class, Encoders.INSTANT());
        singles.put(java.sql.Date.class, Encoders.DATE());
        singles.put(java.sql.Timestamp.class, Encoders.TIMESTAMP());
        singles.put(java.time.Duration.class, Encoders.DURATION());
        singles.put(java.time.Period.class, Encoders.PERIOD());
        singles.put(BigInteger.class, AgnosticEncoders.JavaBigIntEncoder$.MODULE$);
        return Map.copyOf(singles);
    }

    /**
     * Returns the encoder of a record, a bean or a single value.
     *
     * @throws IllegalArgumentException if Spark cannot make such objects; the message says what is legal
     */
    public static <T> Encoder<T> of(Class<T> type) {
        return cast(of((Type) type));
    }

    @SuppressWarnings("unchecked") // the encoder is of the class of that name
    private static <T> AgnosticEncoder<T> cast(Encoder<?> encoder) {
        return (AgnosticEncoder<T>) encoder;
    }

    static Encoder<?> of(Type type) {
        return encoder(type, JavaTypes.show(type));
    }

    /** @param path what the value is, for messages: a class, or a component of a record */
    private static AgnosticEncoder<?> encoder(Type type, String path) {
        Class<?> raw = JavaTypes.raw(type);
        Encoder<?> single = SINGLES.get(raw);
        if (single != null) {
            return (AgnosticEncoder<?>) single;
        }
        if (raw.isRecord()) {
            return record(raw, path);
        }
        if (raw.isEnum()) {
            return new AgnosticEncoders.JavaEnumEncoder<>(tag(raw));
        }
        if (raw == List.class || raw == Collection.class) {
            return list(type, path);
        }
        if (raw == Map.class && type instanceof ParameterizedType map) {
            AgnosticEncoder<?> key = encoder(map.getActualTypeArguments()[0], path + "'s keys");
            AgnosticEncoder<?> value = encoder(map.getActualTypeArguments()[1], path + "'s values");
            return new AgnosticEncoders.MapEncoder<>(tag(Map.class), cast(key), cast(value), true);
        }
        if (raw.isInterface()
                || raw.isArray()
                || raw == Optional.class
                || raw.getName().startsWith("java.")) {
            throw new IllegalArgumentException("Spark cannot make values of " + path + "; rows can be records, beans,"
                    + " numbers, texts, dates, byte[], enums, List and Map of these");
        }
        return (AgnosticEncoder<?>) bean(raw, path);
    }

    private static Encoder<?> bean(Class<?> raw, String path) {
        try {
            return Encoders.bean(raw);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Spark cannot make values of " + path + ": " + SparkErrors.describe(e), e);
        }
    }

    private static AgnosticEncoder<?> list(Type type, String path) {
        AgnosticEncoder<?> element = encoder(JavaTypes.argument(type, 0), path + "'s elements");
        return new AgnosticEncoders.IterableEncoder<>(tag(List.class), cast(element), true, false);
    }

    private static AgnosticEncoder<?> record(Class<?> record, String path) {
        for (Class<?> outer = record; outer != null; outer = outer.getEnclosingClass()) {
            if (!Modifier.isPublic(outer.getModifiers())) {
                throw new IllegalArgumentException("code that Spark generates cannot use " + path + ", because "
                        + outer.getSimpleName() + " is not public; make it public, or use Dataset<Row>");
            }
        }
        List<EncoderField> fields = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            AgnosticEncoder<?> encoder = encoder(component.getGenericType(), record.getSimpleName() + "." + name);
            fields.add(new EncoderField(
                    name,
                    encoder,
                    !component.getType().isPrimitive(),
                    Metadata.empty(),
                    Option.apply(name),
                    Option.empty()));
        }
        return new AgnosticEncoders.ProductEncoder<>(
                tag(record), CollectionConverters.asScala(fields).toSeq(), Option.empty());
    }

    @SuppressWarnings("unchecked") // the tag is of the class
    private static <T> ClassTag<T> tag(Class<?> type) {
        return (ClassTag<T>) ClassTag$.MODULE$.apply(type);
    }
}
