package dev.freshet.dataset.catalog;

import dev.freshet.dataset.file.FileLocation;
import dev.freshet.wiring.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The places of a catalog's datasets. Datasets that share a file can be found even if their paths look different.
 * Symbolic links are followed as they are now. For use by one thread.
 */
public final class CatalogPlaces {
    private static final int MOST_LINKS = 40;

    private final Catalog catalog;
    private final Map<Path, Path> directories = new HashMap<>();

    /**
     * The place of a dataset.
     *
     * @param shown the path as in the catalog, or another description of the dataset
     * @param isOnThisMachine whether the place has another content on each machine
     */
    public record Located(Place place, String shown, boolean isOnThisMachine) {}

    /** Finds the places of a catalog's datasets. */
    public CatalogPlaces(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Returns the place of a stored dataset; empty if it has none, such as a query.
     *
     * @throws dev.freshet.config.ConfigException if the entry has mistakes
     */
    public Optional<Located> of(String dataset) {
        return catalog.stored(dataset).flatMap(this::of);
    }

    private Optional<Located> of(StoredEntry entry) {
        if (entry instanceof ProvidedEntry provided) {
            return provided.opened()
                    .flatMap(opened -> opened.place()
                            .map(name -> new Located(
                                    Place.named(name), opened.content().location(), false)));
        }
        FileEntry file = (FileEntry) entry;
        return file.location().map(location -> {
            String path = path(location);
            return new Located(
                    file.isVersioned() ? Place.ofVersions(path) : Place.of(path),
                    location.shown(),
                    location.storage().place(location.key()).isEmpty());
        });
    }

    /** Returns the path of a location with links resolved; if the name has a star, those of the directory. */
    private String path(FileLocation location) {
        String key = location.key();
        int star = key.indexOf('*');
        int end = star < 0 ? key.length() : key.lastIndexOf('/', star) + 1;
        Optional<Path> file = location.storage().path(key.substring(0, end));
        if (file.isEmpty()) {
            return location.storage().place(key).orElseGet(() -> Place.normal(location.shown(), "."));
        }
        Path real = star < 0 ? real(file.get(), 0) : directory(file.get());
        return (real + (star < 0 ? "" : "/" + key.substring(end))).replace('\\', '/');
    }

    /** Resolves links, even if the file does not exist yet, or a link leads to such a file. */
    private Path real(Path file, int links) {
        Path absolute = file.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            return absolute;
        }
        Path own = directory(parent).resolve(Objects.requireNonNull(absolute.getFileName(), "it has a parent"));
        if (links < MOST_LINKS && Files.isSymbolicLink(own)) {
            Optional<Path> target = target(own);
            if (target.isPresent()) {
                return real(target.get(), links + 1);
            }
        }
        return own;
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(link.resolveSibling(Files.readSymbolicLink(link)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns a directory without links and dots. */
    public Path directory(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        Path known = directories.get(absolute);
        if (known == null) {
            // A link may lead through itself; then it is left unresolved.
            directories.put(absolute, absolute);
            known = existing(absolute);
            directories.put(absolute, known);
        }
        return known;
    }

    private Path existing(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return real(directory, 0);
        }
    }
}
