package dev.freshet.spark.runner;

import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the datasets that are files of this machine. */
final class LocalPlaces {
    private LocalPlaces() {}

    /** Returns the file of a dataset, or the directory of its partitions; empty if it is not in the file system. */
    static Optional<Path> of(Catalog catalog, String dataset) {
        return catalog.content(dataset)
                .flatMap(content -> content.path().or(() -> ofLocation(content)))
                .map(path -> path.toAbsolutePath().normalize());
    }

    /** Returns the file of a location; empty for locations in storages, which are URLs. */
    private static Optional<Path> ofLocation(StoredContent content) {
        String location = content.location();
        if (content.raw().isEmpty() || location.contains("://")) {
            return Optional.empty();
        }
        int star = location.indexOf('*');
        String before = star < 0 ? location : location.substring(0, star);
        return Optional.of(Path.of(before.substring(0, before.lastIndexOf('/') + 1)));
    }
}
