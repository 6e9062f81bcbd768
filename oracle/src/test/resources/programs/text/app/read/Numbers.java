package read;

/** Literals of each kind, casts, boxing and compound assignments. */
final class Numbers {
    static final int HEX = 0x1F;
    static final int BINARY = 0b1010;
    static final float SMALL = 1.5e-3f;
    static final double WIDE = 1e10;
    static final Long BOXED = 128L;

    private Numbers() {}

    static String casts(int value) {
        byte b = (byte) (value * 100);
        short s = (short) (value << 12);
        char c = (char) (value + 'A');
        float f = value / 3f;
        double d = value / 3.0;
        int i = value / 3;
        long l = value * 3_000_000_000L;
        b += 3;
        s -= 1.5;
        i *= 2.5;
        return b + "," + s + "," + c + "," + f + "," + d + "," + i + "," + l;
    }

    static boolean boxes(int value) {
        Integer one = value;
        Integer two = value;
        Long three = (long) value;
        boolean same = one == two;
        return same & one.equals(two) && !one.equals(three) ^ BOXED == 128;
    }

    static int ternary(int value, boolean flag) {
        Object chosen = flag ? value : 'x';
        int sum = value++ + ++value;
        sum -= value--;
        return sum + chosen.hashCode() + (flag ? HEX : BINARY);
    }

    static double mean(double... values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return values.length == 0 ? Double.NaN : sum / values.length;
    }
}
