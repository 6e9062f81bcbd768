package dev.freshet.dataset.json;

import dev.freshet.dataset.cell.ValueShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads values of a type for Jackson. */
final class ShapeDeserializer extends ValueDeserializer<Object> {
    private final ValueShape shape;

    ShapeDeserializer(ValueShape shape) {
        this.shape = shape;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
        return new JsonValueReader(parser, context).read(shape);
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        return new JsonValueReader(context.getParser(), context).ofNull(shape);
    }

    /**
     * The value of a creator's property that is not there: an optional one is empty, a primitive one is a mistake, any
     * other is null.
     */
    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return getNullValue(context);
    }
}
