package dev.freshet.dataset.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.freshet.dataset.cell.ValueShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.ReferenceType;

/** Finds the writer of a type for Jackson. */
final class ShapeSerializers extends Serializers.Base {
    /** Writes a value whose Java type is open. */
    private static final class OpenSerializer extends ValueSerializer<Object> {
        @Override
        public void serialize(Object open, JsonGenerator generator, SerializationContext context) {
            new JsonValueWriter(generator, context)
                    .write(new ValueShape.Natural(Object.class), ((Json.Open) open).value());
        }
    }

    private static @Nullable ValueSerializer<?> find(JavaType type) {
        if (type.hasRawClass(Json.Open.class)) {
            return new OpenSerializer();
        }
        return ShapeModule.shapeOfValues(type).map(ShapeSerializer::new).orElse(null);
    }

    @Override
    public @Nullable ValueSerializer<?> findSerializer(
            SerializationConfig config, JavaType type, BeanDescription.Supplier bean, JsonFormat.Value format) {
        return find(type);
    }

    @Override
    public @Nullable ValueSerializer<?> findReferenceSerializer(
            SerializationConfig config,
            ReferenceType type,
            BeanDescription.Supplier bean,
            JsonFormat.Value format,
            @Nullable TypeSerializer contentType,
            @Nullable ValueSerializer<Object> content) {
        return contentType == null && content == null ? find(type) : null;
    }

    @Override
    public @Nullable ValueSerializer<?> findArraySerializer(
            SerializationConfig config,
            ArrayType type,
            BeanDescription.Supplier bean,
            JsonFormat.Value format,
            @Nullable TypeSerializer elementType,
            @Nullable ValueSerializer<Object> element) {
        return elementType == null && element == null ? find(type) : null;
    }

    @Override
    public @Nullable ValueSerializer<?> findCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription.Supplier bean,
            JsonFormat.Value format,
            @Nullable TypeSerializer elementType,
            @Nullable ValueSerializer<Object> element) {
        return elementType == null && element == null ? find(type) : null;
    }

    @Override
    public @Nullable ValueSerializer<?> findMapSerializer(
            SerializationConfig config,
            MapType type,
            BeanDescription.Supplier bean,
            JsonFormat.Value format,
            @Nullable ValueSerializer<Object> key,
            @Nullable TypeSerializer elementType,
            @Nullable ValueSerializer<Object> element) {
        return key == null && elementType == null && element == null ? find(type) : null;
    }
}
