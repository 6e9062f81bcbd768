package read;

import static words.Letters.count;
import static words.Words.PAGE;

import dev.freshet.Node;
import java.util.List;
import words.Letters;
import words.Words;

public final class Nodes {
    private Nodes() {}

    @Node
    public static int hash(String text) {
        return Words.hash(text) + Letters.greek() + count;
    }

    @Node
    public static String page(String title) {
        String shifted = Words.shift(title, 1);
        return PAGE.formatted(shifted) + "x" + 1 + 2L + 'c' + null + 1.0f;
    }

    @Node
    public static long mixed(long value) {
        var mixed = Words.mix(value);
        final var twice = mixed * 2;
        return mixed > 0 ? mixed : twice - value;
    }

    @Node
    public static List<String> words(String text) {
        return Parser.words(text);
    }

    @Node
    public static int found(int wanted) {
        int[][] grid = {{1, 2, 3}, {11, 4}, {wanted, 5, 6}};
        return Parser.find(grid, wanted) * 100 + Parser.find(grid, 6);
    }

    @Node
    public static String guarded(String text) {
        return Parser.guarded(text) + Parser.guarded(null) + Parser.last;
    }

    @Node
    public static String numbers(int value) {
        return Numbers.casts(value)
                + Numbers.boxes(value)
                + Numbers.ternary(value, value > 2)
                + Numbers.mean(value, 2)
                + Numbers.mean()
                + (Numbers.SMALL + Numbers.WIDE);
    }

    @Node
    public static String loops(int limit) {
        StringBuilder out = new StringBuilder();
        int n = Math.min(Math.abs(limit), 20);
        while (n > 0) {
            n = n % 2 == 0 ? n / 2 : n - 1;
            out.append(n);
            if (out.length() > 8) {
                break;
            }
        }
        for (; ; ) {
            if (n++ > 2) {
                return out.append(n).toString();
            }
        }
    }
}
