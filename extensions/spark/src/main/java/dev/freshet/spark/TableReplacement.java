package dev.freshet.spark;

import java.io.Closeable;
import java.io.IOException;

/** A new table that replaces the old one as a whole. Used by one thread at a time. */
interface TableReplacement extends Closeable {
    /** Returns the location to which Spark writes the new files. It does not exist yet. */
    String uri();

    /**
     * Completes the new table without showing it.
     *
     * @param isOneFile whether the only file with rows becomes the table
     * @throws IOException if the table cannot be completed; then it must not be committed
     */
    void stage(boolean isOneFile) throws IOException;

    /**
     * Shows the new table in place of the old one.
     *
     * @throws IOException if it is not certain that the new table is shown
     */
    void commit() throws IOException;

    /** Deletes what was not committed. */
    @Override
    void close() throws IOException;
}
