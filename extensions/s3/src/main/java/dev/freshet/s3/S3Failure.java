package dev.freshet.s3;

import java.io.IOException;

/** Thrown when a storage fails. The message is one line in plain words, without secrets. */
final class S3Failure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean isAboutCredentials;

    /** @param status the HTTP status of the answer; 0 if there was none */
    S3Failure(String message, int status) {
        this(message, status, false);
    }

    /** @param isAboutCredentials whether every request with these credentials would fail like that */
    S3Failure(String message, int status, boolean isAboutCredentials) {
        super(message);
        this.status = status;
        this.isAboutCredentials = isAboutCredentials;
    }

    boolean isAboutCredentials() {
        return isAboutCredentials;
    }

    int status() {
        return status;
    }
}
