package dev.freshet.runtime.graph;

import java.util.function.IntFunction;

/** Prepares names for pictures: short, on one line, and without characters that change how other characters look. */
final class ShownText {
    private static final int LONGEST = 60;
    private static final int PICTURES_OF_CONTROLS = 0x2400;
    private static final int UNKNOWN = 0xFFFD;

    private ShownText() {}

    /**
     * Returns a name for a picture, cut to 60 characters.
     *
     * @param written writes a visible character in the language of the picture
     */
    static String of(String name, IntFunction<String> written) {
        return of(name, LONGEST, written);
    }

    /**
     * Returns a text for a picture.
     *
     * @param longest the number of characters to which it is cut
     * @param written writes a visible character in the language of the picture
     */
    static String of(String name, int longest, IntFunction<String> written) {
        int[] points = name.codePoints().map(ShownText::visible).toArray();
        StringBuilder text = new StringBuilder();
        int length = points.length <= longest ? points.length : longest - 1;
        for (int i = 0; i < length; i++) {
            boolean isInWord = points[i] == '_' && isInWord(points, i);
            text.append(isInWord ? "_" : written.apply(points[i]));
        }
        return length < points.length ? text.append('\u2026').toString() : text.toString();
    }

    /** Returns whether an underscore is inside a word, where it cannot be mistaken for emphasis. */
    private static boolean isInWord(int[] points, int at) {
        return at > 0
                && at + 1 < points.length
                && Character.isLetterOrDigit(points[at - 1])
                && Character.isLetterOrDigit(points[at + 1]);
    }

    private static int visible(int point) {
        if (point < ' ') {
            return PICTURES_OF_CONTROLS + point;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> UNKNOWN;
            default -> point;
        };
    }
}
