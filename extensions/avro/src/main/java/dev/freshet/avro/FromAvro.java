package dev.freshet.avro;

import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Converts Avro's values to Java values. A field that does not fit is reported before the first record is read. */
interface FromAvro {
    /**
     * Returns the Java value of an Avro value.
     *
     * @throws MalformedContent if the Avro value does not fit
     */
    @Nullable
    Object read(@Nullable Object datum);

    /**
     * Returns the conversion of a file's records.
     *
     * @param schema the schema of the file
     * @throws MalformedContent if a field is missing or does not fit; it names the first such field
     */
    static FromAvro record(JavaType.Row row, Schema schema) {
        requireRecords(schema);
        return new Binder().row(row, schema, "");
    }

    /**
     * Checks that a file holds records.
     *
     * @throws MalformedContent if it does not
     */
    static void requireRecords(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new MalformedContent("", "the file holds " + Singles.shown(schema) + ", not records");
        }
    }

    /** Matches components with fields. */
    final class Binder {
        /** The records that are matched or being matched. A record can contain itself. */
        private final Map<String, FromAvro[]> rows = new HashMap<>();

        private Binder() {}

        private FromAvro row(JavaType.Row row, Schema schema, String path) {
            String key = row.type().getTypeName() + " " + schema.getFullName();
            FromAvro[] known = rows.get(key);
            if (known != null) {
                return datum -> known[0].read(datum);
            }
            FromAvro[] made = new FromAvro[1];
            rows.put(key, made);
            List<String> names = row.binding().names();
            int[] places = places(row, schema, path);
            FromAvro[] parts = new FromAvro[names.size()];
            for (int i = 0; i < parts.length; i++) {
                Schema field = schema.getFields().get(places[i]).schema();
                parts[i] = part(
                        row.parts().get(i),
                        field,
                        path + names.get(i),
                        row.binding().isNullable(i));
            }
            FromAvro record = datum -> {
                @Nullable Object[] values = new Object[parts.length];
                for (int i = 0; i < parts.length; i++) {
                    values[i] = parts[i].read(((GenericRecord) Singles.present(datum)).get(places[i]));
                }
                return row.binding().create(values);
            };
            made[0] = record;
            return record;
        }

        private static int[] places(JavaType.Row row, Schema schema, String path) {
            List<String> fields =
                    schema.getFields().stream().map(Schema.Field::name).toList();
            try {
                return row.binding().columns(fields, "");
            } catch (MalformedContent e) {
                String problem = String.valueOf(e.getMessage()).replace("no column ", "no field ");
                throw new MalformedContent(
                        "",
                        (path.isEmpty() ? "" : "in " + path.substring(0, path.length() - 1) + ": ")
                                + problem.replace("two columns ", "two fields ")
                                        .replace("; the file has", "; there are"));
            }
        }

        private FromAvro part(JavaType type, Schema schema, String path, boolean isNullable) {
            if (type instanceof JavaType.Maybe maybe) {
                FromAvro present = part(maybe.value(), schema, path, true);
                return datum -> maybe.type().holding(present.read(datum));
            }
            if (schema.isUnion()) {
                return union(type, schema, path, isNullable);
            }
            if (schema.getType() == Schema.Type.NULL) {
                return datum -> missing(path, isNullable);
            }
            return value(type, schema, path);
        }

        private static @Nullable Object missing(String path, boolean isNullable) {
            if (!isNullable) {
                throw new MalformedContent("", "field \"" + path + "\" is null, but must have a value");
            }
            return null;
        }

        private FromAvro union(JavaType type, Schema schema, String path, boolean isNullable) {
            List<FromAvro> branches = new ArrayList<>();
            for (Schema branch : schema.getTypes()) {
                branches.add(part(type, branch, path, isNullable));
            }
            return datum ->
                    branches.get(GenericData.get().resolveUnion(schema, datum)).read(datum);
        }

        private FromAvro value(JavaType type, Schema schema, String path) {
            if (type instanceof JavaType.Row row && schema.getType() == Schema.Type.RECORD) {
                return row(row, schema, path + ".");
            }
            if (type instanceof JavaType.Many many && schema.getType() == Schema.Type.ARRAY) {
                FromAvro element = part(many.element(), schema.getElementType(), path, true);
                return datum -> {
                    List<@Nullable Object> values = new ArrayList<>();
                    ((List<?>) Singles.present(datum)).forEach(part -> values.add(element.read(part)));
                    return values;
                };
            }
            if (type instanceof JavaType.ByText map && schema.getType() == Schema.Type.MAP) {
                FromAvro value = part(map.value(), schema.getValueType(), path, true);
                return datum -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    ((Map<?, ?>) Singles.present(datum))
                            .forEach((key, part) -> values.put(String.valueOf(key), value.read(part)));
                    return values;
                };
            }
            return Singles.of(type, schema, path);
        }
    }
}
