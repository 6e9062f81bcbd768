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
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tables as comma-separated values (RFC 4180). */
final class CsvCodec implements RecordCodec {
    /** Characters in one cell; the reader's own limit of 16 million would refuse what the writer writes. */
    private static final int MOST_CHARACTERS = 1 << 29;

    private final CsvDialect dialect;
    private final Supplier<Rows> rows;
    private final CsvFaults.Policy badRows;
    private final boolean lossless;

    CsvCodec(CsvDialect dialect, Supplier<Rows> rows, CsvFaults.Policy badRows, boolean lossless) {
        this.dialect = dialect;
        this.rows = rows;
        this.badRows = badRows;
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
        CsvFaults faults = new CsvFaults(badRows);
        CsvTable table = new CsvTable(rows.get(), dialect, faults);
        Reader text = Texts.reader(source.stream(), dialect.encoding());
        return new TableReader(table, faults, isQuick() ? quick(table, text) : thorough(table, text));
    }

    /** FastCSV cannot go on behind a malformed line. */
    private boolean isQuick() {
        return dialect.isPlain() && !badRows.skips();
    }

    /** The values of a file's lines, one after the other. */
    private interface Lines {
        /** Returns the next value; null at the end. */
        @Nullable
        Object next() throws IOException;
    }

    private Lines quick(CsvTable table, Reader text) {
        CsvLines lines = new CsvLines(table, dialect);
        Iterator<Object> all = CsvReader.builder()
                .fieldSeparator(dialect.delimiter())
                .quoteCharacter((char) dialect.quote())
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(MOST_CHARACTERS)
                .build(lines, text)
                .iterator();
        return () -> {
            try {
                return all.hasNext() ? all.next() : null;
            } catch (CsvParseException e) {
                throw malformed(e, lines);
            }
        };
    }

    private Lines thorough(CsvTable table, Reader text) {
        return new CsvScanner(text, dialect, table)::next;
    }

    /** Reads the lines behind the header. */
    private final class TableReader implements RecordReader {
        private final CsvTable table;
        private final CsvFaults faults;
        private final Lines lines;

        TableReader(CsvTable table, CsvFaults faults, Lines lines) {
            this.table = table;
            this.faults = faults;
            this.lines = lines;
        }

        @Override
        public @Nullable Object read() throws IOException {
            Object row;
            try {
                row = lines.next();
            } catch (MalformedContent e) {
                throw last(e);
            }
            if (faults.areFatal()) {
                throw all();
            }
            if (row == null
                    && table.isEmpty()
                    && dialect.hasHeader()
                    && rows.get().hasNames()) {
                throw new MalformedContent(
                        "", "the file is empty; a header line with the names of the columns is expected");
            }
            return row;
        }

        /** Reads the rest of the file for its mistakes, and returns all of them. */
        private MalformedContent all() throws IOException {
            try {
                Object row = lines.next();
                while (row != null) {
                    row = lines.next();
                }
                return faults.failure();
            } catch (MalformedContent e) {
                return last(e);
            } catch (UncheckedIOException | CharacterCodingException e) {
                return faults.failure();
            }
        }

        /** Returns the mistakes of earlier rows and one behind which nothing can be read. */
        private MalformedContent last(MalformedContent mistake) {
            if (!faults.areFatal()) {
                return mistake;
            }
            faults.add(List.of(mistake));
            return faults.failure();
        }

        @Override
        public String place() {
            return ":" + table.firstLine();
        }

        @Override
        public Optional<MalformedContent> skipped() {
            return faults.skipped();
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
        if (dialect.skippedLines() > 0) {
            throw new MalformedContent("", "a dataset with \"skip-lines\" can only be read");
        }
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
                    writeHeader(target, first, lines);
                }
            }

            @Override
            public void finish() throws IOException {
                begin(null);
                lines.flush();
            }
        };
    }

    private void writeHeader(Rows target, @Nullable Object first, CsvOutput lines) throws IOException {
        lines.begin(dialect.hasSeparatorLine());
        List<String> columns = target.columns(first);
        if (dialect.hasHeader() && target.hasNames()) {
            columns.forEach(lines::cell);
            lines.end();
        }
    }
}
