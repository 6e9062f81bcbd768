package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stands for a backend that is not connected to: it has nothing new, and takes nothing. */
final class OfflineBackend implements StateBackend {
    private final String place;
    private final String id;

    OfflineBackend(String place, String id) {
        this.place = place;
        this.id = id;
    }

    private static IOException offline() {
        return new IOException("the run is offline");
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public Contents read(long after) {
        return new Contents(Optional.empty(), List.of());
    }

    @Override
    public boolean append(long number, String text) throws IOException {
        throw offline();
    }

    @Override
    public boolean compact(Entry base) {
        return false;
    }

    @Override
    public void beat(String session, String beat) throws IOException {
        throw offline();
    }

    @Override
    public Optional<String> beat(String session) throws IOException {
        throw offline();
    }

    @Override
    public void end(String session) {
        // There is no heartbeat.
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        throw offline();
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        throw offline();
    }

    @Override
    public Set<String> collect(Set<String> needed) {
        return Set.of();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
