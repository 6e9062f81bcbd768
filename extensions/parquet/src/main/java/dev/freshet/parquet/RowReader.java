package dev.freshet.parquet;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordReader;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a file, one row group after the other. Only the columns that the record has are read. */
final class RowReader implements RecordReader {
    private final ParquetFileReader file;
    private final MessageColumnIO columns;
    private final Rows rows;
    private org.apache.parquet.io.@Nullable RecordReader<Object> group;
    private long left;
    private long number;

    private RowReader(ParquetFileReader file, JavaType.Row row, List<String> names) {
        this.file = file;
        MessageType schema = file.getFooter().getFileMetaData().getSchema();
        MessageType wanted = wanted(schema, Binder.places(names, schema, ""));
        rows = new Rows(row, names, wanted);
        file.setRequestedSchema(wanted);
        columns = new ColumnIOFactory().getColumnIO(wanted, schema, true);
    }

    /**
     * Opens a file.
     *
     * @param names the names of the columns, in the order of the components
     * @throws MalformedContent if the file is damaged, or a column is missing or does not fit
     */
    static RowReader open(Path path, JavaType.Row row, List<String> names) throws IOException {
        long count = Footer.rows(path);
        return reading("", () -> {
            ParquetFileReader file = library(path);
            try {
                Footer.requireCounts(file, count);
                return new RowReader(file, row, names);
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        });
    }

    /**
     * Returns the columns of a file.
     *
     * @throws MalformedContent if the file is damaged
     */
    static MessageType schema(Path path) throws IOException {
        Footer.rows(path);
        return reading("", () -> {
            try (ParquetFileReader file = library(path)) {
                return file.getFooter().getFileMetaData().getSchema();
            }
        });
    }

    private static ParquetFileReader library(Path path) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs())
                .usePageChecksumVerification(true)
                .build();
        return ParquetFileReader.open(new LocalInputFile(path), options);
    }

    private static MessageType wanted(MessageType schema, int[] places) {
        List<Type> fields =
                Arrays.stream(places).sorted().mapToObj(schema::getType).toList();
        return new MessageType(schema.getName(), fields);
    }

    @Override
    public @Nullable Object read() throws IOException {
        number++;
        return reading("row " + number + ": ", this::next);
    }

    private @Nullable Object next() throws IOException {
        while (left == 0) {
            PageReadStore pages = file.readNextRowGroup();
            if (pages == null) {
                return null;
            }
            left = pages.getRowCount();
            group = columns.getRecordReader(pages, rows);
        }
        left--;
        return group == null ? null : group.read();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** An operation that can fail because of a file's content. */
    private interface Reading<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /** Calls the library, which throws whatever its parsers throw. */
    private static <T extends @Nullable Object> T reading(String place, Reading<T> reading) throws IOException {
        try {
            return reading.run();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedContent("", problem(place, e), e);
        }
    }

    private static String problem(String place, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableFile) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof MalformedContent known) {
                return place + known.problem();
            }
        }
        return "the file is damaged";
    }

    /** Takes the records from the converters. */
    private static final class Rows extends RecordMaterializer<Object> {
        private final GroupConverter root;
        private @Nullable Object record;

        Rows(JavaType.Row row, List<String> names, MessageType schema) {
            root = Binder.rows(row, names, schema, made -> record = made);
        }

        @Override
        public @Nullable Object getCurrentRecord() {
            return record;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }
    }
}
