package dev.freshet.avro;

import dev.freshet.dataset.MalformedContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of an object container file. Avro's own reader takes a file that is cut between two blocks for a
 * shorter one, and does not notice if a block holds more than its records.
 */
final class Container {
    static final int MARKER = 16;
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};

    /** The limit on bytes of a compressed block. Writers make blocks of a few kilobytes or megabytes. */
    private static final int LONGEST_BLOCK = 1 << 30;

    private final InputStream in;
    private final BinaryDecoder outside;
    private final Schema schema;
    private final BlockCodec codec;
    private final byte[] marker = new byte[MARKER];
    private final GenericDatumReader<GenericRecord> records;
    private @Nullable BinaryDecoder block;
    private long left;

    /**
     * Reads the header.
     *
     * @throws MalformedContent if the file has no Avro header, or is compressed in an unknown way
     * @throws EOFException if the end of the header is missing
     */
    Container(InputStream in) throws IOException {
        this.in = in;
        byte[] begin = in.readNBytes(MAGIC.length);
        if (begin.length == 0) {
            throw new MalformedContent("", "the file is empty; an Avro file is expected");
        }
        if (!Arrays.equals(begin, MAGIC)) {
            throw new MalformedContent("", "the file is not an Avro file");
        }
        outside = DecoderFactory.get().directBinaryDecoder(in, null);
        Map<String, byte[]> header = header();
        outside.readFixed(marker);
        codec = BlockCodec.of(text(header.getOrDefault("avro.codec", "null".getBytes(StandardCharsets.UTF_8))));
        byte[] json = header.get("avro.schema");
        if (json == null) {
            throw new MalformedContent("", "the file is damaged: it has no schema");
        }
        schema = schema(text(json));
        records = new GenericDatumReader<>(schema);
    }

    private static Schema schema(String json) {
        try {
            return new Schema.Parser().parse(json);
        } catch (AvroRuntimeException e) {
            throw new MalformedContent("", "the file is damaged: its schema cannot be read", e);
        }
    }

    private Map<String, byte[]> header() throws IOException {
        Map<String, byte[]> header = new HashMap<>();
        for (long entries = outside.readMapStart(); entries > 0; entries = outside.mapNext()) {
            for (long i = 0; i < entries; i++) {
                String key = outside.readString();
                header.put(key, bytes(outside.readInt()));
            }
        }
        return header;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Schema schema() {
        return schema;
    }

    /**
     * Returns the next record; null at the end of the file.
     *
     * @throws EOFException if the end of the file is missing
     */
    @Nullable
    GenericRecord next() throws IOException {
        while (left == 0) {
            if (block != null && !block.isEnd()) {
                throw new IOException("a block holds more than its records");
            }
            if (!nextBlock()) {
                return null;
            }
        }
        left--;
        try {
            return records.read(null, block);
        } catch (EOFException e) {
            throw new IOException("a block holds less than its records", e);
        }
    }

    private boolean nextBlock() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        left = number(first);
        long size = number(in.read());
        if (left < 0 || size < 0 || size > LONGEST_BLOCK) {
            throw new IOException("a block of " + left + " records and " + size + " bytes");
        }
        byte[] compressed = bytes((int) size);
        byte[] end = bytes(MARKER);
        if (!Arrays.equals(end, marker)) {
            throw new IOException("a block does not end with the marker of the file");
        }
        block = DecoderFactory.get().binaryDecoder(codec.decompress(compressed), null);
        return true;
    }

    /** Reads a number in Avro's form: groups of seven bits, the lowest first, with the sign in the lowest bit. */
    private long number(int first) throws IOException {
        long bits = 0;
        int next = first;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (next < 0) {
                throw new EOFException();
            }
            bits |= (next & 0x7fL) << shift;
            if ((next & 0x80) == 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
            next = in.read();
        }
        throw new IOException("a number is too long");
    }

    private byte[] bytes(int count) throws IOException {
        if (count < 0) {
            throw new IOException("a length of " + count);
        }
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }
}
