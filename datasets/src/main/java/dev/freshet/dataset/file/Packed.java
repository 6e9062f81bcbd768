package dev.freshet.dataset.file;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Compresses content while it is written. */
final class Packed implements Replacement {
    private final Replacement file;
    private final OutputStream out;

    Packed(Replacement file, Compression compression) throws IOException {
        this.file = file;
        try {
            out = compression.pack(file.out());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public void stage() throws IOException {
        out.close();
        file.stage();
    }

    @Override
    public Optional<Stamp> commit() throws IOException {
        stage();
        return file.commit();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
