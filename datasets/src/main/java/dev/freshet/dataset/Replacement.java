package dev.freshet.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** New content that atomically replaces the stored content. It is used by one thread at a time. */
public interface Replacement extends Closeable {
    /** Returns the stream to which the new content is written. */
    OutputStream out();

    /**
     * Replaces the stored content with the new content.
     *
     * @return the stamp of the new content; empty if unknown
     * @throws IOException if it is not certain that the new content is stored
     */
    Optional<Stamp> commit() throws IOException;

    /** Closes the replacement. If it was not committed, the new content is discarded and the stored content stays. */
    @Override
    void close() throws IOException;
}
