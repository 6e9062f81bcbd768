package dev.freshet.dataset.backend;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Refuses to write. */
final class ReadOnlyStorage extends PassedOn {
    ReadOnlyStorage(Storage storage) {
        super(storage);
    }

    @Override
    public Replacement replace(String key) throws IOException {
        throw new AccessDeniedException(key);
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        throw new AccessDeniedException(key);
    }

    @Override
    public void delete(String key) throws IOException {
        throw new AccessDeniedException(key);
    }
}
