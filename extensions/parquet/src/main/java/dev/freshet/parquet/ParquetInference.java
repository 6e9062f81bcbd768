package dev.freshet.parquet;

import dev.freshet.dataset.Inferred;
import dev.freshet.dataset.InferredType;
import dev.freshet.dataset.InferredType.ListOf;
import dev.freshet.dataset.InferredType.MapOf;
import dev.freshet.dataset.InferredType.Plain;
import dev.freshet.dataset.InferredType.RecordOf;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.InferredRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Finds the record that holds the rows of a file, by its schema. */
final class ParquetInference {
    private static final int BITS_OF_INT = 32;

    private final List<String> notes = new ArrayList<>();

    private ParquetInference() {}

    static Inferred of(MessageType schema) {
        ParquetInference inference = new ParquetInference();
        InferredRecord row = inference.columns(schema, "");
        RecordOf type = row.type()
                .orElseThrow(() -> new MalformedContent("", "the file has no column that a component can hold"));
        Map<String, Object> options = row.renamed().isEmpty() ? Map.of() : Map.of(ParquetFormat.COLUMNS, row.renamed());
        return new Inferred(new ListOf(type), options, inference.notes);
    }

    private InferredRecord columns(GroupType group, String path) {
        List<String> names = group.getFields().stream().map(Type::getName).toList();
        InferredRecord row = new InferredRecord(names, path, path.isEmpty(), notes);
        for (int i = 0; i < names.size(); i++) {
            Type column = group.getType(i);
            int index = i;
            component(column, path + names.get(i))
                    .ifPresentOrElse(
                            type -> row.add(index, type),
                            () -> row.leaveOut(index, "no component can hold " + ColumnValues.shown(column)));
        }
        return row;
    }

    private Optional<InferredType> component(Type column, String path) {
        Optional<InferredType> value = value(column, path);
        return switch (column.getRepetition()) {
            case REQUIRED -> value;
            case OPTIONAL -> value.map(InferredType::optional);
            case REPEATED -> value.map(ListOf::new);
        };
    }

    /** Returns the type of a column's values, without regard to whether they can be null. */
    private Optional<InferredType> value(Type column, String path) {
        if (column.isPrimitive()) {
            return Optional.of(new Plain(single(column.asPrimitiveType(), path)));
        }
        GroupType group = column.asGroupType();
        if (group.getLogicalTypeAnnotation() == null) {
            return columns(group, path + ".").type().map(row -> row);
        }
        if (!Binder.holdsMany(group)) {
            return Optional.empty();
        }
        Type repeated = group.getType(0);
        if (Binder.isMap(group)) {
            return Binder.hasEntries(repeated) ? map(repeated.asGroupType(), path) : Optional.empty();
        }
        Type element = Binder.isElement(repeated, group.getName())
                ? repeated
                : repeated.asGroupType().getType(0);
        return value(element, path).map(ListOf::new);
    }

    private Optional<InferredType> map(GroupType entry, String path) {
        Type key = entry.getType(0);
        if (!key.isPrimitive()) {
            return Optional.empty();
        }
        Class<?> single = single(key.asPrimitiveType());
        InferredType shown = single == byte[].class ? InferredType.TEXT : new Plain(single);
        return value(entry.getType(1), path).map(value -> new MapOf(shown, value));
    }

    private Class<?> single(PrimitiveType column, String path) {
        Class<?> type = single(column);
        boolean canBeText = Meaning.of(column).kind() == Meaning.Kind.BYTES;
        if (canBeText) {
            notes.add("\"" + path + "\" has bytes; declare a String if they are a text.");
        }
        return type;
    }

    private static Class<?> single(PrimitiveType column) {
        return switch (Meaning.of(column).kind()) {
            case WHOLE -> whole(column);
            case DECIMAL -> BigDecimal.class;
            case REAL -> column.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE ? double.class : float.class;
            case FLAG -> boolean.class;
            case TEXT, NOTHING -> String.class;
            case BYTES, ONLY_BYTES -> byte[].class;
            case DATE -> LocalDate.class;
            case DATE_TIME -> LocalDateTime.class;
            case MOMENT, INT96 -> Instant.class;
            case TIME -> LocalTime.class;
            case ID -> UUID.class;
        };
    }

    private static Class<?> whole(PrimitiveType column) {
        boolean isLong = column.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        if (column.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()) {
            return isLong ? BigInteger.class : whole.getBitWidth() < BITS_OF_INT ? int.class : long.class;
        }
        return isLong ? long.class : int.class;
    }
}
