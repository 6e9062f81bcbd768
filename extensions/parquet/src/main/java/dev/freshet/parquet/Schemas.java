package dev.freshet.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.enumType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.uuidType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** The columns of files to write. Whatever can be null in Java can be null in the file. */
final class Schemas {
    static final int DIGITS = 38;
    static final int FRACTION_DIGITS = 18;

    /** The bytes that 38 digits need. */
    static final int DECIMAL_BYTES = 16;

    private static final int UUID_BYTES = 16;

    private record Column(
            PrimitiveTypeName primitive,
            int length,
            @Nullable LogicalTypeAnnotation logical) {
        Column(PrimitiveTypeName primitive, @Nullable LogicalTypeAnnotation logical) {
            this(primitive, 0, logical);
        }
    }

    private static final Map<Class<?>, Column> PLAIN = Map.ofEntries(
            Map.entry(int.class, new Column(PrimitiveTypeName.INT32, null)),
            Map.entry(Integer.class, new Column(PrimitiveTypeName.INT32, null)),
            Map.entry(long.class, new Column(PrimitiveTypeName.INT64, null)),
            Map.entry(Long.class, new Column(PrimitiveTypeName.INT64, null)),
            Map.entry(short.class, new Column(PrimitiveTypeName.INT32, intType(16, true))),
            Map.entry(Short.class, new Column(PrimitiveTypeName.INT32, intType(16, true))),
            Map.entry(byte.class, new Column(PrimitiveTypeName.INT32, intType(8, true))),
            Map.entry(Byte.class, new Column(PrimitiveTypeName.INT32, intType(8, true))),
            Map.entry(double.class, new Column(PrimitiveTypeName.DOUBLE, null)),
            Map.entry(Double.class, new Column(PrimitiveTypeName.DOUBLE, null)),
            Map.entry(float.class, new Column(PrimitiveTypeName.FLOAT, null)),
            Map.entry(Float.class, new Column(PrimitiveTypeName.FLOAT, null)),
            Map.entry(boolean.class, new Column(PrimitiveTypeName.BOOLEAN, null)),
            Map.entry(Boolean.class, new Column(PrimitiveTypeName.BOOLEAN, null)),
            Map.entry(byte[].class, new Column(PrimitiveTypeName.BINARY, null)),
            Map.entry(LocalDate.class, new Column(PrimitiveTypeName.INT32, dateType())),
            Map.entry(UUID.class, new Column(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, UUID_BYTES, uuidType())),
            Map.entry(
                    BigDecimal.class,
                    new Column(
                            PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
                            DECIMAL_BYTES,
                            decimalType(FRACTION_DIGITS, DIGITS))));

    private final TimeUnit unit;

    private Schemas(TimeUnit unit) {
        this.unit = unit;
    }

    /**
     * Returns the columns of a record.
     *
     * @param names the names of its columns, in the order of the components
     */
    static MessageType of(JavaType.Row row, List<String> names, TimeUnit unit) {
        return new MessageType("record", new Schemas(unit).columns(row, names));
    }

    private List<Type> columns(JavaType.Row row, List<String> names) {
        List<Type> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean isNullable = row.binding().isNullable(i);
            columns.add(
                    column(row.parts().get(i), isNullable ? Repetition.OPTIONAL : Repetition.REQUIRED, names.get(i)));
        }
        return columns;
    }

    private Type column(JavaType type, Repetition repetition, String name) {
        if (type instanceof JavaType.Maybe maybe) {
            return column(maybe.value(), Repetition.OPTIONAL, name);
        }
        if (type instanceof JavaType.Row row) {
            return Types.buildGroup(repetition)
                    .addFields(columns(row, row.binding().names()).toArray(Type[]::new))
                    .named(name);
        }
        if (type instanceof JavaType.Many many) {
            return Types.list(repetition)
                    .element(column(many.element(), Repetition.OPTIONAL, "element"))
                    .named(name);
        }
        if (type instanceof JavaType.Keyed map) {
            return Types.map(repetition)
                    .key(column(map.key(), Repetition.REQUIRED, "key"))
                    .value(column(map.value(), Repetition.OPTIONAL, "value"))
                    .named(name);
        }
        Column column = column(((JavaType.Single) type).type());
        return Types.primitive(column.primitive(), repetition)
                .length(column.length())
                .as(column.logical())
                .named(name);
    }

    private Column column(Class<?> type) {
        if (type == Instant.class || type == LocalDateTime.class) {
            return new Column(PrimitiveTypeName.INT64, timestampType(type == Instant.class, unit));
        }
        if (type == LocalTime.class) {
            return new Column(
                    unit == TimeUnit.MILLIS ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64, timeType(false, unit));
        }
        Column plain = PLAIN.get(type);
        return plain != null ? plain : new Column(PrimitiveTypeName.BINARY, type.isEnum() ? enumType() : stringType());
    }
}
