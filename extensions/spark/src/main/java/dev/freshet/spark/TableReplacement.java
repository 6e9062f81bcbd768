package dev.freshet.spark;

import java.io.Closeable;
import java.io.IOException;

/** A new table that takes the place of the old one as a whole. It is used by one thread at a time. */
interface TableReplacement extends Closeable {
    /** Returns where Spark writes the new files; nothing is there. */
    String uri();

    /**
     * Completes the new table without showing it.
     *
     * @param isOneFile whether the only file with rows becomes the table
     * @throws IOException if it cannot be completed; it must not be committed then
     */
    void stage(boolean isOneFile) throws IOException;

    /**
     * Shows the new table in place of the old one.
     *
     * @throws IOException if it is not certain that it is shown; the old table is shown otherwise
     */
    void commit() throws IOException;

    /** Deletes what was not committed. */
    @Override
    void close() throws IOException;
}
