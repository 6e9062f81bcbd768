package dev.freshet.dataset.backend;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Passes everything on to another storage. */
class PassedOn implements Storage {
    private final Storage storage;

    PassedOn(Storage storage) {
        this.storage = storage;
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        return storage.stat(key);
    }

    @Override
    public Content read(String key) throws IOException {
        return storage.read(key);
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        return storage.read(key, from, length);
    }

    @Override
    public Replacement replace(String key) throws IOException {
        return storage.replace(key);
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        return storage.create(key, content);
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        return storage.list(prefix);
    }

    @Override
    public void delete(String key) throws IOException {
        storage.delete(key);
    }

    @Override
    public boolean isDenied(IOException failure) {
        return storage.isDenied(failure);
    }

    @Override
    public String reading(IOException failure, String key) {
        return storage.reading(failure, key);
    }

    @Override
    public String writing(IOException failure, String key) {
        return storage.writing(failure, key);
    }
}
