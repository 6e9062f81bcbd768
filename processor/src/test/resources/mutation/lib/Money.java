package lib;

public final class Money {
    public static final String SIGN = "EUR ";

    private Money() {}

    public static String show(int cents) {
        return SIGN + Maths.half(cents);
    }

    public static String hide() {
        return "***";
    }
}
