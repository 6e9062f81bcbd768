package dev.freshet.avro;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The schemas of files to write. Whatever can be null in Java can be null in the file. */
final class Schemas {
    private static final Set<Class<?>> INTS =
            Set.of(int.class, Integer.class, short.class, Short.class, byte.class, Byte.class);

    private final Map<Type, Schema> named = new HashMap<>();

    private Schemas() {}

    /**
     * Returns the schema of a record.
     *
     * @throws IllegalArgumentException if Avro does not allow a name, or two classes have the same name
     */
    static Schema of(JavaType.Row row) {
        try {
            return new Schema.Parser().parse(new Schemas().schema(row).toString());
        } catch (AvroRuntimeException e) {
            throw new IllegalArgumentException(
                    row.binding().shown() + " cannot be an Avro record: " + e.getMessage(), e);
        }
    }

    private Schema schema(JavaType type) {
        if (type instanceof JavaType.Row row) {
            return record(row);
        }
        if (type instanceof JavaType.Constant constant) {
            return named.computeIfAbsent(constant.type(), key -> enumeration(constant.type()));
        }
        if (type instanceof JavaType.Many many) {
            return Schema.createArray(nullable(schema(many.element())));
        }
        if (type instanceof JavaType.ByText map) {
            return Schema.createMap(nullable(schema(map.value())));
        }
        if (type instanceof JavaType.Maybe maybe) {
            return schema(maybe.value());
        }
        return single(((JavaType.Single) type).type());
    }

    private static Schema nullable(Schema present) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), present);
    }

    private static Schema enumeration(Class<?> type) {
        List<String> symbols = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
        return Schema.createEnum(type.getSimpleName(), null, type.getPackageName(), symbols);
    }

    private Schema record(JavaType.Row row) {
        Schema known = named.get(row.type());
        if (known != null) {
            return known;
        }
        Schema schema =
                Schema.createRecord(name(row.type()), null, raw(row.type()).getPackageName(), false);
        named.put(row.type(), schema);
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = 0; i < row.parts().size(); i++) {
            Schema part = schema(row.parts().get(i));
            String name = row.binding().names().get(i);
            fields.add(
                    row.binding().isNullable(i)
                            ? new Schema.Field(name, nullable(part), null, Schema.Field.NULL_DEFAULT_VALUE)
                            : new Schema.Field(name, part));
        }
        schema.setFields(fields);
        return schema;
    }

    /** Returns the name of a record in the file; the type arguments are part of it: {@code Page_List_Integer}. */
    private static String name(Type type) {
        StringBuilder name = new StringBuilder(raw(type).getSimpleName().replace("[]", "s"));
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                name.append('_').append(name(argument));
            }
        }
        return name.toString();
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    private static Schema single(Class<?> type) {
        if (INTS.contains(type)) {
            return Schema.create(Schema.Type.INT);
        }
        if (type == long.class || type == Long.class) {
            return Schema.create(Schema.Type.LONG);
        }
        if (type == double.class || type == Double.class) {
            return Schema.create(Schema.Type.DOUBLE);
        }
        if (type == float.class || type == Float.class) {
            return Schema.create(Schema.Type.FLOAT);
        }
        if (type == boolean.class || type == Boolean.class) {
            return Schema.create(Schema.Type.BOOLEAN);
        }
        return type == byte[].class ? Schema.create(Schema.Type.BYTES) : logical(type);
    }

    private static Schema logical(Class<?> type) {
        if (type == BigDecimal.class) {
            return LogicalTypes.bigDecimal().addToSchema(Schema.create(Schema.Type.BYTES));
        }
        if (type == LocalDate.class) {
            return LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        }
        if (type == Instant.class) {
            return LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
        }
        if (type == LocalDateTime.class) {
            return LogicalTypes.localTimestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
        }
        return type == UUID.class
                ? LogicalTypes.uuid().addToSchema(Schema.create(Schema.Type.STRING))
                : Schema.create(Schema.Type.STRING);
    }
}
