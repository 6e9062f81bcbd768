package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts between the rows of a table and Java values. An empty cell is null, and a quoted empty cell is an empty
 * text.
 */
public interface Rows {
    /** Thrown for a malformed cell. */
    final class BadCell extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadCell(String problem) {
            super(problem, null, false, false);
        }
    }

    /** Returns whether the first line can name the columns. If not, each line is a row. */
    default boolean hasNames() {
        return true;
    }

    /**
     * Sets the columns by their names.
     *
     * @throws MalformedContent if a column is missing or ambiguous
     */
    void header(List<String> names);

    /**
     * Sets the number of columns, which have no names.
     *
     * @throws MalformedContent if rows need a different number of columns
     */
    void width(int columns);

    /**
     * Reads a cell of the next row. The cells of a row come in order.
     *
     * @param quoted whether the cell is in quotes; an empty cell without quotes is null
     * @throws BadCell if the cell is malformed
     */
    void cell(int index, char[] buffer, int offset, int length, boolean quoted);

    /**
     * Returns the value of the cells that were read, one for each column.
     *
     * @throws MalformedContent if the cells together are not a legal row
     */
    Object row();

    /** Returns the text of a cell; null for an empty cell without quotes. */
    static @Nullable String text(char[] buffer, int offset, int length, boolean quoted) {
        return length == 0 && !quoted ? null : new String(buffer, offset, length);
    }

    /** Returns whether a row of one cell can be null, and thus a blank line. */
    default boolean mayBeBlank() {
        return true;
    }

    /**
     * Returns the names of the columns to write.
     *
     * @param first the first row, which provides the names if they are not known otherwise; null if there are no rows
     */
    List<String> columns(@Nullable Object first);

    /**
     * Writes the cells of a row in the order of the columns.
     *
     * @throws MalformedContent if the row has different columns, or a value that cannot be written
     */
    void write(Object row, CellOutput out);

    /** Receives the cells of a row. */
    interface CellOutput {
        /** Writes the next cell, a text. */
        void cell(@Nullable String text);

        /** Writes the next cell, a whole number. */
        void whole(long number);

        /** Writes the next cell, a number. */
        void number(double number);

        /** Writes the next cell, a date such as 2026-01-31. */
        void date(LocalDate date);
    }
}
