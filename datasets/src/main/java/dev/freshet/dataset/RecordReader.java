package dev.freshet.dataset;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads records, one after the other. Used by one thread at a time. */
public interface RecordReader extends Closeable {
    /**
     * The next record; null behind the last.
     *
     * @throws MalformedContent if it is not what it should be
     * @throws IOException if it cannot be read, or is not what it should be; the message is shown to the user
     */
    @Nullable
    Object read() throws IOException;

    /** Where the record that was read last begins, as it follows the file's name: {@code :17}; empty if that is not known. */
    default String place() {
        return "";
    }

    /** Frees what it holds, but for what it was given. */
    @Override
    default void close() throws IOException {}
}
