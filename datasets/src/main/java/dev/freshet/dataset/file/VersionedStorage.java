package dev.freshet.dataset.file;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores each content of a key as a version: {@code model.json} becomes
 * {@code model.json/2026-01-31T12.00.00.000Z/model.json}, as in Kedro. Reads return the newest version, or a given one.
 */
public final class VersionedStorage implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(VersionedStorage.class);

    private final Storage storage;
    private final String saved;
    private final @Nullable String loaded;
    /** The number of versions to keep; 0 keeps all. */
    private final int keep;
    /** The versions that this run has saved, by key, where they are not called {@link #saved}. */
    private final Map<String, String> later = new ConcurrentHashMap<>();

    /**
     * Creates a storage of versions in another storage.
     *
     * @param saved the version to save, unless there is a later one
     * @param loaded the version to read; null for the newest
     */
    public VersionedStorage(Storage storage, String saved, @Nullable String loaded, int keep) {
        this.storage = storage;
        this.saved = saved;
        this.loaded = loaded;
        this.keep = keep;
    }

    /** Returns the names of the existing versions, the newest last. */
    public List<String> versions(String key) throws IOException {
        String end = "/" + name(key);
        return storage.list(key + "/").stream()
                .map(entry -> entry.key().replace('\\', '/').substring(key.length() + 1))
                .filter(path -> path.endsWith(end) && path.indexOf('/') == path.length() - end.length())
                .map(path -> path.substring(0, path.length() - end.length()))
                .filter(RunVersions::isSaved)
                .sorted()
                .toList();
    }

    private static String name(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Returns the place of the version that this run saves of a key, given the place of all versions. */
    String saved(String key, String place) {
        return place(place, later.getOrDefault(key, saved));
    }

    /**
     * Returns the name of the version to save, which is the newest. Another run can have saved one with a later time,
     * because it started later, or because clocks differ.
     */
    private String next(String key) throws IOException {
        List<String> versions = versions(key);
        String newest = versions.isEmpty() ? "" : versions.get(versions.size() - 1);
        if (newest.compareTo(saved) <= 0) {
            return saved;
        }
        if (newest.equals(later.get(key))) {
            return newest;
        }
        String next = RunVersions.following(newest, saved)
                .orElseThrow(() -> new FileSystemException(
                        key,
                        null,
                        "there is already a version " + newest + ", which is newer than " + saved
                                + "; set the clock, or delete that version"));
        later.put(key, next);
        return next;
    }

    private static String place(String key, String version) {
        return key + "/" + version + "/" + name(key);
    }

    /** Returns the version to read. */
    private Optional<String> current(String key) throws IOException {
        if (loaded != null) {
            return Optional.of(loaded);
        }
        List<String> versions = versions(key);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    private String required(String key) throws IOException {
        String version = current(key).orElseThrow(() -> new NoSuchFileException(key, null, "it has no version"));
        if (loaded != null && !storage.exists(place(key, loaded))) {
            List<String> versions = versions(key);
            throw new FileSystemException(
                    key,
                    null,
                    "there is no version " + loaded
                            + (versions.isEmpty() ? "" : "; the newest is " + versions.get(versions.size() - 1)));
        }
        return version;
    }

    private static Stamp stamp(String version, Stamp stamp) {
        return new Stamp(version + " " + stamp.text(), stamp.modified());
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        Optional<String> version = current(key);
        return version.isEmpty()
                ? Optional.empty()
                : storage.stat(place(key, version.get()))
                        .map(entry ->
                                new Entry(key, entry.size(), stamp(version.get(), entry.stamp()), entry.written()));
    }

    @Override
    public Content read(String key) throws IOException {
        String version = required(key);
        Content content = storage.read(place(key, version));
        return new Content() {
            @Override
            public InputStream stream() {
                return content.stream();
            }

            @Override
            public Optional<Stamp> stamp() throws IOException {
                return content.stamp().map(stamp -> VersionedStorage.stamp(version, stamp));
            }
        };
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        return storage.read(place(key, required(key)), from, length);
    }

    @Override
    public Replacement replace(String key) throws IOException {
        String version = next(key);
        return new NewVersion(key, version, storage.replace(place(key, version)));
    }

    /** Beside all versions, since only the one that publishes it says which it becomes. */
    @Override
    public Replacement stage(String key, String name) throws IOException {
        return storage.stage(key, name);
    }

    @Override
    public Optional<Stamp> publish(String key, String name) throws IOException {
        String version = next(key);
        Optional<Stamp> now = storage.move(Storage.staged(key, name), place(key, version));
        prune(key);
        return now.map(stamp -> stamp(version, stamp));
    }

    @Override
    public void discard(String key, String name) throws IOException {
        storage.discard(key, name);
    }

    /** Writes a new version. */
    private final class NewVersion implements Replacement {
        private final String key;
        private final String version;
        private final Replacement content;

        NewVersion(String key, String version, Replacement content) {
            this.key = key;
            this.version = version;
            this.content = content;
        }

        @Override
        public OutputStream out() {
            return content.out();
        }

        @Override
        public void stage() throws IOException {
            content.stage();
        }

        @Override
        public Optional<Stamp> commit() throws IOException {
            Optional<Stamp> now = content.commit();
            prune(key);
            return now.map(stamp -> stamp(version, stamp));
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /** Deletes the oldest versions; a version that cannot be deleted stays. */
    private void prune(String key) {
        try {
            List<String> versions = versions(key);
            for (String version : versions.subList(0, keep == 0 ? 0 : Math.max(0, versions.size() - keep))) {
                delete(key, version);
            }
        } catch (IOException e) {
            LOG.warn("cannot delete old versions of {}: {}", key, storage.writing(e, key));
        }
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return storage.create(place(key, saved), content);
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        return storage.list(prefix);
    }

    @Override
    public void delete(String key) throws IOException {
        for (String version : versions(key)) {
            delete(key, version);
        }
    }

    /** Deletes the file of a version, and the directory that held it alone. */
    private void delete(String key, String version) throws IOException {
        String place = place(key, version);
        storage.delete(place);
        Path directory = storage.path(place).map(Path::getParent).orElse(null);
        if (directory != null && Files.isDirectory(directory)) {
            try {
                Files.delete(directory);
            } catch (DirectoryNotEmptyException hasOtherFiles) {
                // Somebody else has put them there.
            }
        }
    }

    @Override
    public String reading(IOException failure, String key) {
        return isOwn(failure, key) ? reason(failure) : storage.reading(failure, key);
    }

    @Override
    public String writing(IOException failure, String key) {
        return isOwn(failure, key) ? reason(failure) : storage.writing(failure, saved(key, key));
    }

    /** Returns whether this class threw the exception, about the versions of a key, and not the storage. */
    private static boolean isOwn(IOException failure, String key) {
        return failure instanceof FileSystemException file && key.equals(file.getFile()) && file.getReason() != null;
    }

    private static String reason(IOException failure) {
        return String.valueOf(((FileSystemException) failure).getReason());
    }
}
