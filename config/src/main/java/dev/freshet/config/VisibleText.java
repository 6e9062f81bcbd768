package dev.freshet.config;

/** Texts of others as they are printed: what would move the cursor of a terminal or forge a line is shown instead. */
public final class VisibleText {
    private VisibleText() {}

    /** Returns the text in one line, without secrets: control characters are escapes as in Java. */
    public static String line(String text) {
        return escaped(KnownSecrets.masked(text), false);
    }

    /** Returns the text without secrets, further lines indented. */
    public static String lines(String text) {
        return escaped(KnownSecrets.masked(text).strip(), true).replace("\n", "\n    ");
    }

    private static String escaped(String text, boolean mayHaveLines) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(character -> {
            if (!Character.isISOControl(character) || (mayHaveLines && character == '\n')) {
                visible.append((char) character);
            } else {
                visible.append(escape((char) character));
            }
        });
        return visible.toString();
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
