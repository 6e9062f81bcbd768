package dev.freshet.processor.model;

import dev.freshet.config.NamePatterns;
import dev.freshet.config.Position;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A catalog as far as the compiler needs it.
 *
 * @param file the catalog as {@code @Pipeline(catalog)} names it
 * @param entries the datasets by their full names, patterns among them
 * @param patterns the entries whose names have placeholders
 * @param parameters the dotted paths of all parameters and groups of parameters; empty if there is no parameter file
 */
public record CatalogModel(
        String file,
        Origin origin,
        Map<String, Entry> entries,
        NamePatterns<Entry> patterns,
        Optional<Parameters> parameters) {
    /** The entry of that full name, or of the pattern that matches it best. */
    public Optional<Entry> entry(String dataset) {
        Entry entry = entries.get(dataset);
        return entry != null || patterns.isEmpty()
                ? Optional.ofNullable(entry)
                : patterns.match(dataset).map(NamePatterns.Match::value);
    }

    /**
     * A dataset of the catalog.
     *
     * @param type the dataset type, such as {@code csv}
     * @param isInParts whether it is kept in as many files as its path, which has a star, matches
     */
    public record Entry(String type, Position position, boolean isInParts) {}

    /**
     * The parameters of the configuration.
     *
     * @param paths dotted paths of values and of groups
     * @param leaves those of {@code paths} that are values
     */
    public record Parameters(Set<String> paths, Map<String, Position> leaves) {}
}
