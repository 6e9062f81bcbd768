package dev.freshet.avro;

import dev.freshet.dataset.MalformedContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads a file and remembers its last bytes. A complete file ends with the same marker as its header. Avro does not
 * notice a truncated file: it reads fewer records.
 */
final class Container extends FilterInputStream {
    static final int MARKER = 16;
    private static final byte[] MAGIC = {'O', 'b', 'j', 1};

    private final byte[] marker;
    private final byte[] tail = new byte[MARKER];

    private Container(InputStream in, byte[] marker) {
        super(in);
        this.marker = marker;
    }

    /**
     * Reads the header.
     *
     * @throws MalformedContent if the file has no Avro header
     * @throws java.io.EOFException if the end of the header is missing
     */
    static Container of(InputStream in) throws IOException {
        Recorded header = new Recorded(in);
        byte[] begin = header.readNBytes(MAGIC.length);
        if (begin.length == 0) {
            throw new MalformedContent("", "the file is empty; an Avro file is expected");
        }
        if (!Arrays.equals(begin, MAGIC)) {
            throw new MalformedContent("", "the file is not an Avro file");
        }
        BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(header, null);
        for (long entries = decoder.readMapStart(); entries > 0; entries = decoder.mapNext()) {
            for (long i = 0; i < entries; i++) {
                decoder.skipString();
                decoder.skipBytes();
            }
        }
        byte[] marker = new byte[MARKER];
        decoder.readFixed(marker);
        return new Container(new SequenceInputStream(new ByteArrayInputStream(header.bytes.toByteArray()), in), marker);
    }

    /** Reads the rest of the file; returns whether the file ends at the end of a block. */
    boolean isComplete() throws IOException {
        byte[] rest = new byte[1 << 13];
        while (read(rest, 0, rest.length) >= 0) {
            // Only its end matters.
        }
        return Arrays.equals(tail, marker);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        if (count > 0) {
            int kept = Math.max(0, MARKER - count);
            System.arraycopy(tail, MARKER - kept, tail, 0, kept);
            System.arraycopy(bytes, from + count - (MARKER - kept), tail, kept, MARKER - kept);
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Records the bytes that are read. */
    private static final class Recorded extends FilterInputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Recorded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next >= 0) {
                bytes.write(next);
            }
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            if (count > 0) {
                bytes.write(into, from, count);
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.min(count, 1 << 16)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
