package dev.freshet.report;

import java.util.HashSet;
import java.util.Set;

/**
 * Builds HTML. Texts and values of attributes are escaped here and nowhere else, so that nothing of a report is read as
 * markup. Characters that cannot be seen are shown as symbols.
 */
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final Set<String> regions = new HashSet<>();

    /**
     * Begins an element.
     *
     * @param attributes names and values; an empty class is left out
     */
    Markup open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i].equals("class") || !attributes[i + 1].isEmpty()) {
                out.append(' ').append(attributes[i]).append("=\"");
                escape(attributes[i + 1]);
                out.append('"');
            }
        }
        out.append('>');
        return this;
    }

    /**
     * Begins a part of the page, of element {@code div}, that can be wider than the window: the keyboard reaches and
     * scrolls it. A screen reader lists it among the regions of the page, so two regions never have the same name.
     *
     * @param name what a screen reader calls it; a number follows if a region before it has this name
     */
    Markup scrolled(String name) {
        String unique = name;
        for (int i = 2; !regions.add(unique); i++) {
            unique = name + ", " + i;
        }
        return open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", unique);
    }

    Markup close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    /** Adds an element with a text. */
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** Adds what is HTML already. */
    Markup raw(String html) {
        out.append(html);
        return this;
    }

    Markup line() {
        out.append('\n');
        return this;
    }

    private void escape(String text) {
        String lines = text.replace("\r\n", "\n");
        for (int i = 0; i < lines.length(); i += Character.charCount(lines.codePointAt(i))) {
            int point = lines.codePointAt(i);
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append((char) point);
                default -> out.appendCodePoint(visible(point));
            }
        }
    }

    private static int visible(int point) {
        if (point < ' ') {
            return '\u2400' + point;
        }
        boolean isUnseen = (point >= 0x7F && point < 0xA0)
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                || (point & 0xFFFE) == 0xFFFE
                || isDirection(point);
        return isUnseen ? '\uFFFD' : point;
    }

    /** Returns whether a character changes the direction of what follows. Directions are those of the letters here. */
    private static boolean isDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
