package dev.freshet.processor.model;

import dev.freshet.config.NamePatterns;
import dev.freshet.config.Position;
import dev.freshet.wiring.DatasetName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a catalog that the compiler needs.
 *
 * @param file the catalog as {@code @Pipeline(catalog)} names it
 * @param project the directory that relative paths start from, if the catalog is in the place that runs read
 * @param entries the entries by the full names of datasets, including patterns
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
    /** Returns the entry of a dataset, or of the pattern that matches it best; empty for parameters. */
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
     * @param path the path as written; empty if there is none
     * @param isVersioned whether each save adds a version
     */
    public record Entry(String type, Position position, String path, boolean isVersioned) {
        /** Returns whether the dataset is partitioned: its path has a star. */
        public boolean isPartitioned() {
            return path.contains("*");
        }

        private Entry filled(Map<String, String> placeholders) {
            return new Entry(type, position, NamePatterns.fill(path, placeholders), isVersioned);
        }
    }

    /**
     * The parameters of the configuration.
     *
     * @param paths the dotted paths of values and groups
     * @param leaves the paths of values, with their positions
     */
    public record Parameters(Set<String> paths, Map<String, Position> leaves) {}
}
