package dev.freshet.runtime.dataset;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables as comma-separated values (RFC 4180). */
final class CsvFormat implements FileDataset.Format {
    /**
     * @param hasHeader whether the first line names the columns; without, columns are named {@code 1}, {@code 2}, ...
     */
    record Dialect(char delimiter, char quote, boolean hasHeader, Charset encoding) {}

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Dialect dialect;
    private final Supplier<Rows> rows;

    CsvFormat(Dialect dialect, Supplier<Rows> rows) {
        this.dialect = dialect;
        this.rows = rows;
    }

    /** The cells of a line; those that are empty and not quoted are null. */
    private record Line(long number, List<@Nullable String> cells) {}

    private static final class LineHandler extends AbstractBaseCsvCallbackHandler<Line> {
        private List<@Nullable String> cells = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = new ArrayList<>(cells.size());
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            cells.add(length == 0 && !quoted ? null : new String(buffer, offset, length));
        }

        @Override
        protected Line buildRecord() {
            return new Line(getStartingLineNumber(), cells);
        }
    }

    @Override
    public Object read(InputStream in) throws IOException {
        Reader reader = withoutMark(new InputStreamReader(in, dialect.encoding().newDecoder()));
        Rows target = rows.get();
        List<Object> values = new ArrayList<>();
        int width = -1;
        long line = 1;
        try (CsvReader<Line> lines = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .skipEmptyLines(false)
                .build(new LineHandler(), reader)) {
            for (Line next : lines) {
                line = next.number();
                List<@Nullable String> cells = next.cells();
                if (width < 0) {
                    width = Math.max(1, cells.size());
                    target.header(names(cells));
                    if (dialect.hasHeader()) {
                        continue;
                    }
                }
                if (cells.isEmpty()) {
                    if (width > 1) {
                        continue;
                    }
                    cells.add(null);
                }
                values.add(row(target, next, width));
            }
        } catch (CsvParseException e) {
            throw new MalformedContent(":" + line, "not CSV: " + e.getMessage());
        }
        if (width < 0 && dialect.hasHeader()) {
            throw new MalformedContent("", "the file is empty; a line with the names of the columns is expected");
        }
        return values;
    }

    private static Object row(Rows target, Line line, int width) {
        String place = ":" + line.number();
        if (line.cells().size() != width) {
            throw new MalformedContent(
                    place, "the line has " + line.cells().size() + " cells, but there are " + width + " columns");
        }
        try {
            return target.read(line.cells());
        } catch (MalformedContent e) {
            throw new MalformedContent(place, e.problem());
        }
    }

    private List<String> names(List<@Nullable String> cells) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String name = cells.get(i);
            names.add(dialect.hasHeader() ? (name == null ? "" : name) : String.valueOf(i + 1));
        }
        return names;
    }

    private static Reader withoutMark(Reader reader) throws IOException {
        PushbackReader pushback = new PushbackReader(reader, 1);
        int first = pushback.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            pushback.unread(first);
        }
        return pushback;
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Rows source = rows.get();
        Iterable<?> all = (Iterable<?>) value;
        Writer text = new BufferedWriter(
                new OutputStreamWriter(out, dialect.encoding().newEncoder()));
        CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        List<String> columns = source.columns(all.iterator());
        if (columns != null && dialect.hasHeader()) {
            writer.writeRecord(columns);
        }
        for (Object row : all) {
            if (row == null) {
                throw new MalformedContent("", "a row is null");
            }
            writer.writeRecord(source.write(row));
        }
        writer.flush();
    }
}
