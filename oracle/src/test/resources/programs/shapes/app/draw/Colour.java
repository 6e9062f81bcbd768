package draw;

import java.util.function.IntUnaryOperator;

public enum Colour implements IntUnaryOperator {
    RED(255) {
        @Override
        public int applyAsInt(int value) {
            return value + base;
        }
    },
    GREEN(128),
    BLUE;

    protected final int base;

    Colour() {
        this(1);
    }

    Colour(int base) {
        this.base = base;
    }

    @Override
    public int applyAsInt(int value) {
        return value * base;
    }

    static Colour next(Colour from) {
        return values()[(from.ordinal() + 1) % values().length];
    }
}
