package dev.freshet.dataset.file;

import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent.Digested;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Digests new content while it is written. */
final class DigestingReplacement implements RawFile.Writing {
    private final Replacement stored;
    private final Runnable check;
    private final Consumer<@Nullable Digested> known;
    private final ContentDigest digest = new ContentDigest();
    private final OutputStream out;

    /**
     * @param check runs when the new content is complete, before it replaces the stored content
     * @param known receives null before the content is replaced, and the digest afterwards
     */
    DigestingReplacement(Replacement stored, Runnable check, Consumer<@Nullable Digested> known) {
        this.stored = stored;
        this.check = check;
        this.known = known;
        out = digest.through(stored.out());
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public String digest() {
        return digest.text();
    }

    @Override
    public void stage() throws IOException {
        stored.stage();
    }

    @Override
    public Optional<Stamp> commit() throws IOException {
        stored.stage();
        check.run();
        known.accept(null);
        Optional<Stamp> now = stored.commit();
        now.ifPresent(stamp -> known.accept(Digested.of(stamp, digest.text(), Instant.now())));
        return now;
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
