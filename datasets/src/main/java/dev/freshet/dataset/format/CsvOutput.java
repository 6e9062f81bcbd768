package dev.freshet.dataset.format;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as lines of cells. A cell is in quotes if it is an empty text or would otherwise be read as something
 * else. Numbers and dates are written without creating a {@code String}.
 */
final class CsvOutput implements Rows.CellOutput {
    /** The characters of numbers and dates. */
    private static final String PLAIN = "0123456789-.ENaInfity";
    /** The number of characters that are buffered before they are encoded. */
    private static final int BUFFER = 1 << 15;
    /** The encodings in which a character below 128 is the byte of the same value. */
    private static final Set<Charset> WITH_ASCII =
            Set.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final Writer writer;
    private final char delimiter;
    private final char quote;
    private final boolean isPlainSafe;
    private final boolean hasAscii;
    private StringBuilder text = new StringBuilder(2 * BUFFER);
    private int row;
    private boolean isInRow;
    private int all;

    CsvOutput(OutputStream out, CsvCodec.Dialect dialect) {
        this.out = out;
        writer = new OutputStreamWriter(out, dialect.encoding().newEncoder());
        delimiter = dialect.delimiter();
        quote = dialect.quote();
        isPlainSafe = PLAIN.indexOf(delimiter) < 0 && PLAIN.indexOf(quote) < 0;
        hasAscii = WITH_ASCII.contains(dialect.encoding()) && delimiter < 128 && quote < 128;
    }

    @Override
    public void cell(@Nullable String cell) {
        boolean isFirst = !isInRow;
        begin();
        if (cell == null) {
            return;
        }
        if (needsQuotes(cell, isFirst)) {
            quoted(cell);
        } else {
            text.append(cell);
        }
    }

    @Override
    public void whole(long number) {
        if (isPlainSafe) {
            begin();
            text.append(number);
        } else {
            cell(Long.toString(number));
        }
    }

    @Override
    public void number(double number) {
        if (isPlainSafe) {
            begin();
            text.append(number);
        } else {
            cell(Double.toString(number));
        }
    }

    @Override
    public void date(LocalDate date) {
        int year = date.getYear();
        if (!isPlainSafe || year < 1000 || year > 9999) {
            cell(date.toString());
            return;
        }
        begin();
        int month = date.getMonthValue();
        int day = date.getDayOfMonth();
        text.append(year).append(month < 10 ? "-0" : "-").append(month);
        text.append(day < 10 ? "-0" : "-").append(day);
    }

    private void begin() {
        if (isInRow) {
            text.append(delimiter);
        }
        isInRow = true;
    }

    /** Returns whether a cell needs quotes. Some readers take a leading number sign for a comment. */
    private boolean needsQuotes(String cell, boolean isFirst) {
        boolean needs = cell.isEmpty() || (isFirst && cell.charAt(0) == '#');
        int seen = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            seen |= c;
            needs |= c == delimiter || c == quote || c == '\n' || c == '\r';
        }
        all |= seen;
        return needs;
    }

    private void quoted(String cell) {
        text.append(quote);
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == quote) {
                text.append(quote);
            }
            text.append(c);
        }
        text.append(quote);
    }

    /** Ends the row. */
    void end() throws IOException {
        text.append('\n');
        isInRow = false;
        row = text.length();
        if (row >= BUFFER) {
            flush();
        }
    }

    /** Removes the cells of a row that failed. */
    void undo() {
        text.setLength(row);
        isInRow = false;
    }

    /** Writes all finished rows. */
    void flush() throws IOException {
        if (hasAscii && all < 128) {
            out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            text.setLength(0);
        } else {
            writer.append(text).flush();
            text = new StringBuilder(2 * BUFFER);
        }
        row = 0;
        all = 0;
        out.flush();
    }
}
