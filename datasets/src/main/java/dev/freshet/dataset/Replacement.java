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
     * Completes the new content without publishing it, so that {@link #commit} has as little as possible left to do
     * that can fail. Nothing can be written afterwards. A call is optional; by default, {@link #commit} does all the
     * work.
     *
     * @throws IOException if the new content cannot be written; it must not be committed then
     */
    default void stage() throws IOException {}

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
