package words;

import static words.Letters.*;

public final class Words {
    static final String VOWELS = "aeiou";
    public static final String PAGE = """
            <p>
              %s "quoted" \
            joined\t|
            </p>
            """;
    private static final long MASK = 0xFFL;

    private Words() {}

    public static int hash(String text) {
        int hash = 17;
        for (char c : text.toCharArray()) {
            hash = (hash << 5) ^ (hash >>> 3) ^ c;
            hash += isVowel(c) ? 1 : -1;
        }
        return hash;
    }

    static boolean isVowel(char c) {
        return VOWELS.indexOf(c) >= 0 || c == LAST;
    }

    public static String shift(String text, int by) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            c += by;
            out.append(c).append((int) c).append(i == 2 ? "." : "");
        }
        return out.toString();
    }

    public static long mix(long value) {
        long mixed = value & MASK | 1L << 40;
        mixed ^= ~value;
        mixed >>>= 2;
        mixed %= 1_000_003;
        return -mixed;
    }
}
