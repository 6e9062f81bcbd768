package dev.freshet.report;

/** Preformatted text, such as source code or the output of a program: with its spaces and lines, in a fixed width. */
public record Code(String text) implements Block {
    public static Code of(String text) {
        return new Code(text);
    }
}
