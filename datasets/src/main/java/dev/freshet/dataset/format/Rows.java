package dev.freshet.dataset.format;

import dev.freshet.dataset.MalformedContent;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows of a table become Java values and back. Empty cells are null, quoted empty cells are empty texts. */
public interface Rows {
    /** A cell that cannot be read, with the part of the row that is made of it. */
    final class BadCell extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int part;

        BadCell(int part, String problem) {
            super(problem, null, false, false);
            this.part = part;
        }

        int part() {
            return part;
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
     * Reads a cell of the next row. The cells of a row come in order.
     *
     * @param quoted whether it is in quotes; if not, and it has no characters, it is null
     * @throws BadCell if it is not what it should be
     */
    void cell(int index, char[] buffer, int offset, int length, boolean quoted);

    /**
     * The value of the cells that were read, which are as many as there are columns.
     *
     * @throws MalformedContent if they are not what they should be together
     */
    Object row();

    /** The text of a cell. */
    static @Nullable String text(char[] buffer, int offset, int length, boolean quoted) {
        return length == 0 && !quoted ? null : new String(buffer, offset, length);
    }

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
     * Writes the cells of a row in the order of the columns.
     *
     * @throws MalformedContent if the row has other columns, or a value that cannot be written
     */
    void write(Object row, CellOutput out);

    /** Takes the cells of a row. */
    interface CellOutput {
        /** The next cell is a text. */
        void cell(@Nullable String text);

        /** The next cell is a whole number. */
        void whole(long number);

        /** The next cell is a number. */
        void number(double number);

        /** The next cell is a date, such as 2026-01-31. */
        void date(LocalDate date);
    }
}
