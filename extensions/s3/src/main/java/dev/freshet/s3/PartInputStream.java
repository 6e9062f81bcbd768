package dev.freshet.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads a limited number of bytes from another stream. */
final class PartInputStream extends FilterInputStream {
    private long left;

    PartInputStream(InputStream in, long length) {
        super(in);
        left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = super.read(bytes, from, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
