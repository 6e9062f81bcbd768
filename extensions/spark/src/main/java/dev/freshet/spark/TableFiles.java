package dev.freshet.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The files of a table in one kind of file system. Implementations are thread-safe. */
interface TableFiles {
    /**
     * Returns the files with rows, sorted by path; empty if there is no table.
     *
     * @throws IOException if the file system cannot be read
     */
    Optional<List<TableFile>> list() throws IOException;

    /**
     * Returns whether there is a table.
     *
     * @throws IOException if the file system cannot be read
     */
    boolean exists() throws IOException;

    /**
     * Returns a digest of the content of a file, with the name of its algorithm.
     *
     * @throws IOException if the file cannot be read
     */
    String digest(TableFile file) throws IOException;

    /** Returns the location from which Spark reads the current rows of the table. */
    default String readable(String uri) throws IOException {
        return uri;
    }

    /**
     * Starts to replace the table.
     *
     * @throws IOException if nothing can be written
     */
    TableReplacement replace() throws IOException;
}
