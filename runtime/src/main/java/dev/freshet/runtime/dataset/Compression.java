package dev.freshet.runtime.dataset;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** How the bytes of a format are packed in a file, as the file's name says. */
enum Compression {
    NONE(""),
    GZIP(".gz");

    private static final int BUFFER = 1 << 16;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    static Compression of(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(GZIP.suffix) ? GZIP : NONE;
    }

    /** A path without the suffix that says how the file is packed. */
    static String unpacked(String path) {
        return path.substring(0, path.length() - of(path).suffix.length());
    }

    /** The content of a packed stream; closing it leaves that open. */
    InputStream unpack(InputStream packed) throws IOException {
        InputStream unclosed = new FilterInputStream(packed) {
            @Override
            public void close() {
                // Whoever opened it closes it.
            }
        };
        return this == GZIP ? new GZIPInputStream(unclosed, BUFFER) : unclosed;
    }

    /** A stream whose content is packed into another, which is left open when it is closed. */
    OutputStream pack(OutputStream out) throws IOException {
        OutputStream unclosed = new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        return this == GZIP ? new GZIPOutputStream(unclosed, BUFFER) : unclosed;
    }

    /** What a failure to unpack means, if it is one. */
    Optional<String> problem(IOException e) {
        if (this == NONE) {
            return Optional.empty();
        }
        if (e instanceof EOFException) {
            return Optional.of("the file ends within its gzip data: it is empty or cut off");
        }
        return e instanceof ZipException
                ? Optional.of("the file is no gzip file, or it is damaged (" + e.getMessage() + ")")
                : Optional.empty();
    }
}
