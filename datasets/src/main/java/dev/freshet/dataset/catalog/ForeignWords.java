package dev.freshet.dataset.catalog;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Translates names from catalogs of Kedro and options of pandas. */
final class ForeignWords {
    /** A class of datasets, such as {@code pandas.CSVDataset}. */
    private static final Pattern DATASET = Pattern.compile("(?:[\\w.]*\\.)?(\\w+?)Data[Ss]et");

    private static final Map<String, String> TYPES = Map.of(
            "sqltable", "table", "sqlquery", "query", "generic", "bytes", "pickle", "json", "jsonlines", "jsonl");

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("filepath", "path"),
            Map.entry("filename", "path"),
            Map.entry("file", "path"),
            Map.entry("table_name", "table"),
            Map.entry("sep", "delimiter"),
            Map.entry("separator", "delimiter"),
            Map.entry("quotechar", "quote"),
            Map.entry("escapechar", "escape"),
            Map.entry("thousands", "grouping"),
            Map.entry("na_values", "nulls"),
            Map.entry("true_values", "true-words"),
            Map.entry("false_values", "false-words"),
            Map.entry("skiprows", "skip-lines"),
            Map.entry("parse_dates", "formats"),
            Map.entry("date_format", "formats"),
            Map.entry("sheet_name", "sheet"));

    private static final Map<String, String> ADVICE = Map.of(
            "load_args", "its options are options of the dataset itself",
            "save_args", "its options are options of the dataset itself",
            "fs_args", "what a storage needs is in its credentials",
            "layer", "the graph shows layers by the order of nodes",
            "metadata", "keys that nothing reads belong into a comment");

    private ForeignWords() {}

    /** Returns the dataset type that corresponds to a class of datasets, if it is one of the known types. */
    static Optional<String> type(String name, Collection<String> known) {
        return Optional.of(DATASET.matcher(name))
                .filter(java.util.regex.Matcher::matches)
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(word -> TYPES.getOrDefault(word, word))
                .filter(known::contains);
    }

    /** Returns the option that corresponds to another tool's, if it is one of the known options. */
    static Optional<String> option(String key, Collection<String> known) {
        return Optional.ofNullable(OPTIONS.get(key)).filter(known::contains);
    }

    /** Returns what to do instead of an option that has no counterpart. */
    static Optional<String> advice(String key) {
        return Optional.ofNullable(ADVICE.get(key));
    }
}
