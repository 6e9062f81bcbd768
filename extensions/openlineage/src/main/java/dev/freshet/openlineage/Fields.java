package dev.freshet.openlineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of a dataset: the components of the record that is its value, or of which its value has many. */
final class Fields {
    private final OpenLineage facets;

    Fields(OpenLineage facets) {
        this.facets = facets;
    }

    /** Empty if the type tells nothing about columns. */
    List<SchemaDatasetFacetFields> of(Type type) {
        return record(type).map(this::components).orElse(List.of());
    }

    private List<SchemaDatasetFacetFields> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(this::field).toList();
    }

    private SchemaDatasetFacetFields field(RecordComponent component) {
        Type type = component.getGenericType();
        // A record that contains itself would have no end.
        return facets.newSchemaDatasetFacetFieldsBuilder()
                .name(component.getName())
                .type(type instanceof Class<?> plain ? plain.getSimpleName() : type.getTypeName())
                .build();
    }

    private static Optional<Class<?>> record(Type type) {
        if (type instanceof Class<?> plain) {
            return plain.isRecord() ? Optional.of(plain) : Optional.empty();
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            Type last = arguments[arguments.length - 1];
            return generic.getRawType() instanceof Class<?> raw && raw.isRecord() ? Optional.of(raw) : record(last);
        }
        return Optional.empty();
    }
}
