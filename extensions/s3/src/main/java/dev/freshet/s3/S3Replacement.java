package dev.freshet.s3;

import dev.freshet.runtime.dataset.Replacement;
import dev.freshet.runtime.dataset.Stamp;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Content that goes to a temporary file first: its length must be known before it is sent, and it may have to be sent again.
 * Readers see the old content until the storage has all of the new one.
 */
final class S3Replacement implements Replacement {
    private static final int BUFFER = 1 << 16;

    private final Upload upload;
    private final Path file;
    private final OutputStream out;

    /** Sends a file. */
    interface Upload {
        Stamp send(Path file) throws IOException;
    }

    S3Replacement(Upload upload) throws IOException {
        this.upload = upload;
        file = Files.createTempFile("freshet-s3-", ".tmp");
        out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public Optional<Stamp> commit() throws IOException {
        out.close();
        return Optional.of(upload.send(file));
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
