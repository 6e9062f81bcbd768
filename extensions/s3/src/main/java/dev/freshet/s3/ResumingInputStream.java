package dev.freshet.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads content. If the connection breaks, a new connection resumes at the same byte; the read fails if the content has
 * changed.
 */
final class ResumingInputStream extends InputStream {
    /** Requests the rest of the content. */
    interface Rest {
        ResponseInputStream<GetObjectResponse> from(long position) throws IOException;
    }

    private final Rest rest;
    private final int mostResumes;
    private final long end;
    private long position;
    private int resumes;
    private ResponseInputStream<GetObjectResponse> in;

    /** @param start the index of the first byte in the content */
    ResumingInputStream(ResponseInputStream<GetObjectResponse> in, long start, Rest rest, int mostResumes) {
        this.in = in;
        this.rest = rest;
        this.mostResumes = mostResumes;
        position = start;
        end = start + in.response().contentLength();
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
            } catch (IOException | SdkException e) {
                resume(e);
            }
        }
        return length == 0 ? 0 : -1;
    }

    private void resume(Exception broken) throws IOException {
        in.abort();
        if (resumes == mostResumes) {
            throw new S3Failure(
                    "the connection broke " + (resumes + 1) + " times, at last at byte " + position + " of " + end
                            + ": " + S3Errors.oneLine(String.valueOf(broken.getMessage())),
                    0);
        }
        resumes++;
        in = rest.from(position);
    }

    /** Closes the stream without waiting for the rest. */
    @Override
    public void close() throws IOException {
        if (position < end) {
            in.abort();
        } else {
            in.close();
        }
    }
}
