package dev.freshet.benchmarks;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Streams that digest what goes through them, as short as one writes them by hand. */
final class Digesting {
    private Digesting() {}

    /** What is read. */
    static final class In extends FilterInputStream {
        private final HashStream128 hash = Hashing.xxh3_128().hashStream();

        In(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("bytes are read in blocks");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            if (count > 0) {
                hash.putBytes(bytes, from, count);
            }
            return count;
        }

        HashValue128 digest() {
            return hash.get();
        }
    }

    /** What is written. */
    static final class Out extends FilterOutputStream {
        private final HashStream128 hash = Hashing.xxh3_128().hashStream();

        Out(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            hash.putByte((byte) value);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            hash.putBytes(bytes, from, length);
            out.write(bytes, from, length);
        }

        HashValue128 digest() {
            return hash.get();
        }
    }
}
