package dev.freshet.parquet;

import com.jerolba.carpet.CarpetParquetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.FieldMatchingStrategy;
import com.jerolba.carpet.TimeUnit;
import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.RoundingMode;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes records as Parquet files. It holds the columns of one row group in memory.
 *
 * @param <T> the record
 */
final class ParquetCodec<T> implements RecordCodec {
    private static final int DIGITS = 38;
    private static final int FRACTION_DIGITS = 18;

    private final Class<T> row;
    private final CompressionCodecName compression;
    private final long rowGroupSize;
    private final boolean lossless;

    ParquetCodec(Class<T> row, CompressionCodecName compression, long rowGroupSize, boolean lossless) {
        this.row = row;
        this.compression = compression;
        this.rowGroupSize = rowGroupSize;
        this.lossless = lossless;
    }

    @Override
    public boolean isLossless() {
        return lossless;
    }

    @Override
    public RecordReader reader(FileSource source) throws IOException {
        Path file = source.file();
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        Footer.check(file);
        ParquetReader<T> reader = Failures.reading(
                row,
                () -> CarpetParquetReader.builder(new LocalInputFile(file), row)
                        .failOnMissingColumn(true)
                        .failOnNullForPrimitives(true)
                        .failNarrowingPrimitiveConversion(true)
                        .fieldMatchingStrategy(FieldMatchingStrategy.BEST_EFFORT)
                        .withConf(new PlainParquetConfiguration())
                        .withCodecFactory(new Codecs())
                        .usePageChecksumVerification(true)
                        .build());
        return new RecordReader() {
            @Override
            public @Nullable Object read() throws IOException {
                return Failures.reading(row, reader::read);
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    @Override
    public RecordWriter writer(OutputStream out) throws IOException {
        CarpetWriter<T> writer = new CarpetWriter.Builder<>(new Unclosed(out), row)
                .withCompressionCodec(compression)
                .withCodecFactory(new Codecs())
                .withRowGroupSize(rowGroupSize)
                .withDefaultTimeUnit(TimeUnit.NANOS)
                .withDefaultDecimal(DIGITS, FRACTION_DIGITS)
                .withBigDecimalScaleAdjustment(RoundingMode.UNNECESSARY)
                .withConf(new PlainParquetConfiguration())
                .build();
        WellFormedTexts texts = new WellFormedTexts();
        return new RecordWriter() {
            @Override
            public void write(Object record) throws IOException {
                texts.check(record);
                try {
                    writer.write(row.cast(record));
                } catch (RuntimeException e) {
                    throw new MalformedContent("", Failures.unwritable(e), e);
                }
            }

            @Override
            public void finish() throws IOException {
                writer.close();
                out.flush();
            }
        };
    }

    /** Leaves the stream open; the caller closes it. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
