package dev.freshet.zstd;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Reads decompressed content. The library reports damage as its own exception, an arithmetic or an index exception;
 * this class translates all of them.
 */
final class UnpackedStream extends FilterInputStream {
    /** The library's message for data that end too early. */
    private static final String CUT_OFF = "Not enough input bytes";

    private final Frames frames;

    UnpackedStream(InputStream unpacked, Frames frames) {
        super(unpacked);
        this.frames = frames;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            return super.read(bytes, from, length);
        } catch (RuntimeException e) {
            ZipException damaged = new ZipException(reason(e));
            damaged.initCause(e);
            throw damaged;
        } catch (IOException e) {
            if (frames.hasNothing()) {
                return -1;
            }
            if (CUT_OFF.equals(e.getMessage())) {
                throw new EOFException(CUT_OFF);
            }
            throw e;
        }
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, Integer.MAX_VALUE)).length;
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
