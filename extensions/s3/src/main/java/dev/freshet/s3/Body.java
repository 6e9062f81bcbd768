package dev.freshet.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an answer. Closing it early does not wait for the rest. */
final class Body extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> answer;
    private long left;

    Body(ResponseInputStream<GetObjectResponse> answer) {
        super(answer);
        this.answer = answer;
        left = answer.response().contentLength();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            int count = super.read(bytes, from, length);
            left -= Math.max(count, 0);
            return count;
        } catch (SdkException e) {
            throw new IOException(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            answer.abort();
        } else {
            super.close();
        }
    }
}
