package dev.freshet.parquet;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;

/**
 * Reads and writes records as Parquet files. It holds the columns of one row group in memory.
 *
 * @param names the names of the columns, in the order of the components
 * @param unit the unit of dates with times
 * @param rowGroupSize the bytes of a row group
 */
record ParquetCodec(
        JavaType.Row row, List<String> names, CompressionCodecName compression, TimeUnit unit, long rowGroupSize)
        implements RecordCodec {
    @Override
    public boolean isLossless() {
        return row.isExact();
    }

    @Override
    public RecordReader reader(FileSource source) throws IOException {
        Path file = source.file();
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        return RowReader.open(file, row, names);
    }

    @Override
    public RecordWriter writer(OutputStream out) throws IOException {
        ParquetWriter<Object> writer = new RowWriter(out, new ToParquet(row, names, unit))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(compression)
                .withCodecFactory(new Codecs())
                .withRowGroupSize(rowGroupSize)
                .build();
        return new RecordWriter() {
            @Override
            public void write(Object record) throws IOException {
                writer.write(record);
            }

            @Override
            public void finish() throws IOException {
                writer.close();
                out.flush();
            }
        };
    }
}
