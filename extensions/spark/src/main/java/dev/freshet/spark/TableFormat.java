package dev.freshet.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The file formats that Spark reads and writes without further jars. */
enum TableFormat {
    PARQUET,
    CSV,
    JSON,
    ORC,
    TEXT;

    /** Returns the name in the catalog, which is Spark's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(TableFormat::word).toList();
    }

    static TableFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Returns whether the files contain the names and types of their columns. */
    boolean hasSchema() {
        return this == PARQUET || this == ORC;
    }
}
