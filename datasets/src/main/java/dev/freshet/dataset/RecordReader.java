package dev.freshet.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads records one at a time. It is used by one thread at a time. */
public interface RecordReader extends Closeable {
    /**
     * Returns the next record; null after the last one.
     *
     * @throws MalformedContent if the record does not have the form that the dataset requires
     * @throws IOException if the record cannot be read or is malformed; the user sees the message
     */
    @Nullable
    Object read() throws IOException;

    /** Returns where the last record begins, as a suffix of the file's name, such as {@code :17}; empty if unknown. */
    default String place() {
        return "";
    }

    /** Returns what was left out so far because it could not be read; empty if nothing was. */
    default Optional<MalformedContent> skipped() {
        return Optional.empty();
    }

    /** Releases the reader's own resources, but not the source. */
    @Override
    default void close() throws IOException {}
}
