package dev.freshet.dataset.file;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;

/**
 * Computes XXH3-128 of bytes. The hash is fast, and its 128 bits rule out accidental collisions, but it does not
 * protect against forgery.
 */
final class ContentDigest {
    private static final int BUFFER = 1 << 18;

    private final HashStream128 hash = Hashing.xxh3_128().hashStream();

    static String of(InputStream in) throws IOException {
        ContentDigest digest = new ContentDigest();
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.hash.putBytes(buffer, 0, read);
        }
        return digest.text();
    }

    /** Adds bytes to the digest. */
    void add(byte[] bytes, int from, int length) {
        hash.putBytes(bytes, from, length);
    }

    /** Returns a stream that passes bytes on and digests them. */
    OutputStream through(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                hash.putByte((byte) value);
                out.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                hash.putBytes(bytes, offset, length);
                out.write(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }

    String text() {
        HashValue128 value = hash.get();
        HexFormat hex = HexFormat.of();
        return "xxh3:" + hex.toHexDigits(value.getMostSignificantBits())
                + hex.toHexDigits(value.getLeastSignificantBits());
    }
}
