package words;

public class Letters {
    static final char FIRST = 'a';
    protected static final char LAST = 'y';
    public static int count = LAST - FIRST + 1;

    public static int of(char c) {
        return c - FIRST;
    }

    static class Greek extends Letters {
        static final char FIRST = '\u03b1';

        public static int of(char c) {
            return c - FIRST + count;
        }
    }

    public static int greek() {
        return Greek.of('\u03b3') + Greek.count;
    }
}
