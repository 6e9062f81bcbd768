package dev.freshet.processor.model;

import dev.freshet.config.NamePatterns;
import dev.freshet.config.Position;
import dev.freshet.wiring.DatasetName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A catalog as far as the compiler needs it.
 *
 * @param file the catalog as {@code @Pipeline(catalog)} names it
 * @param project the directory that relative paths start from, if the catalog is where runs look for it
 * @param entries the datasets by their full names, patterns among them
 * @param patterns the entries whose names have placeholders
 * @param parameters the dotted paths of all parameters and groups of parameters; empty if there is no parameter file
 */
public record CatalogModel(
        String file,
        String project,
        Origin origin,
        Map<String, Entry> entries,
        NamePatterns<Entry> patterns,
        Optional<Parameters> parameters) {
    /** The entry of a dataset, or of the pattern that matches it best; parameters have none. */
    public Optional<Entry> entry(DatasetName dataset) {
        Entry entry = entries.get(dataset.text());
        return entry != null || patterns.isEmpty() || dataset.isParameter()
                ? Optional.ofNullable(entry)
                : patterns.match(dataset.text()).map(match -> match.value().filled(match.placeholders()));
    }

    /**
     * A dataset of the catalog.
     *
     * @param type the dataset type, such as {@code csv}
     * @param path as it is written; empty if there is none
     * @param isVersioned whether each save adds a version
     */
    public record Entry(String type, Position position, String path, boolean isVersioned) {
        /** Whether it is kept in as many files as its path, which has a star, matches. */
        public boolean isInParts() {
            return path.contains("*");
        }

        private Entry filled(Map<String, String> placeholders) {
            return new Entry(type, position, NamePatterns.fill(path, placeholders), isVersioned);
        }
    }

    /**
     * The parameters of the configuration.
     *
     * @param paths dotted paths of values and of groups
     * @param leaves those of {@code paths} that are values
     */
    public record Parameters(Set<String> paths, Map<String, Position> leaves) {}
}
