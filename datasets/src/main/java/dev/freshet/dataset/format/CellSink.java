package dev.freshet.dataset.format;

import org.jspecify.annotations.Nullable;

/** Receives the cells of a file, line by line. */
interface CellSink {
    /** Starts a row, at a line of the file. */
    void begin(long line);

    /**
     * Adds a cell. A blank line has none.
     *
     * @param line the line at which the cell begins
     * @param column the column at which the cell begins
     */
    void cell(char[] buffer, int offset, int length, boolean quoted, int line, int column);

    /** Notes that the row is malformed. */
    void broken(int line, int column, String problem);

    /** Ends the row; returns its value, or null if it has none. */
    @Nullable
    Object end();
}
