package dev.freshet.avro;

import dev.freshet.dataset.FileSource;
import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.RecordCodec;
import dev.freshet.dataset.RecordReader;
import dev.freshet.dataset.RecordWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Reads and writes records as Avro object container files. */
final class AvroCodec implements RecordCodec {

    private final JavaType.Row row;
    private final Schema schema;
    private final BlockCodec codec;

    /** @throws IllegalArgumentException if an Avro file cannot hold the record */
    AvroCodec(Type record, BlockCodec codec) {
        this.row = JavaType.of(record);
        this.schema = Schemas.of(row);
        this.codec = codec;
    }

    @Override
    public boolean isLossless() {
        return isExact(row, new HashSet<>());
    }

    /**
     * Returns whether a type survives a save and a load: maps can come back in a different order, and an array equals
     * only itself.
     */
    private static boolean isExact(JavaType type, Set<JavaType.Row> open) {
        if (type instanceof JavaType.Row row) {
            return !open.add(row) || row.parts().stream().allMatch(part -> isExact(part, open));
        }
        if (type instanceof JavaType.Many many) {
            return isExact(many.element(), open);
        }
        if (type instanceof JavaType.Maybe maybe) {
            return isExact(maybe.value(), open);
        }
        return !(type instanceof JavaType.ByText)
                && !(type instanceof JavaType.Single single && single.type() == byte[].class);
    }

    @Override
    public RecordReader reader(FileSource source) throws IOException {
        InputStream content = source.stream();
        Container container = reading(() -> new Container(content));
        FromAvro from = FromAvro.record(row, container.schema());
        return new RecordReader() {
            private long number;

            @Override
            public @Nullable Object read() throws IOException {
                number++;
                GenericRecord next = reading(container::next);
                try {
                    return next == null ? null : from.read(next);
                } catch (MalformedContent e) {
                    throw new MalformedContent("", "record " + number + ": " + e.getMessage(), e.getCause());
                }
            }
        };
    }

    /**
     * Returns the schema of a file.
     *
     * @throws MalformedContent if the file is damaged
     */
    static Schema schema(InputStream content) throws IOException {
        return reading(() -> new Container(content)).schema();
    }

    /** An operation that can fail because of a file's content. */
    private interface Reading<T extends @Nullable Object> {
        T run() throws IOException;
    }

    private static <T extends @Nullable Object> T reading(Reading<T> reading) throws IOException {
        try {
            return reading.run();
        } catch (MalformedContent e) {
            throw e;
        } catch (EOFException e) {
            throw new MalformedContent("", "the end of the file is missing", e);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedContent("", "the file is damaged", e);
        }
    }

    @Override
    public RecordWriter writer(OutputStream out) throws IOException {
        DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema));
        writer.setCodec(new CodecOfFile(codec));
        writer.create(schema, out, sync());
        return new RecordWriter() {
            @Override
            public void write(Object record) throws IOException {
                writer.append(ToAvro.record(row, record, schema));
            }

            @Override
            public void finish() throws IOException {
                writer.flush();
            }
        };
    }

    /** Returns the marker between blocks, derived from the schema, because Avro's own marker is random. */
    private byte[] sync() {
        byte[] name = schema.getFullName().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Container.MARKER)
                .putLong(SchemaNormalization.parsingFingerprint64(schema))
                .putLong(new BigInteger(1, name)
                        .mod(BigInteger.valueOf(Long.MAX_VALUE))
                        .longValue())
                .array();
    }
}
