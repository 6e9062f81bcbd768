package dev.freshet.jdbc;

import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionValues;
import java.util.List;

/**
 * How rows are read and saved.
 *
 * @param fetchSize the number of rows that are fetched, or sent, at once
 * @param isAppending whether existing rows stay
 * @param isCreating whether a missing table is created
 */
record Settings(int fetchSize, boolean isAppending, boolean isCreating) {
    static final Option FETCH_SIZE =
            Option.whole("fetch_size", 1000, "rows", 1, Long.MAX_VALUE, "How many rows are fetched or sent at once.");
    static final Option MODE = Option.words(
            "mode", "replace", List.of("replace", "append"), "Whether a save replaces all rows, or appends to them.");
    static final Option CREATE = Option.flag(
            "create",
            false,
            "Whether a table that does not exist is created for the record's components (PostgreSQL, H2 and databases"
                    + " that accept the same types).");

    /** The settings of a query, which is only read. */
    static Settings ofQuery(OptionValues options) {
        return new Settings(fetchSize(options), false, false);
    }

    static Settings ofTable(OptionValues options) {
        return new Settings(
                fetchSize(options), options.text(MODE.name()).equals("append"), options.flag(CREATE.name()));
    }

    private static int fetchSize(OptionValues options) {
        return (int) Math.min(Integer.MAX_VALUE, options.number(FETCH_SIZE.name()));
    }
}
