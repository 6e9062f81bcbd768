package dev.freshet.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the head of a file tells about the file.
 *
 * @param type the Java type of the dataset
 * @param options the options of the catalog entry that are not the defaults, in the order in which they are printed:
 *     texts, characters, numbers, truth values, lists of texts, and maps of these
 * @param notes what the user must know, such as what the head did not show; a line each
 */
public record Inferred(InferredType type, Map<String, Object> options, List<String> notes) {
    public Inferred {
        options = new LinkedHashMap<>(options);
        notes = List.copyOf(notes);
    }

    /** Returns a copy of the options. */
    @Override
    public Map<String, Object> options() {
        return new LinkedHashMap<>(options);
    }

    /** Returns the note that the types of later rows are not known. */
    public static String onlyHead(long rows) {
        return "Only the first " + String.format(java.util.Locale.ROOT, "%,d", rows)
                + (rows == 1 ? " row was" : " rows were") + " read. Later rows can hold other values.";
    }
}
