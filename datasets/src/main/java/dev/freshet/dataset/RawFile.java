package dev.freshet.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * The stored bytes of one file, compressed if the file is. A digest is in the form of {@link StoredContent#digest}.
 * Implementations must be thread-safe.
 */
public non-sealed interface RawFile extends RawContent {
    /** Stored bytes that are digested while they are read. It is used by one thread at a time. */
    interface Reading extends Closeable {
        /** Returns the bytes from the start. */
        InputStream stream();

        /** Returns the digest of all bytes after the last one was read; empty if they changed in the meantime. */
        Optional<String> digest();
    }

    /** New bytes that are digested while they are written. */
    interface Writing extends Replacement {
        /** Returns the digest of the bytes that were written so far. */
        String digest();
    }

    /** Returns the location as written in the catalog. */
    String location();

    /**
     * Returns whether the file already has a certain content. This method reads the file only if it is a local one of
     * the right size.
     *
     * @throws IOException if the file cannot be read
     */
    boolean holds(long size, String digest) throws IOException;

    /**
     * Opens the bytes for reading.
     *
     * @throws NoSuchFileException if the file does not exist
     * @throws IOException if it cannot be read
     */
    Reading read() throws IOException;

    /**
     * Starts to write new bytes, exactly as a save does: a versioned dataset gets a new version. After the commit,
     * {@link StoredContent#digested} has the stamp and the digest, so that nothing is read again.
     *
     * @throws IOException if the file cannot be written
     */
    Writing replace() throws IOException;

    /** Returns why the file cannot be read, as one line in plain words. */
    String reading(IOException failure);

    /** Returns why the file cannot be written, as one line in plain words. */
    String writing(IOException failure);
}
