package dev.freshet.runtime.graph;

import java.util.List;

/**
 * The head of a dataset.
 *
 * @param dataset its name
 * @param content what can be shown of it
 * @param note what was left out, or why nothing can be shown; empty if there is nothing to say
 */
public record Preview(String dataset, Content content, String note) {
    /** What can be shown. */
    public sealed interface Content {}

    /** Nothing. */
    public record None() implements Content {}

    /**
     * Rows and columns.
     *
     * @param rows cells in the order of the columns
     */
    public record Table(List<String> columns, List<List<String>> rows) implements Content {}

    /** A text, such as JSON. */
    public record Text(String text) implements Content {}

    /**
     * An image.
     *
     * @param uri its content as an address that begins with {@code data:image/}
     */
    public record Image(String uri) implements Content {}

    /** A whole HTML file, which may be hostile. */
    public record Html(String html) implements Content {}
}
