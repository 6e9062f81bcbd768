package dev.freshet.dataset.file;

import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import java.io.OutputStream;
import java.util.Optional;

/** Content that is written to see whether it can be, and is not stored. */
final class Discarded implements Replacement {
    private final OutputStream out = OutputStream.nullOutputStream();

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public Optional<Stamp> commit() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
