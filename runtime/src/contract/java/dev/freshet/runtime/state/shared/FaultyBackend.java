package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A backend that fails when it is told to. */
final class FaultyBackend extends ForwardingBackend {
    /** Whether every request fails. */
    volatile boolean isDown;
    /** Whether heartbeats are lost, as if the process stood still. */
    volatile boolean isFrozen;
    /** Whether an entry is read with a text that nobody wrote. */
    volatile boolean isDamaged;
    /** How many answers to appends are lost: the entry is there, but the caller does not know. */
    final AtomicInteger lostAnswers = new AtomicInteger();
    /** When each heartbeat was sent and received. */
    private final List<Beat> beats = new CopyOnWriteArrayList<>();
    /** The names of the objects that were stored. */
    final List<String> puts = new CopyOnWriteArrayList<>();
    /** Whether the credentials permit to read only. */
    volatile boolean mayOnlyRead;
    /** Whether no object can be stored. */
    volatile boolean hasNoObjects;
    /** How many appends break with an error that is no exception. */
    final AtomicInteger errors = new AtomicInteger();

    private record Beat(long sent, long received) {}

    FaultyBackend(StateBackend backend) {
        super(backend);
    }

    private void request() throws IOException {
        if (isDown) {
            throw new IOException("the connection was refused");
        }
    }

    private static boolean take(AtomicInteger count) {
        return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    @Override
    public boolean isReadOnly() throws IOException {
        request();
        return mayOnlyRead || backend.isReadOnly();
    }

    @Override
    public Contents read(long after) throws IOException {
        request();
        Contents contents = backend.read(after);
        return isDamaged
                ? new Contents(
                        contents.base(),
                        contents.entries().stream()
                                .map(entry -> new Entry(entry.number(), "no entry"))
                                .toList())
                : contents;
    }

    @Override
    public boolean append(long number, String text) throws IOException {
        request();
        if (take(errors)) {
            throw new AssertionError("a class is missing");
        }
        boolean isAppended = backend.append(number, text);
        if (take(lostAnswers)) {
            throw new IOException("the connection was reset");
        }
        return isAppended;
    }

    @Override
    public boolean compact(Entry base) throws IOException {
        request();
        return backend.compact(base);
    }

    @Override
    public void beat(String session, String beat) throws IOException {
        request();
        if (!isFrozen) {
            long sent = System.nanoTime();
            backend.beat(session, beat);
            beats.add(new Beat(sent, System.nanoTime()));
        }
    }

    /** Returns the longest time, until now, in which others may have seen no new heartbeat. */
    Duration longestSilence() {
        List<Beat> all = new ArrayList<>(beats);
        all.add(new Beat(0, System.nanoTime()));
        return Duration.ofNanos(IntStream.range(1, all.size())
                .mapToLong(i -> all.get(i).received() - all.get(i - 1).sent())
                .max()
                .orElse(0));
    }

    @Override
    public Optional<String> beat(String session) throws IOException {
        request();
        return backend.beat(session);
    }

    @Override
    public void end(String session) throws IOException {
        request();
        backend.end(session);
    }

    @Override
    public void put(String name, byte[] content) throws IOException {
        request();
        if (hasNoObjects) {
            throw new IOException("no space is left");
        }
        puts.add(name);
        backend.put(name, content);
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        request();
        return backend.get(name);
    }

    /** The texts of all entries, or of what stands for them. */
    List<String> texts() throws IOException {
        Contents all = backend.read(0);
        return Stream.concat(all.base().stream(), all.entries().stream())
                .map(Entry::text)
                .toList();
    }
}
