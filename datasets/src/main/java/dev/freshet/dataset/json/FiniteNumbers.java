package dev.freshet.dataset.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.util.JsonParserDelegate;

/** Refuses numbers that are too large for their type, which Jackson would convert to infinity. */
final class FiniteNumbers extends JsonParserDelegate {
    FiniteNumbers(JsonParser parser) {
        super(parser);
    }

    @Override
    public double getDoubleValue() {
        double value = super.getDoubleValue();
        require(!Double.isInfinite(value), double.class);
        return value;
    }

    @Override
    public float getFloatValue() {
        float value = super.getFloatValue();
        require(!Float.isInfinite(value), float.class);
        return value;
    }

    @Override
    public Number getNumberValue() {
        Number value = super.getNumberValue();
        require(!Double.isInfinite(value.doubleValue()) || !(value instanceof Double), double.class);
        return value;
    }

    private void require(boolean isFinite, Class<?> type) {
        if (!isFinite) {
            throw new InputCoercionException(this, "Infinity", currentToken(), type);
        }
    }
}
