package dev.freshet.config;

/** Texts of files and users as messages show them: in one line, and not longer than a reader wants. */
public final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** A text in quotes, cut if it is long, in one line. */
    public static String quoted(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return '"' + oneLine(cut.replace("\n", "\\n").replace("\r", "\\r")) + '"';
    }

    /** A message in one line: characters that do not print, which names and values of any file may have, become their numbers. */
    public static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message.length());
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            switch (Character.getType(c)) {
                case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    line.append(String.format("\\u%04x", (int) c));
                default -> line.append(c);
            }
        }
        return line.toString();
    }
}
