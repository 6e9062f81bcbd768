package dev.freshet.runtime.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rows of the lines of a CSV file, and knows at which line and column of the file each cell begins. */
final class CsvLines extends AbstractBaseCsvCallbackHandler<CsvLines.Row> {
    /**
     * What a line gives.
     *
     * @param value null for the header and for blank lines
     */
    record Row(@Nullable Object value) {}

    private static final Row NONE = new Row(null);

    private final Rows rows;
    private final char quote;
    private final boolean firstNames;
    private final List<@Nullable String> cells = new ArrayList<>();
    private int width = -1;
    private int[] lines = new int[16];
    private int[] columns = new int[16];
    private int line = 1;
    private int column = 1;

    CsvLines(Rows rows, CsvFormat.Dialect dialect) {
        this.rows = rows;
        this.quote = dialect.quote();
        this.firstNames = dialect.hasHeader() && rows.hasNames();
    }

    /** Whether no line has been read. */
    boolean isEmpty() {
        return width < 0;
    }

    /** The line of the file that was reached. */
    int line() {
        return line;
    }

    /** The line of the file in which the row that was read last begins. */
    long firstLine() {
        return getStartingLineNumber();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        cells.clear();
        line = (int) startingLineNumber;
        column = 1;
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index == lines.length) {
            lines = Arrays.copyOf(lines, 2 * index);
            columns = Arrays.copyOf(columns, 2 * index);
        }
        lines[index] = line;
        columns[index] = column;
        if (quoted) {
            pass(buffer, offset, length);
        } else {
            column += length + 1;
        }
        cells.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
    }

    /** Moves behind a quoted cell: quotes in it are doubled in the file, and it may go over several lines. */
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

    @Override
    protected Row buildRecord() {
        if (width < 0) {
            boolean isNames = learn();
            if (isNames) {
                return NONE;
            }
        }
        if (cells.isEmpty()) {
            if (width > 1 || !rows.mayBeBlank()) {
                return NONE;
            }
            cells.add(null);
        }
        if (cells.size() != width) {
            String columnCount = width == 1 ? "there is 1 column" : "there are " + width + " columns";
            throw new MalformedContent(
                    ":" + getStartingLineNumber(),
                    "the line has " + cells.size() + (cells.size() == 1 ? " cell" : " cells") + ", but " + columnCount);
        }
        return new Row(read());
    }

    /** Learns the columns from the first line; true if it holds only their names. */
    private boolean learn() {
        width = Math.max(1, cells.size());
        if (!firstNames) {
            rows.width(width);
            return false;
        }
        List<String> names = new ArrayList<>();
        cells.forEach(name -> names.add(name == null ? "" : name));
        rows.header(names);
        return true;
    }

    private Object read() {
        try {
            return rows.read(cells);
        } catch (Rows.BadCell e) {
            throw new MalformedContent(":" + lines[e.index()] + ":" + columns[e.index()], reason(e));
        } catch (MalformedContent e) {
            throw new MalformedContent(":" + getStartingLineNumber(), e.problem(), e.getCause());
        }
    }

    private static String reason(Rows.BadCell e) {
        return String.valueOf(e.getMessage());
    }
}
