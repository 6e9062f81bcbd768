package dev.freshet.spark.runner;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageProvider;
import dev.freshet.dataset.file.FileStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files by their absolute paths, as in {@code gated://files/tmp/x.txt}, whose publication waits for a test. */
public final class GatedStorage implements Storage {
    /** What comes before a publication, in the process of the run. */
    interface Gate {
        void pass(String key) throws IOException;
    }

    static volatile Gate gate = key -> {};

    private final Storage files = new FileStorage(Path.of("/"));

    private GatedStorage() {}

    /** The scheme {@code gated}. */
    public static final class Provider implements StorageProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String scheme() {
            return "gated";
        }

        @Override
        public List<Option> credentials() {
            return List.of();
        }

        @Override
        public Storage open(String authority, Credentials credentials) {
            return new GatedStorage();
        }
    }

    @Override
    public Optional<Stamp> publish(String key, String name) throws IOException {
        gate.pass(key);
        return files.publish(key, name);
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        return files.stat(key);
    }

    @Override
    public Content read(String key) throws IOException {
        return files.read(key);
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        return files.read(key, from, length);
    }

    @Override
    public Replacement replace(String key) throws IOException {
        return files.replace(key);
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return files.create(key, content);
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        return files.list(prefix);
    }

    @Override
    public void delete(String key) throws IOException {
        files.delete(key);
    }
}
