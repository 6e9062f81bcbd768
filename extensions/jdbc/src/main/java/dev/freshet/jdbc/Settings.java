package dev.freshet.jdbc;

import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How rows are read and saved.
 *
 * @param fetchSize the number of rows that are fetched, or sent, at once
 * @param mode what a save does with existing rows
 * @param key the components that identify a row, if a save replaces the rows that have their values
 * @param isCreating whether a missing table is created
 */
record Settings(int fetchSize, Mode mode, List<String> key, boolean isCreating) {
    /** What a save does with existing rows. */
    enum Mode {
        REPLACE,
        TRUNCATE,
        APPEND,
        UPSERT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final Option FETCH_SIZE = Option.whole(
                    "fetch_size", 1000, "rows", 1, Long.MAX_VALUE, "How many rows are fetched or sent at once.")
            .notCompared();
    static final Option MODE = Option.words(
            "mode",
            Mode.REPLACE.word(),
            Arrays.stream(Mode.values()).map(Mode::word).toList(),
            "What a save does with existing rows: `replace` deletes them, `truncate` truncates the table in PostgreSQL"
                    + " (elsewhere it is `replace`), `append` keeps them, `upsert` updates those that have the same"
                    + " `key` and keeps the others.");
    static final Option KEY = Option.list(
            "key",
            "The components that identify a row, as in `[id]`, for `mode: upsert`; no two records are equal there.");
    static final Option CREATE = Option.flag(
            "create",
            false,
            "Whether a table that does not exist is created for the record's components (PostgreSQL, H2, SQLite and"
                    + " databases that accept the same types).");

    /** The settings of a query, which is only read. */
    static Settings ofQuery(OptionValues options) {
        return new Settings(fetchSize(options), Mode.REPLACE, List.of(), false);
    }

    /** @throws OptionException if there is a key without the mode that needs one, or the other way round */
    static Settings ofTable(OptionValues options) {
        Mode mode = Mode.valueOf(options.text(MODE.name()).toUpperCase(Locale.ROOT));
        List<String> key = options.list(KEY.name());
        if (mode == Mode.UPSERT && key.isEmpty()) {
            throw new OptionException(
                    MODE.name(), "\"mode: upsert\" needs \"key\", the components that identify a row, as in [id]");
        }
        if (mode != Mode.UPSERT && !key.isEmpty()) {
            throw new OptionException(KEY.name(), "\"key\" is for \"mode: upsert\" only");
        }
        return new Settings(fetchSize(options), mode, key, options.flag(CREATE.name()));
    }

    private static int fetchSize(OptionValues options) {
        return (int) Math.min(Integer.MAX_VALUE, options.number(FETCH_SIZE.name()));
    }
}
