package dev.freshet.config;

/** Prepares text from files and users for messages: on one line, and cut if it is long. */
public final class Excerpt {
    private static final int LONGEST = 60;

    private Excerpt() {}

    /** Returns a text in quotes, on one line, cut if it is long. */
    public static String quoted(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return '"' + oneLine(cut.replace("\n", "\\n").replace("\r", "\\r")) + '"';
    }

    /** Returns a message on one line. Characters that do not print are replaced by their code points. */
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
