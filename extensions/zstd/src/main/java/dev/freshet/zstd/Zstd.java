package dev.freshet.zstd;

import dev.freshet.dataset.CompressionFormat;
import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Zstandard (RFC 8878) in pure Java, without native libraries. */
public final class Zstd implements CompressionFormat {
    @Override
    public String suffix() {
        return ".zst";
    }

    @Override
    public String name() {
        return "zstd";
    }

    @Override
    public InputStream unpack(InputStream packed) {
        Frames frames = new Frames(packed);
        return new UnpackedStream(new ZstdInputStream(frames), frames);
    }

    @Override
    public OutputStream pack(OutputStream out) throws IOException {
        return new ZstdOutputStream(out);
    }
}
