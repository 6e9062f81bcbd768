package dev.freshet.dataset.backend;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Contents in memory. Remembers what was asked. */
class MemoryStorage implements Storage {
    private record Stored(byte[] content, Instant written) {}

    private final ConcurrentSkipListMap<String, Stored> contents = new ConcurrentSkipListMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What was asked since the last call, such as {@code read log/00000001/000000000001}. */
    final List<String> requests() {
        List<String> asked = List.copyOf(requests);
        requests.clear();
        return asked;
    }

    /** The storage's own clock. */
    Instant now() {
        return Instant.EPOCH;
    }

    final Set<String> keys() {
        return contents.keySet();
    }

    final void put(String key, byte[] content) {
        contents.put(key, new Stored(content, now()));
    }

    final void remove(String key) {
        contents.remove(key);
    }

    @Override
    public Optional<Entry> stat(String key) {
        return Optional.ofNullable(contents.get(key)).map(content -> entry(key, content));
    }

    private static Entry entry(String key, Stored stored) {
        return new Entry(key, stored.content().length, Stamp.identifying("x"), stored.written());
    }

    @Override
    public Content read(String key) throws IOException {
        requests.add("read " + key);
        Stored stored = contents.get(key);
        if (stored == null) {
            throw new NoSuchFileException(key);
        }
        return new Content() {
            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(stored.content());
            }

            @Override
            public Optional<Stamp> stamp() {
                return Optional.empty();
            }
        };
    }

    @Override
    public InputStream read(String key, long from, long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Replacement replace(String key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        return new Replacement() {
            @Override
            public OutputStream out() {
                return out;
            }

            @Override
            public Optional<Stamp> commit() {
                requests.add("replace " + key);
                put(key, out.toByteArray());
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        requests.add("create " + key);
        return contents.putIfAbsent(key, new Stored(content, now())) == null;
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        requests.add("list " + prefix);
        List<Entry> entries = new ArrayList<>();
        contents.tailMap(prefix).forEach((key, content) -> {
            if (key.startsWith(prefix)) {
                entries.add(entry(key, content));
            }
        });
        return entries;
    }

    @Override
    public void delete(String key) throws IOException {
        requests.add("delete " + key);
        contents.remove(key);
    }
}
