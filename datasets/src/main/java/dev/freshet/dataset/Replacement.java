package dev.freshet.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Content that is to replace what is stored, as a whole. Used by one thread at a time. */
public interface Replacement extends Closeable {
    /** Where the content is to be written. */
    OutputStream out();

    /**
     * Replaces what is stored by what was written.
     *
     * @return the stamp that it has now, if that is known
     * @throws IOException if it is not certain that it is stored
     */
    Optional<Stamp> commit() throws IOException;

    /** Unless it was committed, what was written is thrown away, and what is stored stays. */
    @Override
    void close() throws IOException;
}
