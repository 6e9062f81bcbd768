package dev.freshet.dataset;

import java.io.Closeable;
import java.io.IOException;

/** Writes records one at a time. It is used by one thread at a time. */
public interface RecordWriter extends Closeable {
    /**
     * Writes a record, which is never null.
     *
     * @throws MalformedContent if this format cannot hold the record
     * @throws IOException if the record cannot be written; the user sees the message
     */
    void write(Object record) throws IOException;

    /** Writes what remains after the last record. It is not called after a failure. */
    void finish() throws IOException;

    /** Releases the writer's own resources, but not the output stream. */
    @Override
    default void close() throws IOException {}
}
