package dev.freshet.runtime.cache;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A storage in memory, whose requests are noted and can be disturbed. */
final class MapStorage implements Storage {
    /** What happens before a request. */
    interface Disturbance {
        /**
         * @param request one of {@code STAT}, {@code GET}, {@code PUT}, {@code LIST}, {@code DELETE}
         */
        void before(String request, String key) throws IOException;
    }

    record Stored(byte[] content, Instant written, long number) {}

    final NavigableMap<String, Stored> contents = new ConcurrentSkipListMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    volatile Disturbance disturbance = (request, key) -> {};
    private final AtomicLong number = new AtomicLong();
    private final Clock clock;

    MapStorage(Clock clock) {
        this.clock = clock;
    }

    MapStorage() {
        this(Clock.systemUTC());
    }

    void put(String key, byte[] content) {
        contents.put(key, new Stored(content, clock.instant(), number.incrementAndGet()));
    }

    /** The only key that begins with a prefix. */
    String only(String prefix) {
        List<String> keys =
                contents.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        if (keys.size() != 1) {
            throw new AssertionError(keys + " instead of one " + prefix);
        }
        return keys.get(0);
    }

    byte[] content(String key) {
        return contents.get(key).content();
    }

    private void request(String request, String key) throws IOException {
        requests.add(request + " " + key);
        disturbance.before(request, key);
    }

    private static Entry entry(String key, Stored stored) {
        return new Entry(key, stored.content().length, Stamp.identifying("" + stored.number()), stored.written());
    }

    @Override
    public Optional<Entry> stat(String key) throws IOException {
        request("STAT", key);
        return Optional.ofNullable(contents.get(key)).map(stored -> entry(key, stored));
    }

    private Stored stored(String key) throws IOException {
        request("GET", key);
        Stored stored = contents.get(key);
        if (stored == null) {
            throw new NoSuchFileException(key);
        }
        return stored;
    }

    @Override
    public Content read(String key) throws IOException {
        Stored stored = stored(key);
        InputStream in = new ByteArrayInputStream(stored.content());
        return new Content() {
            @Override
            public InputStream stream() {
                return in;
            }

            @Override
            public Optional<Stamp> stamp() {
                return Optional.of(entry(key, stored).stamp());
            }
        };
    }

    @Override
    public InputStream read(String key, long from, long length) throws IOException {
        byte[] content = stored(key).content();
        int start = (int) Math.min(from, content.length);
        return new ByteArrayInputStream(content, start, (int) Math.min(length, content.length - start));
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
            public Optional<Stamp> commit() throws IOException {
                request("PUT", key);
                put(key, out.toByteArray());
                return Optional.empty();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public boolean create(String key, byte[] content) throws IOException {
        request("PUT", key);
        return contents.putIfAbsent(key, new Stored(content, clock.instant(), number.incrementAndGet())) == null;
    }

    @Override
    public List<Entry> list(String prefix) throws IOException {
        request("LIST", prefix);
        return contents.tailMap(prefix, true).entrySet().stream()
                .takeWhile(stored -> stored.getKey().startsWith(prefix))
                .map(stored -> entry(stored.getKey(), stored.getValue()))
                .toList();
    }

    @Override
    public void delete(String key) throws IOException {
        request("DELETE", key);
        contents.remove(key);
    }
}
