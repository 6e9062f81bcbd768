package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Passes everything on. */
public class ForwardingBackend implements StateBackend {
    protected final StateBackend backend;

    protected ForwardingBackend(StateBackend backend) {
        this.backend = backend;
    }

    @Override
    public String place() {
        return backend.place();
    }

    @Override
    public String id() {
        return backend.id();
    }

    @Override
    public boolean isReadOnly() throws IOException {
        return backend.isReadOnly();
    }

    @Override
    public Contents read(long after) throws IOException {
        return backend.read(after);
    }

    @Override
    public boolean append(long number, String text) throws IOException {
        return backend.append(number, text);
    }

    @Override
    public boolean compact(Entry base) throws IOException {
        return backend.compact(base);
    }

    @Override
    public void beat(String session, String beat) throws IOException {
        backend.beat(session, beat);
    }

    @Override
    public Optional<String> beat(String session) throws IOException {
        return backend.beat(session);
    }

    @Override
    public void end(String session) throws IOException {
        backend.end(session);
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        backend.put(name, content);
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        return backend.get(name);
    }

    @Override
    public Set<String> collect(Set<String> needed) throws IOException {
        return backend.collect(needed);
    }

    @Override
    public void close() throws IOException {
        backend.close();
    }
}
