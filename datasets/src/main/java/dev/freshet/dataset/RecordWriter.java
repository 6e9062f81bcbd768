package dev.freshet.dataset;

import java.io.Closeable;
import java.io.IOException;

/** Writes records, one after the other. Used by one thread at a time. */
public interface RecordWriter extends Closeable {
    /**
     * Writes a record, which is not null.
     *
     * @throws MalformedContent if it cannot be written in this format
     * @throws IOException if it cannot be written; the message is shown to the user
     */
    void write(Object record) throws IOException;

    /** There are no further records: writes what is still to be written. Not called after a failure. */
    void finish() throws IOException;

    /** Frees what it holds, but for what it was given. */
    @Override
    default void close() throws IOException {}
}
