package fun;

import java.util.Comparator;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

public final class Steps {
    public static final Comparator<String> BY_LENGTH = Comparator.comparingInt(String::length);
    public static final UnaryOperator<String> UPPER = String::toUpperCase;
    static final IntBinaryOperator ADD = (a, b) -> a + b;

    private final int factor;

    public Steps(int factor) {
        this.factor = factor;
    }

    public int scale(int value) {
        return value * factor;
    }

    public static int twice(int value) {
        return ADD.applyAsInt(value, value);
    }

    public static Supplier<String> lazily(String text) {
        int[] calls = {0};
        return () -> text + ++calls[0];
    }

    public static int odd(int n) {
        return n <= 0 ? 0 : even(n - 1) + 1;
    }

    public static int even(int n) {
        return n <= 0 ? 100 : odd(n - 1) - 1;
    }
}
