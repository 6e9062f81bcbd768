package dev.freshet.dataset;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * New content for a storage that is accessed by requests. It is written to a temporary file first, because a request
 * needs its length and can be repeated. Readers see the old content until the storage has all of the new content.
 */
public final class TemporaryFileReplacement implements Replacement {
    private static final Path DIRECTORY = Path.of(System.getProperty("java.io.tmpdir"));
    private static final int BUFFER = 1 << 16;

    private final Upload upload;
    private final Path file;
    private final OutputStream out;
    private boolean isStaged;

    /** Sends a file. */
    @FunctionalInterface
    public interface Upload {
        /**
         * Sends a file and returns the stamp of the content.
         *
         * @throws IOException if it is not certain that the storage has the content
         */
        Stamp send(Path file) throws IOException;
    }

    /**
     * Creates the temporary file, in the directory of Java for such files.
     *
     * @throws IOException if the file cannot be created; the message names the directory
     */
    public TemporaryFileReplacement(Upload upload) throws IOException {
        this(DIRECTORY, upload);
    }

    TemporaryFileReplacement(Path directory, Upload upload) throws IOException {
        this.upload = upload;
        try {
            file = Files.createFile(Scratch.in(directory, "freshet-upload"));
            out = new Spool(Files.newOutputStream(file), directory);
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    private static IOException failure(Path directory, IOException e) {
        String reason = e instanceof NoSuchFileException ? "no such directory" : FileFault.reason(e);
        return new IOException("the temporary file in " + directory + " cannot be written: "
                + reason.replaceAll("\\s+", " ").strip());
    }

    /** Adds the directory of the temporary file to failures, so that the user knows which disk is full. */
    private static final class Spool extends FilterOutputStream {
        private final Path directory;

        Spool(OutputStream file, Path directory) {
            super(new BufferedOutputStream(file, BUFFER));
            this.directory = directory;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw failure(directory, e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw failure(directory, e);
            }
        }
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void stage() throws IOException {
        if (!isStaged) {
            // A second close would hide that the first one could not write.
            out.flush();
            out.close();
            isStaged = true;
        }
    }

    @Override
    public Optional<Stamp> commit() throws IOException {
        stage();
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
