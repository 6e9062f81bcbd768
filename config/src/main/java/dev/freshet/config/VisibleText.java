package dev.freshet.config;

/**
 * Texts of others as they are printed: what would move the cursor of a terminal, forge a line or turn the direction of
 * the text around it is shown instead.
 */
public final class VisibleText {
    private VisibleText() {}

    /** Returns the text in one line and without secrets. What would be invisible is an escape as in Java. */
    public static String line(String text) {
        return escaped(KnownSecrets.masked(text), false);
    }

    /** Returns the text without secrets, further lines indented. */
    public static String lines(String text) {
        return escaped(KnownSecrets.masked(text).strip(), true).replace("\n", "\n    ");
    }

    private static String escaped(String text, boolean mayHaveLines) {
        if (text.chars().noneMatch(VisibleText::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(character -> {
            if (!isHidden(character) || (mayHaveLines && character == '\n')) {
                visible.append((char) character);
            } else {
                visible.append(escape((char) character));
            }
        });
        return visible.toString();
    }

    /** Marks of single characters, which languages written from right to left need, are not among these. */
    private static boolean isHidden(int character) {
        return Character.isISOControl(character)
                || character == '\u2028'
                || character == '\u2029'
                || (character >= '\u202a' && character <= '\u202e')
                || (character >= '\u2066' && character <= '\u2069');
    }

    private static String escape(char character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) character);
        };
    }
}
