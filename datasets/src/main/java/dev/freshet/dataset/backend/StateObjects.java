package dev.freshet.dataset.backend;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one state in a storage. Keys are relative to the state. Every failure has a message in plain words.
 */
final class StateObjects {
    private static final String NEEDED = "; use credentials that permit to read, list, write and delete";

    private final Storage storage;
    private final String prefix;
    private final String shown;
    private final Timing timing;

    /**
     * @param prefix stands before each key: empty, or ends with a slash
     * @param shown the state as the user names it, for messages
     */
    StateObjects(Storage storage, String prefix, String shown, Timing timing) {
        this.storage = storage;
        this.prefix = prefix;
        this.shown = shown;
        this.timing = timing;
    }

    /** Returns the state as the user names it. */
    String shown() {
        return shown;
    }

    /** Returns a name for the place of the state, which is the same for all who use it. */
    String place() {
        return storage.place(prefix).orElse(shown);
    }

    /** Returns the content of a key; empty if there is none. */
    Optional<byte[]> find(String key) throws IOException {
        try (InputStream in = storage.read(prefix + key).stream()) {
            return Optional.of(in.readAllBytes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException(cannot("read") + storage.reading(e, prefix + key));
        }
    }

    private String cannot(String verb) {
        return "the state " + shown + " cannot be " + verb + ": ";
    }

    /**
     * Returns what an envelope holds; empty if there is none.
     *
     * @throws DamagedStateException if the content is not what was written
     */
    Optional<Envelope> read(String key) throws IOException {
        Optional<byte[]> content = find(key);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Envelope.decode(key, content.get())
                .orElseThrow(() -> damaged(key, "does not have the content that was written")));
    }

    DamagedStateException damaged(String key, String problem) {
        return DamagedStateException.of(shown, prefix + key, problem);
    }

    /** Returns the seal that a key has; empty if the key has no content. */
    Optional<Seal> seal(String key) throws IOException {
        Optional<Envelope> there = read(key);
        return there.isEmpty() ? Optional.empty() : Optional.of(seal(key, there.get()));
    }

    Seal seal(String key, Envelope envelope) throws DamagedStateException {
        return Seal.of(envelope).orElseThrow(() -> damaged(key, "is not a seal"));
    }

    /**
     * Stores an envelope if its key has no content, and returns what the key has then: this envelope, or that of
     * another writer. If an answer is lost, the content tells whether the attempt was executed; further attempts have
     * the same content, so it does not matter if a late one succeeds.
     */
    Envelope create(String key, Envelope envelope) throws IOException {
        return tryToCreate(key, envelope).there();
    }

    /**
     * What came of a creation.
     *
     * @param there what the key has then
     * @param isFirstAttempt whether no attempt came before whose outcome is unknown
     */
    record Created(Envelope there, boolean isFirstAttempt) {}

    /** The same as {@link #create}, and says whether an earlier attempt may have been executed. */
    Created tryToCreate(String key, Envelope envelope) throws IOException {
        byte[] content = envelope.encode(key);
        for (int attempt = 1; ; attempt++) {
            IOException failure = null;
            try {
                if (storage.create(prefix + key, content)) {
                    return new Created(envelope, attempt == 1);
                }
            } catch (IOException e) {
                requireRetry(e, key);
                failure = e;
            }
            Optional<Envelope> there = afterwards(key, failure);
            if (there.isPresent()) {
                return new Created(there.get(), attempt == 1 && failure == null);
            }
            if (attempt == timing.attempts()) {
                throw unknown(key, failure);
            }
            timing.pauseAfter(attempt);
        }
    }

    private Optional<Envelope> afterwards(String key, @Nullable IOException failure) throws IOException {
        try {
            return read(key);
        } catch (DamagedStateException e) {
            throw e;
        } catch (IOException e) {
            if (failure == null) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private IOException unknown(String key, @Nullable IOException failure) {
        String reason =
                failure == null ? "the storage lost what was sent to it" : storage.writing(failure, prefix + key);
        return new IOException(cannot("written") + reason);
    }

    private void requireRetry(IOException failure, String key) throws IOException {
        if (storage.isDenied(failure)) {
            throw denied(failure, key);
        }
        if (failure instanceof InterruptedIOException || Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    InterruptedIOException interrupted() {
        return new InterruptedIOException("the work with the state " + shown + " was interrupted");
    }

    /** Returns what a thread that worked for another one threw. */
    IOException failure(@Nullable Throwable cause) {
        return cause instanceof IOException failure
                ? failure
                : new IOException("the state " + shown + " cannot be read: " + cause, cause);
    }

    /** Thrown when the storage does not permit to write. */
    static final class DeniedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        DeniedException(String cannot, String reason) {
            super(cannot + reason + NEEDED);
            this.reason = reason;
        }

        /** Returns the reason, and what to do. */
        String reason() {
            return reason + NEEDED;
        }
    }

    private DeniedException denied(IOException failure, String key) {
        String reason = storage.writing(failure, prefix + key);
        return new DeniedException(cannot("written"), reason);
    }

    /** A write that may be repeated. */
    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void write(String key, Write write) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                write.run();
                return;
            } catch (IOException e) {
                requireRetry(e, key);
                if (attempt == timing.attempts()) {
                    throw new IOException(cannot("written") + storage.writing(e, prefix + key));
                }
                timing.pauseAfter(attempt);
            }
        }
    }

    /** Stores content that is the same whoever stores it. */
    void put(String key, byte[] content) throws IOException {
        write(key, () -> storage.create(prefix + key, content));
    }

    /** Returns when the content of a key was stored, by the clock of the storage; empty if it has none. */
    Optional<Instant> writtenAt(String key) throws IOException {
        try {
            return storage.stat(prefix + key).map(Storage.Entry::written);
        } catch (IOException e) {
            throw new IOException(cannot("read") + storage.reading(e, prefix + key));
        }
    }

    void replace(String key, byte[] content) throws IOException {
        write(key, () -> {
            try (Replacement replacement = storage.replace(prefix + key)) {
                replacement.out().write(content);
                replacement.commit();
            }
        });
    }

    /** Returns whether a second create of a key succeeds, which it must not. */
    boolean isCreatedAgain(String key, byte[] content) throws IOException {
        boolean[] isCreated = new boolean[1];
        write(key, () -> isCreated[0] = storage.create(prefix + key, content));
        return isCreated[0];
    }

    void delete(String key) throws IOException {
        write(key, () -> storage.delete(prefix + key));
    }

    /** Returns the keys that begin with a prefix, sorted. */
    List<String> list(String start) throws IOException {
        return List.copyOf(written(start).keySet());
    }

    /**
     * Returns the numbers of the keys that consist of a prefix and a number, sorted, and when their contents were
     * stored, by the clock of the storage. Other keys are left out.
     */
    SortedMap<Long, Instant> numbers(String start) throws IOException {
        SortedMap<Long, Instant> numbers = new TreeMap<>();
        written(start)
                .forEach((key, written) -> Keys.number(start, key).ifPresent(number -> numbers.put(number, written)));
        return numbers;
    }

    /** Returns when the contents of keys that begin with a prefix were stored, by the clock of the storage; sorted. */
    SortedMap<String, Instant> written(String start) throws IOException {
        try {
            SortedMap<String, Instant> found = new TreeMap<>();
            for (Storage.Entry entry : storage.list(prefix + start)) {
                found.put(entry.key().replace('\\', '/').substring(prefix.length()), entry.written());
            }
            return found;
        } catch (IOException e) {
            throw new IOException(cannot("read") + storage.reading(e, prefix + start));
        }
    }
}
