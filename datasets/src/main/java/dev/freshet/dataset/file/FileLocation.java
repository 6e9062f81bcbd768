package dev.freshet.dataset.file;

import dev.freshet.dataset.Storage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The location of content: its storage and key.
 *
 * @param shown the location as written in the catalog, for messages
 */
public record FileLocation(Storage storage, String key, String shown) {
    public FileLocation(Path file, String shown) {
        this(new FileStorage(file.getRoot() == null ? Path.of("") : file.getRoot()), file.toString(), shown);
    }

    Optional<Path> path() {
        return storage.path(key);
    }
}
