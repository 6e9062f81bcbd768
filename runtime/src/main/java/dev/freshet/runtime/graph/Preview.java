package dev.freshet.runtime.graph;

import java.util.List;

/**
 * A preview of a dataset: its first records, or its content.
 *
 * @param dataset the dataset's name
 * @param content what can be shown
 * @param note what was left out, or why nothing can be shown; may be empty
 */
public record Preview(String dataset, Content content, String note) {
    /** The content of a preview. */
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

    /** A whole HTML file, which must not be trusted. */
    public record Html(String html) implements Content {}
}
