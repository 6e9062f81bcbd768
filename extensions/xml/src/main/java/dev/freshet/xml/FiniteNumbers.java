package dev.freshet.xml;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Refuses numbers that are too large for their type, of which Jackson would make infinity. */
final class FiniteNumbers extends DelegatingDeserializer {
    private final Class<?> type;

    private FiniteNumbers(ValueDeserializer<?> numbers, Class<?> type) {
        super(numbers);
        this.type = type;
    }

    static SimpleModule module() {
        return new SimpleModule("finite numbers").setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
            Class<?> type = description.getBeanClass();
            return type == double.class || type == Double.class || type == float.class || type == Float.class
                    ? new FiniteNumbers(deserializer, type)
                    : deserializer;
        }
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> numbers) {
        return new FiniteNumbers(numbers, type);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        String text = parser.getString();
        Object number = super.deserialize(parser, context);
        boolean isInfinite = number instanceof Number real && Double.isInfinite(real.doubleValue());
        if (isInfinite && text != null && text.matches(".*[0-9].*")) {
            throw new InputCoercionException(parser, text, parser.currentToken(), type);
        }
        return number;
    }
}
