package dev.freshet.gcs;

import java.io.IOException;

/** Thrown when a storage fails. The message is one line in plain words, without secrets. */
final class GcsFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status the HTTP status of the answer; 0 if there was none */
    GcsFailure(String message, int status) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
