package dev.freshet.dataset.cell;

import java.util.regex.Pattern;

/**
 * The words for what is no finite number.
 *
 * @param infinity the word for infinity; a minus before it makes it negative
 * @param nan the word for what is no number
 */
public record NonFinite(String infinity, String nan) {
    /** The words of Java. */
    public static final NonFinite USUAL = new NonFinite("Infinity", "NaN");

    /** Returns a regular expression without groups. */
    String pattern() {
        return Pattern.quote(nan) + "|-?" + Pattern.quote(infinity);
    }

    /** Returns the text of Java for a text that fits the pattern. */
    String usual(String text) {
        return text.equals(nan) ? USUAL.nan : text.startsWith("-") ? "-" + USUAL.infinity : USUAL.infinity;
    }

    /** Returns the word for a text of Java; the text itself if it is a finite number. */
    String written(String text) {
        return text.equals(USUAL.nan) ? nan : text.replace(USUAL.infinity, infinity);
    }
}
