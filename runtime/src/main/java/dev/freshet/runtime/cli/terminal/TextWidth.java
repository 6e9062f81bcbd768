package dev.freshet.runtime.cli.terminal;

import java.util.regex.Pattern;

/**
 * The number of columns that a text takes on a terminal: two for East Asian wide characters and emoji, none for
 * combining characters and escapes of colours.
 */
public final class TextWidth {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final int FIRST_WIDE = 0x1100;
    /** First and last wide characters, from East Asian Width of the Unicode standard. */
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x231a, 0x231b},
        {0x23e9, 0x23ec},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x26aa, 0x26ab},
        {0x26bd, 0x26be},
        {0x2705, 0x2705},
        {0x274c, 0x274e},
        {0x2753, 0x2757},
        {0x2795, 0x2797},
        {0x2b1b, 0x2b1c},
        {0x2b50, 0x2b55},
        {0x2e80, 0x303e},
        {0x3041, 0x4dbf},
        {0x4e00, 0xa4c6},
        {0xa960, 0xa97c},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe30, 0xfe6b},
        {0xff01, 0xff60},
        {0xffe0, 0xffe6},
        {0x1f300, 0x1f64f},
        {0x1f680, 0x1f6ff},
        {0x1f7e0, 0x1f7eb},
        {0x1f900, 0x1faff},
        {0x20000, 0x3fffd}
    };

    private TextWidth() {}

    static int of(String text) {
        String visible =
                text.indexOf('\u001b') < 0 ? text : COLOUR.matcher(text).replaceAll("");
        int width = 0;
        for (int i = 0; i < visible.length(); i += Character.charCount(visible.codePointAt(i))) {
            width += of(visible.codePointAt(i));
        }
        return width;
    }

    /** Returns the longest beginning of a text that takes no more columns than that. */
    static String cut(String text, int width) {
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            used += of(text.codePointAt(i));
            if (used > width) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static int of(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        if (character < FIRST_WIDE) {
            return 1;
        }
        for (int[] range : WIDE) {
            if (character >= range[0] && character <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
