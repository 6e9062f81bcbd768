package lib;

public final class Maths {
    public static final double HALF = 0.5;

    private Maths() {}

    public static int gcd(int one, int other) {
        return other == 0 ? one : gcd(other, one % other);
    }

    public static double half(double value) {
        return value * HALF;
    }
}
