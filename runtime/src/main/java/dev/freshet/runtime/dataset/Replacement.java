package dev.freshet.runtime.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Content that is to replace what is stored, as a whole. Used by one thread at a time. */
interface Replacement extends Closeable {
    /** Where the content is to be written. */
    OutputStream out();

    /** Replaces what is stored by what was written. */
    void commit() throws IOException;

    /** Unless it was committed, what was written is thrown away, and what is stored stays. */
    @Override
    void close() throws IOException;
}
