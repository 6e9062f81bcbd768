package dev.freshet.docs;

/**
 * A fenced block of a page.
 *
 * @param place the page and the anchor of the heading above it, as in {@code docs/data.md#streams}; the second block under
 *     a heading is {@code docs/data.md#streams (2)}
 * @param language what stands behind the fence, such as {@code java}; empty if nothing does
 * @param line of the fence, counted from 1
 * @param text without the fences and their indentation
 */
record Block(String place, String language, int line, String text) {
    String page() {
        return place.substring(0, place.indexOf('#'));
    }

    @Override
    public String toString() {
        return place + ", line " + line + ", " + (language.isEmpty() ? "no language" : language);
    }
}
