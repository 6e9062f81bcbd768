package dev.freshet.excel;

import dev.freshet.dataset.MalformedContent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts in the XML of a workbook, where characters that XML cannot hold are written as {@code _x0007_}. */
final class ExcelText {
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private ExcelText() {}

    static String decode(String text) {
        Matcher escapes = ESCAPE.matcher(text);
        return escapes.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /**
     * The inverse of {@link #decode}, with XML's own characters escaped.
     *
     * @throws MalformedContent if the text has half of a surrogate pair
     */
    static String encode(String text) {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw new MalformedContent("", "a text has half of a surrogate pair, which a cell cannot hold");
        }
        StringBuilder xml = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '_' && ESCAPE.matcher(text).region(i, text.length()).lookingAt()) {
                xml.append("_x005F_");
            } else {
                append(xml, c);
            }
        }
        return xml.toString();
    }

    private static void append(StringBuilder xml, char c) {
        switch (c) {
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '&' -> xml.append("&amp;");
            case '"' -> xml.append("&quot;");
            case '\t', '\n' -> xml.append(c);
            default -> {
                if (c < ' ' || c >= '\ufffe') {
                    xml.append(String.format("_x%04X_", (int) c));
                } else {
                    xml.append(c);
                }
            }
        }
    }
}
