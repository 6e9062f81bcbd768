package dev.freshet.dataset.json;

import dev.freshet.dataset.cell.ValueShape;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/** Writes values of a type for Jackson. */
final class ShapeSerializer extends ValueSerializer<Object> {
    private final ValueShape shape;

    ShapeSerializer(ValueShape shape) {
        this.shape = shape;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        new JsonValueWriter(generator, context).write(shape, value);
    }

    /** Writes a value for which annotations ask Jackson to name the class. */
    @Override
    public void serializeWithType(
            Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
        if (shape instanceof ValueShape.Fields fields) {
            WritableTypeId id = types.writeTypePrefix(generator, context, types.typeId(value, JsonToken.START_OBJECT));
            new JsonValueWriter(generator, context).writeComponents(fields, value);
            types.writeTypeSuffix(generator, context, id);
            return;
        }
        if (shape instanceof ValueShape.Single) {
            WritableTypeId id = types.writeTypePrefix(generator, context, types.typeId(value, JsonToken.VALUE_STRING));
            serialize(value, generator, context);
            types.writeTypeSuffix(generator, context, id);
            return;
        }
        serialize(value, generator, context);
    }
}
