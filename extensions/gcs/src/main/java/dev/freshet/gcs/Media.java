package dev.freshet.gcs;

import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The body of an answer, with what the headers say about the content. Closing it early does not wait for the rest. */
final class Media extends FilterInputStream {
    private final HttpResponse answer;
    private final long length;
    private long left;

    Media(HttpResponse answer) throws IOException {
        super(answer.getContent());
        this.answer = answer;
        Long told = answer.getHeaders().getContentLength();
        if (told == null) {
            throw new GcsFailure("the answer of the storage has no length", 0);
        }
        length = told;
        left = told;
    }

    /** Returns the length of the body in bytes. */
    long length() {
        return length;
    }

    /** Returns the number that the storage gave this content of this object. */
    long generation() throws IOException {
        return Long.parseLong(header("x-goog-generation"));
    }

    /** Returns the size of the whole content in bytes. */
    long size() throws IOException {
        return Long.parseLong(header("x-goog-stored-content-length"));
    }

    /** Returns the MD5 of the whole content in Base64; empty if the storage does not know it. */
    Optional<String> md5() {
        List<String> hashes = answer.getHeaders().getHeaderStringValues("x-goog-hash");
        return hashes.stream()
                .flatMap(hash -> List.of(hash.split(",")).stream())
                .map(String::strip)
                .filter(hash -> hash.startsWith("md5="))
                .map(hash -> hash.substring("md5=".length()))
                .findFirst();
    }

    private String header(String name) throws IOException {
        HttpHeaders headers = answer.getHeaders();
        String value = headers.getFirstHeaderStringValue(name);
        if (value == null) {
            throw new GcsFailure("the answer of the storage has no header " + name, 0);
        }
        return value;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        left -= Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        if (left > 0) {
            answer.disconnect();
        } else {
            super.close();
        }
    }
}
