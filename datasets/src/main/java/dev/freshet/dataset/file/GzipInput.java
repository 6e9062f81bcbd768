package dev.freshet.dataset.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads all members of a gzip file (RFC 1952) to the end of the file, and checks each. The JDK's class stops without a
 * word at a later member that is damaged and, on JDK 17, wherever the stream says that nothing is available.
 */
final class GzipInput extends InputStream {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final byte[] buffer;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 content = new CRC32();
    private final CRC32 header = new CRC32();
    private int from;
    private int to;
    private boolean isInMember;
    private boolean hasMembers;

    GzipInput(InputStream in, int bufferSize) {
        this.in = in;
        buffer = new byte[bufferSize];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (isInMember || begin()) {
            int count = inflate(bytes, start, length);
            if (count > 0) {
                content.update(bytes, start, count);
                return count;
            }
            if (inflater.finished()) {
                end();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a preset dictionary is needed");
            } else {
                give();
            }
        }
        return -1;
    }

    private int inflate(byte[] bytes, int start, int length) throws ZipException {
        try {
            return inflater.inflate(bytes, start, length);
        } catch (DataFormatException e) {
            ZipException damaged = new ZipException(String.valueOf(e.getMessage()));
            damaged.initCause(e);
            throw damaged;
        }
    }

    private void give() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("the end of a member is missing");
        }
        inflater.setInput(buffer, from, to - from);
        from = to;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        from = 0;
        to = Math.max(0, count);
        return count > 0;
    }

    /** Reads the header of the next member; returns false at the end of the file. */
    private boolean begin() throws IOException {
        if (from == to && !fill()) {
            if (!hasMembers) {
                throw new EOFException("the file is empty");
            }
            return false;
        }
        if (hasMembers && buffer[from] == 0) {
            skipPadding();
            return false;
        }
        header.reset();
        if (number() != MAGIC) {
            throw new ZipException(hasMembers ? "after a member comes something else" : "Not in GZIP format");
        }
        if (next() != DEFLATE) {
            throw new ZipException("Unsupported compression method");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("the header has unknown flags");
        }
        skip(6);
        skipFields(flags);
        inflater.reset();
        content.reset();
        isInMember = true;
        hasMembers = true;
        return true;
    }

    /** Tapes and some tools fill the last block with zeros, which mean nothing. */
    private void skipPadding() throws IOException {
        do {
            for (int i = from; i < to; i++) {
                if (buffer[i] != 0) {
                    throw new ZipException("after a member comes something else");
                }
            }
        } while (fill());
    }

    private void skipFields(int flags) throws IOException {
        if ((flags & EXTRA) != 0) {
            skip(number());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int sum = (int) header.getValue() & 0xffff;
            if (number() != sum) {
                throw new ZipException("Corrupt GZIP header");
            }
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        int last = next();
        while (last != 0) {
            last = next();
        }
    }

    private void end() throws IOException {
        from -= inflater.getRemaining();
        long size = inflater.getBytesWritten() & 0xffffffffL;
        isInMember = false;
        if (fourBytes() != content.getValue() || fourBytes() != size) {
            throw new ZipException("Corrupt GZIP trailer");
        }
    }

    private long fourBytes() throws IOException {
        return number() | ((long) number() << 16);
    }

    private int number() throws IOException {
        return next() | (next() << 8);
    }

    private int next() throws IOException {
        if (from == to && !fill()) {
            throw new EOFException("the end of a member is missing");
        }
        int value = buffer[from++] & 0xff;
        header.update(value);
        return value;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
