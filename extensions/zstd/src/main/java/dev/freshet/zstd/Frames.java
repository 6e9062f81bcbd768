package dev.freshet.zstd;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes the frames of a file on without the skippable ones (RFC 8878, 3.1.2), which the library does not know. Parallel
 * compressors and seekable files have such frames.
 */
final class Frames extends FilterInputStream {
    private static final long FRAME = 0xfd2fb528L;
    private static final long SKIPPABLE = 0x184d2a50L;
    private static final int RLE = 1;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};

    /** What the next bytes are. */
    private enum Next {
        FRAME,
        BLOCK,
        CHECKSUM,
        /** No frame: the library says what is wrong. */
        UNKNOWN
    }

    private Next next = Next.FRAME;
    private boolean hasChecksum;
    private byte[] pending = {};
    private int passed;
    private long left;
    private boolean hasSkipped;
    private boolean hasFrame;

    Frames(InputStream in) {
        super(in);
    }

    /** Returns whether the file has ended and had skippable frames only. */
    boolean hasNothing() {
        return hasSkipped && !hasFrame;
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
        while (passed == pending.length && left == 0 && next != Next.UNKNOWN) {
            if (!advance()) {
                return -1;
            }
        }
        if (passed < pending.length) {
            int count = Math.min(length, pending.length - passed);
            System.arraycopy(pending, passed, bytes, from, count);
            passed += count;
            return count;
        }
        int count = in.read(bytes, from, next == Next.UNKNOWN ? length : (int) Math.min(length, left));
        left = count < 0 ? 0 : left - count;
        return count;
    }

    /** Reads the next part of the frame's structure; returns false at the end of the file. */
    private boolean advance() throws IOException {
        return switch (next) {
            case FRAME -> frame();
            case BLOCK -> block();
            case CHECKSUM -> {
                left = 4;
                next = Next.FRAME;
                yield true;
            }
            case UNKNOWN -> true;
        };
    }

    private boolean frame() throws IOException {
        byte[] magic = in.readNBytes(4);
        if (magic.length == 0) {
            return false;
        }
        if (magic.length < 4) {
            throw new EOFException("the magic number of a frame is cut off");
        }
        if ((number(magic) & ~0xfL) == SKIPPABLE) {
            in.skipNBytes(number(four()));
            hasSkipped = true;
            return true;
        }
        hasFrame = true;
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(magic);
        if (number(magic) != FRAME) {
            next = Next.UNKNOWN;
        } else {
            header(header);
        }
        pass(header.toByteArray());
        return true;
    }

    private void header(ByteArrayOutputStream header) throws IOException {
        int descriptor = in.read();
        if (descriptor < 0) {
            return;
        }
        boolean isSingle = (descriptor & 0x20) != 0;
        int sizeFlag = descriptor >> 6;
        int sizeBytes = sizeFlag > 0 ? 1 << sizeFlag : isSingle ? 1 : 0;
        hasChecksum = (descriptor & 4) != 0;
        header.write(descriptor);
        header.writeBytes(in.readNBytes((isSingle ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3] + sizeBytes));
        next = Next.BLOCK;
    }

    private boolean block() throws IOException {
        byte[] header = in.readNBytes(3);
        if (header.length < 3) {
            pass(header);
            return header.length > 0;
        }
        long number = number(header);
        left = ((number >> 1) & 3) == RLE ? 1 : number >> 3;
        if ((number & 1) != 0) {
            next = hasChecksum ? Next.CHECKSUM : Next.FRAME;
        }
        pass(header);
        return true;
    }

    private void pass(byte[] bytes) {
        pending = bytes;
        passed = 0;
    }

    private byte[] four() throws IOException {
        byte[] bytes = in.readNBytes(4);
        if (bytes.length < 4) {
            throw new EOFException("a skippable frame is cut off");
        }
        return bytes;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    private static long number(byte[] bytes) {
        long number = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            number = (number << 8) | (bytes[i] & 0xff);
        }
        return number;
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
