package dev.freshet.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads content from a storage. If the connection breaks, a new connection resumes at the same byte. */
public final class ResumingInputStream extends InputStream {
    /** Requests the rest of the content. */
    @FunctionalInterface
    public interface Rest {
        /**
         * Opens the content at a byte.
         *
         * @throws IOException if the content has changed or cannot be read
         */
        InputStream from(long position) throws IOException;
    }

    private final Rest rest;
    private final int mostResumes;
    private final long end;
    private long position;
    private int resumes;
    private InputStream in;

    /**
     * Wraps a stream that is open at the start.
     *
     * @param start the index of the first byte in the content
     * @param end the index of the first byte that is not part of it
     * @param mostResumes how often a new connection is opened before the read fails
     */
    public ResumingInputStream(InputStream in, long start, long end, Rest rest, int mostResumes) {
        this.in = in;
        this.rest = rest;
        this.mostResumes = mostResumes;
        this.end = end;
        position = start;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (position < end) {
            try {
                int count = in.read(bytes, from, (int) Math.min(length, end - position));
                if (count < 0) {
                    throw new EOFException("it ended early");
                }
                position += count;
                return count;
            } catch (IOException e) {
                resume(e);
            }
        }
        return length == 0 ? 0 : -1;
    }

    private void resume(IOException broken) throws IOException {
        abandon();
        if (resumes == mostResumes) {
            throw new IOException("the connection broke " + (resumes + 1) + " times, at last at byte " + position
                    + " of " + end + ": "
                    + String.valueOf(broken.getMessage())
                            .replaceAll("\\s+", " ")
                            .strip());
        }
        resumes++;
        in = rest.from(position);
    }

    /** What goes wrong when a broken connection is closed tells nothing new. */
    private void abandon() {
        try {
            in.close();
        } catch (IOException e) {
            // The connection broke before.
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
