package dev.freshet.dataset.format;

import dev.freshet.dataset.ValueCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A file's bytes as they are. */
public final class BytesCodec implements ValueCodec {
    @Override
    public boolean isLossless() {
        return true;
    }

    @Override
    public Object read(InputStream in) throws IOException {
        return in.readAllBytes();
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        out.write((byte[]) value);
    }
}
