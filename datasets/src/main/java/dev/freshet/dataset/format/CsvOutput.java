package dev.freshet.dataset.format;

import dev.freshet.config.Excerpt;
import dev.freshet.dataset.MalformedContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.IntStream;
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
    private final CsvDialect dialect;
    private final char delimiter;
    private final int quote;
    private final String nullWord;
    private final boolean isPlain;
    private final boolean isPlainSafe;
    private final boolean hasAscii;
    private StringBuilder text = new StringBuilder(2 * BUFFER);
    private int row;
    private boolean isInRow;
    private int all;

    CsvOutput(OutputStream out, CsvDialect dialect) {
        this.out = out;
        this.dialect = dialect;
        writer = new OutputStreamWriter(out, dialect.encoding().newEncoder());
        delimiter = dialect.delimiter();
        quote = dialect.quote();
        nullWord = dialect.nulls().isEmpty() ? "" : dialect.nulls().get(0);
        isPlain = dialect.isPlain() && dialect.nulls().isEmpty();
        isPlainSafe = dialect.nulls().isEmpty()
                && IntStream.of(delimiter, quote, dialect.escape(), dialect.comment())
                        .allMatch(c -> PLAIN.indexOf(c) < 0);
        hasAscii = WITH_ASCII.contains(dialect.encoding()) && delimiter < 128 && quote < 128;
    }

    /** Starts the file. */
    void begin(boolean hasSeparatorLine) throws IOException {
        if (hasSeparatorLine) {
            text.append("sep=").append(delimiter);
            end();
        }
    }

    @Override
    public void cell(@Nullable String cell) {
        boolean isFirst = !isInRow;
        begin();
        if (cell == null) {
            text.append(nullWord);
        } else if (quote == CsvDialect.NONE) {
            unquoted(cell, isFirst);
        } else if (needsQuotes(cell, isFirst)) {
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
        return needs || (!isPlain && isSpecial(cell, isFirst));
    }

    /** Returns whether an option of the dialect gives a cell without quotes another meaning. */
    private boolean isSpecial(String cell, boolean isFirst) {
        return (isFirst && startsWith(cell, dialect.comment()))
                || cell.indexOf(dialect.escape()) >= 0
                || dialect.isTrimmed(cell.charAt(0))
                || dialect.isTrimmed(cell.charAt(cell.length() - 1))
                || dialect.nulls().contains(cell);
    }

    private static boolean startsWith(String cell, int c) {
        return !cell.isEmpty() && cell.charAt(0) == c;
    }

    /** Writes a cell of a dialect without quotes. */
    private void unquoted(String cell, boolean isFirst) {
        if (cell.isEmpty()) {
            throw new MalformedContent("", "an empty text cannot be written without quotes");
        }
        if (!hasLineBreakOrDelimiter(cell) && !isSpecial(cell, isFirst)) {
            note(cell);
            text.append(cell);
            return;
        }
        if (dialect.escape() == CsvDialect.NONE) {
            throw new MalformedContent(
                    "", Excerpt.quoted(cell) + " cannot be written without quotes or an escape character");
        }
        note(cell);
        escaped(cell, isFirst);
    }

    private boolean hasLineBreakOrDelimiter(String cell) {
        return cell.indexOf(delimiter) >= 0 || cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
    }

    private void note(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            all |= cell.charAt(i);
        }
    }

    private void escaped(String cell, boolean isFirst) {
        int from = text.length();
        boolean isWord = dialect.nulls().contains(cell);
        int last = cell.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = cell.charAt(i);
            boolean isEdge = (i == 0 || i == last) && dialect.isTrimmed(c);
            boolean isStart = i == 0 && (isWord || (isFirst && c == dialect.comment()));
            boolean breaks = c == '\n' || c == '\r';
            if (breaks && dialect.escape() == '\\') {
                text.append(c == '\n' ? "\\n" : "\\r");
            } else if (breaks || isEdge || isStart || c == delimiter || c == dialect.escape()) {
                refuseUnless(dialect.unescaped(c) == c, cell);
                text.append((char) dialect.escape()).append(c);
            } else {
                text.append(c);
            }
        }
        refuseUnless(!dialect.nulls().contains(text.substring(from)), cell);
    }

    private static void refuseUnless(boolean isReadable, String cell) {
        if (!isReadable) {
            throw new MalformedContent("", Excerpt.quoted(cell) + " would be read as something else");
        }
    }

    private void quoted(String cell) {
        int escape = dialect.escape();
        text.append((char) quote);
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == escape) {
                text.append(c);
            } else if (c == quote) {
                text.append((char) (escape == CsvDialect.NONE ? quote : escape));
            }
            text.append(c);
        }
        text.append((char) quote);
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
