package dev.freshet.avro;

import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.InferredType.MapOf;
import dev.freshet.dataset.InferredType.Plain;
import dev.freshet.dataset.InferredType.RecordOf;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.InferredRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Finds the record that holds the records of a file, by its schema. */
final class AvroInference {
    private static final Set<InferredType> WHOLE = Set.of(new Plain(int.class), new Plain(long.class));
    private static final Set<InferredType> REAL = Set.of(new Plain(float.class), new Plain(double.class));

    private final List<String> notes = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    private AvroInference() {}

    /** @throws MalformedContent if the file holds no records */
    static Inferred of(Schema schema) {
        FromAvro.requireRecords(schema);
        AvroInference inference = new AvroInference();
        RecordOf type = inference
                .record(schema, "")
                .orElseThrow(() -> new MalformedContent("", "the file has no field that a component can hold"));
        return new Inferred(new ListOf(type), Map.of(), inference.notes);
    }

    private Optional<RecordOf> record(Schema schema, String path) {
        List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
        InferredRecord row = new InferredRecord(names, path, false, notes);
        open.add(schema.getFullName());
        for (int i = 0; i < names.size(); i++) {
            Schema field = schema.getFields().get(i).schema();
            int index = i;
            value(field, path + names.get(i))
                    .map(type -> isNullable(field) ? InferredType.optional(type) : type)
                    .ifPresentOrElse(
                            type -> row.add(index, type),
                            () -> row.leaveOut(index, "no component can hold " + shown(field)));
        }
        open.remove(schema.getFullName());
        return row.type();
    }

    private static boolean isNullable(Schema schema) {
        return schema.getType() == Schema.Type.NULL || schema.isNullable();
    }

    private static String shown(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream().map(Singles::shown).collect(Collectors.joining(" or "))
                : Singles.shown(schema);
    }

    /** Returns the type of values, without regard to whether they can be null. */
    private Optional<InferredType> value(Schema schema, String path) {
        return switch (schema.getType()) {
            case UNION -> union(schema, path);
            case RECORD ->
                open.contains(schema.getFullName())
                        ? Optional.empty()
                        : record(schema, path + ".").map(row -> row);
            case ARRAY -> value(schema.getElementType(), path).map(ListOf::new);
            case MAP -> value(schema.getValueType(), path).map(MapOf::new);
            default -> single(schema).map(Plain::new);
        };
    }

    private Optional<InferredType> union(Schema schema, String path) {
        Set<InferredType> types = new LinkedHashSet<>();
        for (Schema branch : schema.getTypes()) {
            if (branch.getType() != Schema.Type.NULL) {
                Optional<InferredType> type = value(branch, path);
                if (type.isEmpty()) {
                    return type;
                }
                types.add(type.get());
            }
        }
        if (types.size() <= 1) {
            return Optional.of(
                    types.isEmpty() ? InferredType.TEXT : types.iterator().next());
        }
        if (WHOLE.containsAll(types)) {
            return Optional.of(new Plain(long.class));
        }
        return REAL.containsAll(types) ? Optional.of(new Plain(double.class)) : Optional.empty();
    }

    private static Optional<Class<?>> single(Schema schema) {
        String logical =
                schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
        return switch (schema.getType()) {
            case BOOLEAN -> Optional.of(boolean.class);
            case INT, LONG -> Optional.of(whole(schema.getType(), logical));
            case FLOAT -> Optional.of(float.class);
            case DOUBLE -> Optional.of(double.class);
            case STRING -> Optional.of(logical.equals("uuid") ? UUID.class : String.class);
            case BYTES, FIXED -> bytes(schema);
            default -> Optional.of(String.class);
        };
    }

    private static Class<?> whole(Schema.Type type, String logical) {
        if (logical.startsWith("time-")) {
            return LocalTime.class;
        }
        if (logical.startsWith("timestamp-")) {
            return Instant.class;
        }
        if (logical.startsWith("local-timestamp-")) {
            return LocalDateTime.class;
        }
        return logical.equals("date") ? LocalDate.class : type == Schema.Type.INT ? int.class : long.class;
    }

    private static Optional<Class<?>> bytes(Schema schema) {
        if (schema.getLogicalType() == null) {
            return Optional.of(byte[].class);
        }
        boolean isDecimal = schema.getLogicalType() instanceof LogicalTypes.Decimal
                || schema.getLogicalType() instanceof LogicalTypes.BigDecimal;
        return isDecimal ? Optional.of(BigDecimal.class) : Optional.empty();
    }
}
