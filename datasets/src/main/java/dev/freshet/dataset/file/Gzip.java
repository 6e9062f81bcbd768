package dev.freshet.dataset.file;

import dev.freshet.dataset.CompressionFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip (RFC 1952). */
final class Gzip implements CompressionFormat {
    private static final int BUFFER = 1 << 16;

    @Override
    public String suffix() {
        return ".gz";
    }

    @Override
    public String name() {
        return "gzip";
    }

    @Override
    public InputStream unpack(InputStream packed) {
        return new GzipInput(packed, BUFFER);
    }

    @Override
    public OutputStream pack(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, BUFFER);
    }
}
