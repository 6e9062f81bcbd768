package dev.freshet.runtime.dataset;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables as comma-separated values (RFC 4180). */
final class CsvFormat implements FileCodec {
    /**
     * How a table is written.
     *
     * @param hasHeader whether the first line names the columns; without, they are known by their order
     */
    record Dialect(char delimiter, char quote, boolean hasHeader, Charset encoding) {}

    /** Characters in one cell; the reader's own limit of 16 million would refuse what the writer writes. */
    private static final int MOST_CHARACTERS = 1 << 29;

    private final Dialect dialect;
    private final Supplier<Rows> rows;
    private final boolean lossless;

    CsvFormat(Dialect dialect, Supplier<Rows> rows, boolean lossless) {
        this.dialect = dialect;
        this.rows = rows;
        this.lossless = lossless;
    }

    @Override
    public boolean isLossless() {
        return lossless;
    }

    @Override
    public Charset encoding() {
        return dialect.encoding();
    }

    @Override
    public Object read(InputStream in) throws IOException {
        CsvLines lines = new CsvLines(rows.get(), dialect);
        List<Object> values = new ArrayList<>();
        try (CsvReader<CsvLines.Row> reader = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(MOST_CHARACTERS)
                .build(lines, Texts.reader(in, dialect.encoding()))) {
            for (CsvLines.Row row : reader) {
                if (row.value() != null) {
                    values.add(row.value());
                }
            }
        } catch (CsvParseException e) {
            throw malformed(e, lines);
        }
        if (lines.isEmpty() && dialect.hasHeader() && rows.get().hasNames()) {
            throw new MalformedContent(
                    "", "the file is empty; a header line with the names of the columns is expected");
        }
        return values;
    }

    /** The reader wraps what the rows throw. */
    private static RuntimeException malformed(CsvParseException e, CsvLines lines) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedContent malformed) {
                return malformed;
            }
        }
        return new MalformedContent(":" + lines.line(), "not CSV: " + MalformedContent.reason(e), e);
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        Rows source = rows.get();
        Iterable<?> all = (Iterable<?>) value;
        Writer text = Texts.writer(out, dialect.encoding());
        CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        List<String> columns = source.columns(all.iterator());
        if (dialect.hasHeader() && source.hasNames()) {
            writer.writeRecord(columns);
        }
        int number = 0;
        for (Object row : all) {
            number++;
            writer.writeRecord(cells(source, row, number));
        }
        writer.flush();
    }

    private static List<@Nullable String> cells(Rows source, @Nullable Object row, int number) {
        if (row == null) {
            throw new MalformedContent("", "row " + number + " is null");
        }
        try {
            return source.write(row);
        } catch (MalformedContent e) {
            throw new MalformedContent("", "row " + number + ": " + e.problem(), e.getCause());
        }
    }
}
