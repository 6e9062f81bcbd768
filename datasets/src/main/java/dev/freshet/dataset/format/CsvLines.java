package dev.freshet.dataset.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.freshet.dataset.MalformedContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the lines of a CSV file to rows, and tracks the line and column at which each cell begins. */
final class CsvLines extends AbstractBaseCsvCallbackHandler<Object> {
    /** A cell of the first line, which is read before the columns are known. */
    private record FirstCell(@Nullable String text, int line, int column) {}

    private static final char[] NOTHING = {};

    private final Rows rows;
    private final char quote;
    private final boolean firstNames;
    private final List<FirstCell> first = new ArrayList<>();
    private Rows.@Nullable BadCell bad;
    private String badPlace = "";
    private int width = -1;
    private int count;
    private int line = 1;
    private int column = 1;

    CsvLines(Rows rows, CsvCodec.Dialect dialect) {
        this.rows = rows;
        this.quote = dialect.quote();
        this.firstNames = dialect.hasHeader() && rows.hasNames();
    }

    /** Returns whether no line has been read. */
    boolean isEmpty() {
        return width < 0;
    }

    /** Returns the current line of the file. */
    int line() {
        return line;
    }

    /** Returns the line of the file in which the last row begins. */
    long firstLine() {
        return getStartingLineNumber();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = (int) startingLineNumber;
        column = 1;
        count = 0;
        bad = null;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        count = index + 1;
        if (width < 0) {
            String text = length == 0 && !quoted ? null : new String(buffer, offset, length);
            first.add(new FirstCell(text, line, column));
        } else if (index < width) {
            read(index, buffer, offset, length, quoted);
        }
        if (quoted) {
            pass(buffer, offset, length);
        } else {
            column += length + 1;
        }
    }

    /**
     * Reads a cell. If a row has several malformed cells, the first one in the order of the row's components is
     * reported; if the number of cells is wrong, none is.
     */
    private void read(int index, char[] buffer, int offset, int length, boolean quoted) {
        try {
            rows.cell(index, buffer, offset, length, quoted);
        } catch (Rows.BadCell e) {
            if (bad == null || e.part() < bad.part()) {
                bad = e;
                badPlace = ":" + line + ":" + column;
            }
        }
    }

    /** Moves past a quoted cell. The file doubles the quotes in it, and the cell can span several lines. */
    private void pass(char[] buffer, int offset, int length) {
        column++;
        for (int i = offset; i < offset + length; i++) {
            char c = buffer[i];
            boolean breaks = c == '\n' || (c == '\r' && (i + 1 == offset + length || buffer[i + 1] != '\n'));
            line += breaks ? 1 : 0;
            column = breaks ? 1 : column + (c == quote ? 2 : 1);
        }
        column += 2;
    }

    /** Returns the row; null for the column names and for blank lines, which the reader skips. */
    @Override
    @SuppressWarnings("NullAway") // the reader takes null, but its annotations do not say so
    protected @Nullable Object buildRecord() {
        if (width < 0 && learn()) {
            return null;
        }
        if (count == 0) {
            if (width > 1 || !rows.mayBeBlank()) {
                return null;
            }
            handleField(0, NOTHING, 0, 0, false);
        }
        if (count != width) {
            String columnCount = width == 1 ? "there is 1 column" : "there are " + width + " columns";
            throw new MalformedContent(
                    ":" + getStartingLineNumber(),
                    "the line has " + count + (count == 1 ? " cell" : " cells") + ", but " + columnCount);
        }
        return row();
    }

    /** Determines the columns from the first line; returns true if the line holds only their names. */
    private boolean learn() {
        width = Math.max(1, count);
        if (firstNames) {
            rows.header(first.stream()
                    .map(cell -> cell.text() == null ? "" : cell.text())
                    .toList());
            return true;
        }
        rows.width(width);
        for (int i = 0; i < first.size(); i++) {
            FirstCell cell = first.get(i);
            line = cell.line();
            column = cell.column();
            char[] text = cell.text() == null ? NOTHING : cell.text().toCharArray();
            read(i, text, 0, text.length, cell.text() != null);
        }
        return false;
    }

    private Object row() {
        if (bad != null) {
            throw new MalformedContent(badPlace, String.valueOf(bad.getMessage()));
        }
        try {
            return rows.row();
        } catch (MalformedContent e) {
            throw new MalformedContent(":" + getStartingLineNumber(), e.problem(), e.getCause());
        }
    }
}
