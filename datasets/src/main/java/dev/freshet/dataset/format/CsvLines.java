package dev.freshet.dataset.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import org.jspecify.annotations.Nullable;

/** Passes the cells that FastCSV finds on, with the line and column at which each of them begins. */
final class CsvLines extends AbstractBaseCsvCallbackHandler<Object> {
    private final CsvTable table;
    private final int quote;
    private int line = 1;
    private int column = 1;

    CsvLines(CsvTable table, CsvDialect dialect) {
        this.table = table;
        this.quote = dialect.quote();
    }

    /** Returns the current line of the file. */
    int line() {
        return line;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = (int) startingLineNumber;
        column = 1;
        table.begin(startingLineNumber);
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        table.cell(buffer, offset, length, quoted, line, column);
        if (quoted) {
            pass(buffer, offset, length);
        } else {
            column += length + 1;
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

    /** Returns the row; null for lines that are no rows, which the reader skips. */
    @Override
    @SuppressWarnings("NullAway") // the reader takes null, but its annotations do not say so
    protected @Nullable Object buildRecord() {
        return table.end();
    }
}
