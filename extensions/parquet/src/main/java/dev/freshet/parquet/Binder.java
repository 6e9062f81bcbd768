package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.value.RecordBinding;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.jspecify.annotations.Nullable;

/** Matches components with the columns of a file. A column that does not fit is refused before the first row is read. */
final class Binder {
    private Binder() {}

    /**
     * Returns the converter of a file's rows.
     *
     * @param names the names of the columns, in the order of the components
     * @param target takes the records
     * @throws MalformedContent if a column is missing or does not fit; it names the first such column
     */
    static GroupConverter rows(
            JavaType.Row row, List<String> names, GroupType schema, Consumer<@Nullable Object> target) {
        return row(row, names, schema, "", target);
    }

    /**
     * Returns the index of the column for each component.
     *
     * @throws MalformedContent if a column is missing
     */
    static int[] places(List<String> names, GroupType schema, String path) {
        List<String> columns = schema.getFields().stream().map(Type::getName).toList();
        try {
            return RecordBinding.columns(names, columns, "", "the file");
        } catch (MalformedContent e) {
            throw path.isEmpty()
                    ? e
                    : new MalformedContent(
                            "", "in \"" + path.substring(0, path.length() - 1) + "\": " + e.problem(), e);
        }
    }

    private static GroupConverter row(
            JavaType.Row row, List<String> names, GroupType schema, String path, Consumer<@Nullable Object> target) {
        Converter[] fields = new Converter[schema.getFieldCount()];
        Arrays.setAll(fields, i -> IgnoredColumns.of(schema.getType(i)));
        Converters.Row made = new Converters.Row(row, path, fields, target);
        int[] places = places(names, schema, path);
        for (int i = 0; i < places.length; i++) {
            JavaType declared = row.parts().get(i);
            JavaType type = declared instanceof JavaType.Maybe maybe ? maybe.value() : declared;
            Type column = schema.getType(places[i]);
            String at = path + row.binding().names().get(i);
            boolean isRepeated = column.isRepetition(Repetition.REPEATED);
            if (isRepeated && !(type instanceof JavaType.Many)) {
                throw ColumnValues.wrong(type, column, at);
            }
            fields[places[i]] = isRepeated && type instanceof JavaType.Many many
                    ? value(many.element(), column, at, made.elements(i))
                    : value(type, column, at, made.component(i));
        }
        return made;
    }

    private static Converter value(JavaType type, Type column, String path, Consumer<@Nullable Object> target) {
        if (type instanceof JavaType.Single single && column.isPrimitive()) {
            return new Column(
                    path,
                    column.asPrimitiveType().getPrimitiveTypeName(),
                    ColumnValues.of(single, column.asPrimitiveType(), path),
                    target);
        }
        if (column.isPrimitive()) {
            throw ColumnValues.wrong(type, column, path);
        }
        GroupType group = column.asGroupType();
        if (type instanceof JavaType.Row row && group.getLogicalTypeAnnotation() == null) {
            return row(row, row.binding().names(), group, path + ".", target);
        }
        boolean holdsMany = holdsMany(group);
        if (type instanceof JavaType.Many many && holdsMany && !isMap(group)) {
            return many(many, group, path, target);
        }
        if (type instanceof JavaType.Keyed map && holdsMany && hasEntries(group.getType(0))) {
            return keyed(map, group.getType(0).asGroupType(), path, target);
        }
        throw ColumnValues.wrong(type, column, path);
    }

    /** Returns whether a group has the form of a list or map. */
    static boolean holdsMany(GroupType group) {
        return group.getFieldCount() == 1 && group.getType(0).isRepetition(Repetition.REPEATED);
    }

    static boolean isMap(GroupType group) {
        return group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
    }

    static boolean hasEntries(Type repeated) {
        return !repeated.isPrimitive() && repeated.asGroupType().getFieldCount() == 2;
    }

    private static Converter many(JavaType.Many type, GroupType group, String path, Consumer<@Nullable Object> target) {
        Converters.Many many = new Converters.Many(type, path, target);
        Type repeated = group.getType(0);
        if (isElement(repeated, group.getName())) {
            many.repeated(value(type.element(), repeated, path, many::add));
        } else {
            Converters.Element element = new Converters.Element(many::add);
            element.converter(value(type.element(), repeated.asGroupType().getType(0), path, element::set));
            many.repeated(element);
        }
        return many;
    }

    /** Returns whether a repeated column is the element itself, by the format's rules for lists of older writers. */
    static boolean isElement(Type repeated, String list) {
        if (repeated.isPrimitive()) {
            return true;
        }
        GroupType group = repeated.asGroupType();
        return group.getFieldCount() != 1
                || group.getType(0).isRepetition(Repetition.REPEATED)
                || group.getName().equals("array")
                || group.getName().equals(list + "_tuple");
    }

    private static Converter keyed(
            JavaType.Keyed type, GroupType entry, String path, Consumer<@Nullable Object> target) {
        Converters.Keyed map = new Converters.Keyed(path, target);
        map.entry()
                .converters(
                        value(type.key(), entry.getType(0), path, map.entry()::setKey),
                        value(type.value(), entry.getType(1), path, map.entry()::setValue));
        return map;
    }
}
