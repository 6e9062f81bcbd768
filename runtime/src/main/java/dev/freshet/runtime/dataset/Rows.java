package dev.freshet.runtime.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows of a table become Java values and back. Empty cells are null, quoted empty cells are empty texts. */
interface Rows {
    /** A cell that cannot be read, told by its index. */
    final class BadCell extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int index;

        BadCell(int index, String problem) {
            super(problem, null, false, false);
            this.index = index;
        }

        int index() {
            return index;
        }
    }

    /** Whether the first line may name the columns; if not, each line is a row. */
    default boolean hasNames() {
        return true;
    }

    /**
     * Learns where the columns are by their names.
     *
     * @throws MalformedContent if a column is missing or there twice
     */
    void header(List<String> names);

    /**
     * Learns how many columns there are, without names.
     *
     * @throws MalformedContent if rows need another number
     */
    void width(int columns);

    /**
     * The value of a row with as many cells as there are columns.
     *
     * @throws BadCell if one of them is not what it should be
     * @throws MalformedContent if the cells are, but not together
     */
    Object read(List<@Nullable String> cells);

    /** Whether a row of one cell may be null, and so be a blank line. */
    default boolean mayBeBlank() {
        return true;
    }

    /**
     * The names of the columns to write.
     *
     * @param first the first row, where they are taken from if they are not known otherwise; null if there is none
     */
    List<String> columns(@Nullable Object first);

    /**
     * The cells of a row in the order of the columns.
     *
     * @throws MalformedContent if the row has other columns, or a value that cannot be written
     */
    List<@Nullable String> write(Object row);
}
