package dev.freshet.runtime.cache;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Storage;
import dev.freshet.runtime.cache.CacheFault.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files of results, by their SHA-256. */
final class Blobs {
    private final Vault vault;
    private final Clock clock;
    private final Duration grace;
    /** Blobs that were found to be damaged; they are uploaded again although they exist. */
    private final Set<String> damaged = ConcurrentHashMap.newKeySet();

    Blobs(Vault vault, Clock clock, Duration grace) {
        this.vault = vault;
        this.clock = clock;
        this.grace = grace;
    }

    /**
     * Copies a blob next to a file that it is to replace, and verifies it. Nothing is replaced yet.
     *
     * @return the verified bytes, to be committed; empty if the file already has this content
     */
    Optional<RawFile.Writing> stage(CachedBlob blob, RawFile target, Meter meter) throws CacheFault {
        if (holds(target, blob)) {
            meter.moved(blob.size());
            return Optional.empty();
        }
        RawFile.Writing writing = replace(target);
        boolean isVerified = false;
        try {
            fill(blob, target, writing, meter);
            isVerified = true;
            return Optional.of(writing);
        } finally {
            if (!isVerified) {
                Staging.discard(writing);
            }
        }
    }

    private static boolean holds(RawFile target, CachedBlob blob) throws CacheFault {
        try {
            return target.holds(blob.size(), blob.version());
        } catch (IOException e) {
            throw new CacheFault(Cause.DATASET, target.location() + " cannot be read: " + target.reading(e));
        } catch (DatasetException e) {
            throw new CacheFault(Cause.DATASET, String.valueOf(e.getMessage()));
        }
    }

    private static RawFile.Writing replace(RawFile target) throws CacheFault {
        try {
            return target.replace();
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    static CacheFault unwritable(RawFile target, IOException e) {
        return new CacheFault(
                Cause.DATASET, "a result cannot be stored as " + target.location() + ": " + target.writing(e));
    }

    private void fill(CachedBlob blob, RawFile target, RawFile.Writing writing, Meter meter) throws CacheFault {
        String name = Layout.blob(blob.sha256());
        try (InputStream in = vault.open(name)) {
            Copy copied = Copy.run(
                    new Copy.From(in, e -> vault.unreadable(e, name)),
                    new Copy.To(writing.out(), e -> unwritable(target, e)),
                    blob.size(),
                    meter::moved);
            requireRight(blob, copied, writing.digest());
        } catch (NoSuchFileException e) {
            throw new CacheFault(
                    Cause.MISSING_BLOB,
                    name + ", which a result names, does not exist; the result is not used, and the node runs again");
        } catch (IOException e) {
            throw vault.unreadable(e, name);
        }
        try {
            writing.stage();
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private void requireRight(CachedBlob blob, Copy copied, String version) throws CacheFault {
        if (copied.size() != blob.size() || !copied.sha256().equals(blob.sha256())) {
            damaged.add(blob.sha256());
            throw new CacheFault(
                    Cause.DAMAGED_BLOB,
                    Layout.blob(blob.sha256()) + " is damaged; the result is not used, and the node runs again");
        }
        if (!version.equals(blob.version())) {
            throw new CacheFault(
                    Cause.DAMAGED_RESULT, "a result has a version that its file does not have; it is not used");
        }
    }

    /**
     * Computes what identifies the current content of a file.
     *
     * @param version the version that it must have; empty for any
     */
    CachedBlob identify(RawFile source, String partition, Optional<String> version, Meter meter) throws CacheFault {
        try (RawFile.Reading reading = source.read()) {
            Copy read = Copy.run(
                    new Copy.From(reading.stream(), e -> unreadable(source, e)),
                    new Copy.To(OutputStream.nullOutputStream(), e -> unreadable(source, e)),
                    Long.MAX_VALUE - 1,
                    bytes -> meter.moved(0));
            String digest = reading.digest().orElse("");
            if (digest.isEmpty() || !digest.equals(version.orElse(digest))) {
                throw changed(source);
            }
            return new CachedBlob(partition, read.sha256(), read.size(), digest);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static CacheFault unreadable(RawFile source, IOException e) {
        return new CacheFault(
                Cause.DATASET, source.location() + " cannot be read to be published: " + source.reading(e));
    }

    static CacheFault changed(RawFile source) {
        return new CacheFault(
                Cause.CHANGED, source.location() + " changed after the run recorded it, so it is not published");
    }

    /**
     * Stores a blob unless it exists. One that has existed for long is stored again, so that no collector removes it
     * before its result is published.
     */
    void secure(CachedBlob blob, RawFile source, Meter meter) throws CacheFault {
        String name = Layout.blob(blob.sha256());
        Instant recent = clock.instant().minus(grace.dividedBy(2));
        Optional<Storage.Entry> stored = vault.stat(name);
        boolean isSafe = stored.isPresent()
                && stored.get().size() == blob.size()
                && stored.get().written().isAfter(recent)
                && !damaged.contains(blob.sha256());
        if (isSafe) {
            meter.moved(blob.size());
            return;
        }
        upload(name, blob, source, meter);
        damaged.remove(blob.sha256());
    }

    private void upload(String name, CachedBlob blob, RawFile source, Meter meter) throws CacheFault {
        try (RawFile.Reading reading = source.read()) {
            upload(name, blob, source, reading, meter);
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private void upload(String name, CachedBlob blob, RawFile source, RawFile.Reading reading, Meter meter)
            throws CacheFault {
        try (Replacement replacement = vault.replace(name)) {
            Copy copied = Copy.run(
                    new Copy.From(reading.stream(), e -> unreadable(source, e)),
                    new Copy.To(replacement.out(), e -> vault.unwritable(e, name)),
                    blob.size(),
                    meter::moved);
            if (copied.size() != blob.size() || !copied.sha256().equals(blob.sha256())) {
                throw changed(source);
            }
            replacement.commit();
        } catch (IOException e) {
            throw vault.unwritable(e, name);
        }
    }
}
