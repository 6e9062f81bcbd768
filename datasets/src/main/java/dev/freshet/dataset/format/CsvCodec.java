package dev.freshet.dataset.format;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables as comma-separated values (RFC 4180). */
public final class CsvCodec implements RecordCodec {
    /**
     * How a table is written.
     *
     * @param hasHeader whether the first line names the columns; without, they are known by their order
     */
    public record Dialect(char delimiter, char quote, boolean hasHeader, Charset encoding) {}

    /** Characters in one cell; the reader's own limit of 16 million would refuse what the writer writes. */
    private static final int MOST_CHARACTERS = 1 << 29;

    private final Dialect dialect;
    private final Supplier<Rows> rows;
    private final boolean lossless;

    public CsvCodec(Dialect dialect, Supplier<Rows> rows, boolean lossless) {
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
    public RecordReader reader(FileSource source) throws IOException {
        CsvLines lines = new CsvLines(rows.get(), dialect);
        CsvReader<Object> reader = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter(dialect.quote())
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(MOST_CHARACTERS)
                .build(lines, Texts.reader(source.stream(), dialect.encoding()));
        return new Reader(lines, reader);
    }

    /** Reads the lines behind the header. */
    private final class Reader implements RecordReader {
        private final CsvLines lines;
        private final Iterator<Object> all;

        Reader(CsvLines lines, CsvReader<Object> reader) {
            this.lines = lines;
            all = reader.iterator();
        }

        @Override
        public @Nullable Object read() {
            try {
                if (all.hasNext()) {
                    return all.next();
                }
            } catch (CsvParseException e) {
                throw malformed(e, lines);
            }
            if (lines.isEmpty() && dialect.hasHeader() && rows.get().hasNames()) {
                throw new MalformedContent(
                        "", "the file is empty; a header line with the names of the columns is expected");
            }
            return null;
        }

        @Override
        public String place() {
            return ":" + lines.firstLine();
        }
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
    public RecordWriter writer(OutputStream out) {
        Rows target = rows.get();
        CsvOutput lines = new CsvOutput(out, dialect);
        return new RecordWriter() {
            private boolean begun;

            @Override
            public void write(Object record) throws IOException {
                begin(record);
                try {
                    target.write(record, lines);
                } catch (RuntimeException e) {
                    lines.undo();
                    throw e;
                }
                lines.end();
            }

            private void begin(@Nullable Object first) throws IOException {
                if (!begun) {
                    begun = true;
                    List<String> columns = target.columns(first);
                    if (dialect.hasHeader() && target.hasNames()) {
                        columns.forEach(lines::cell);
                        lines.end();
                    }
                }
            }

            @Override
            public void finish() throws IOException {
                begin(null);
                lines.flush();
            }
        };
    }
}
