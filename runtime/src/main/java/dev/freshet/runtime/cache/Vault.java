package dev.freshet.runtime.cache;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Storage;
import dev.freshet.runtime.cache.CacheFault.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a storage that holds a cache. Failures are translated to plain words. */
final class Vault {
    private static final long LARGEST = 256L << 20;

    private final Storage storage;
    private final String prefix;

    /** @param prefix the beginning of all keys: empty, or with a slash at the end */
    Vault(Storage storage, String prefix) {
        this.storage = storage;
        this.prefix = prefix;
    }

    private String key(String name) {
        return prefix + name;
    }

    CacheFault unreadable(IOException e, String name) {
        return new CacheFault(Cause.UNREACHABLE, "it cannot be read: " + storage.reading(e, key(name)));
    }

    CacheFault unwritable(IOException e, String name) {
        return new CacheFault(Cause.UNWRITABLE, "nothing can be stored in it: " + storage.writing(e, key(name)));
    }

    Optional<Storage.Entry> stat(String name) throws CacheFault {
        try {
            return storage.stat(key(name));
        } catch (IOException e) {
            throw unreadable(e, name);
        }
    }

    /** Returns the objects whose names begin with a prefix, by their names without the cache's own prefix. */
    List<Storage.Entry> list(String start) throws CacheFault {
        try {
            return storage.list(key(start)).stream()
                    .map(entry -> new Storage.Entry(
                            entry.key().substring(prefix.length()).replace('\\', '/'),
                            entry.size(),
                            entry.stamp(),
                            entry.written()))
                    .toList();
        } catch (IOException e) {
            throw unreadable(e, start);
        } catch (UncheckedIOException e) {
            throw unreadable(Objects.requireNonNull(e.getCause()), start);
        }
    }

    /** Returns the content of an object; null if it does not exist. */
    byte @Nullable [] read(String name) throws CacheFault {
        try (InputStream in = open(name)) {
            byte[] bytes = in.readNBytes((int) LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new CacheFault(Cause.DAMAGED_RESULT, name + " is too large and is not used");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw unreadable(e, name);
        }
    }

    /** Opens an object for reading. */
    InputStream open(String name) throws IOException {
        return storage.read(key(name)).stream();
    }

    /** Starts to write an object. */
    Replacement replace(String name) throws IOException {
        return storage.replace(key(name));
    }

    void write(String name, byte[] content) throws CacheFault {
        try (Replacement replacement = replace(name)) {
            replacement.out().write(content);
            replacement.commit();
        } catch (IOException e) {
            throw unwritable(e, name);
        }
    }

    void delete(String name) throws CacheFault {
        try {
            storage.delete(key(name));
        } catch (IOException e) {
            throw unwritable(e, name);
        }
    }
}
