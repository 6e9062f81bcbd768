package dev.freshet.runtime.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * Bytes that were copied.
 *
 * @param size how many
 */
record Copy(long size, String sha256) {
    private static final int BUFFER = 1 << 18;

    /** Translates a failure of one side. */
    interface Failure {
        CacheFault of(IOException e);
    }

    /** Where bytes come from. */
    record From(InputStream in, Failure failure) {}

    /** Where bytes go to. */
    record To(OutputStream out, Failure failure) {}

    /**
     * Copies bytes and computes their SHA-256.
     *
     * @param most copies at most one byte more than this, so that nobody can fill the disk
     * @param moved receives the number of bytes that were just copied
     * @throws CacheFault if one side fails
     * @throws CancellationException if {@code moved} throws it
     */
    static Copy run(From from, To to, long most, LongConsumer moved) throws CacheFault {
        MessageDigest sha = PageCodec.newSha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        while (size <= most) {
            int count = read(from, buffer, (int) Math.min(buffer.length, most - size + 1));
            if (count < 0) {
                break;
            }
            sha.update(buffer, 0, count);
            write(to, buffer, count);
            size += count;
            moved.accept(count);
        }
        return new Copy(size, HexFormat.of().formatHex(sha.digest()));
    }

    private static int read(From from, byte[] buffer, int most) throws CacheFault {
        try {
            return from.in().read(buffer, 0, most);
        } catch (IOException e) {
            throw from.failure().of(e);
        }
    }

    private static void write(To to, byte[] buffer, int count) throws CacheFault {
        try {
            to.out().write(buffer, 0, count);
        } catch (IOException e) {
            throw to.failure().of(e);
        }
    }
}
