package dev.freshet.dataset.file;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Loads;
import dev.freshet.dataset.RawContent;
import dev.freshet.dataset.RawFile;
import dev.freshet.dataset.Replacement;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The content of one key of a storage. */
public final class FileContent implements StoredContent {
    private static final String BY_STAMP = "stamp:";
    private static final long LARGE = 4L << 20;

    private final String name;
    private final FileLocation location;
    private final boolean lasts;
    /** The name under which new content is staged; null if it replaces the content at once. */
    private final @Nullable String staging;

    private volatile boolean isStaged;
    private volatile @Nullable Digested seen;
    private volatile boolean isReadInPart;
    /** Whether the storage's stamps identify contents, as far as they have been seen. */
    private volatile boolean areStampsIdentifying;

    private volatile Runnable check = () -> {};
    private final Loads loads = new Loads();
    /** All loads, also of content whose stamps do not identify it. */
    private final Loads reads = new Loads();

    private final Warnings warnings = new Warnings();

    public FileContent(String name, FileLocation location) {
        this(name, location, true);
    }

    /** @param lasts whether the content must survive a crash and is compared in later runs */
    public FileContent(String name, FileLocation location, boolean lasts) {
        this(name, location, lasts, null);
    }

    private FileContent(String name, FileLocation location, boolean lasts, @Nullable String staging) {
        this.name = name;
        this.location = location;
        this.lasts = lasts;
        this.staging = staging;
    }

    @Override
    public Optional<StoredContent> staging(String under) {
        return lasts ? Optional.of(stagingAs(under)) : Optional.empty();
    }

    FileContent stagingAs(String under) {
        return new FileContent(name, location, lasts, under);
    }

    @Override
    public SortedMap<String, Optional<String>> staged() {
        SortedMap<String, Optional<String>> staged = new TreeMap<>();
        if (isStaged) {
            staged.put("", stagedDigest());
        }
        return staged;
    }

    boolean isStaged() {
        return isStaged;
    }

    Optional<String> stagedDigest() {
        return digested().map(Digested::digest);
    }

    @Override
    public void publish(String under, Optional<String> digest) {
        try {
            check.run();
            loads.replaced();
            reads.replaced();
            seen = null;
            isReadInPart = false;
            Optional<Stamp> now = location.storage().publish(location.key(), under);
            Leftovers.sweep(location.storage(), location.key());
            if (now.isPresent() && digest.isPresent()) {
                seen = Digested.of(now.get(), digest.get(), Instant.now());
            }
        } catch (IOException e) {
            throw new DatasetException(
                    name, location.shown(), location.storage().writing(e, location.key()), e);
        }
    }

    @Override
    public void discard(String under) {
        try {
            location.storage().discard(location.key(), under);
        } catch (IOException e) {
            // It is nowhere where somebody would read it.
        }
    }

    @Override
    public String location() {
        return location.shown();
    }

    @Override
    public Optional<RawContent> raw() {
        return lasts ? Optional.of(bytes()) : Optional.empty();
    }

    RawFile bytes() {
        return new FileBytes(this);
    }

    FileLocation file() {
        return location;
    }

    @Override
    public Optional<Path> path() {
        return location.path();
    }

    @Override
    public Optional<Stamp> stamp() {
        try {
            Optional<Stamp> stamp = location.storage().stat(location.key()).map(Storage.Entry::stamp);
            stamp.ifPresent(now -> areStampsIdentifying = isIdentifying(now));
            return stamp;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public String digest(Stamp stamp) {
        Digested last = seen;
        if (last != null && last.isSettled() && last.stamp().equals(stamp.text())) {
            return last.digest();
        }
        try {
            if (isTooMuchToRead(stamp)) {
                return byStamp(stamp);
            }
            return read();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Optional<String> digestByStamp(Stamp stamp) {
        return isIdentifying(stamp) ? Optional.of(byStamp(stamp)) : Optional.empty();
    }

    private static String byStamp(Stamp stamp) {
        return BY_STAMP + new Digest().add(stamp.text()).hex();
    }

    /** Reads and digests everything. The digest is then known for the stamp of what was read. */
    private String read() throws IOException {
        Instant moment = Instant.now();
        Storage.Content content = location.storage().read(location.key());
        try (InputStream in = content.stream()) {
            String digest = ContentDigest.of(in);
            content.stamp().ifPresent(read -> {
                seen = Digested.of(read, digest, moment);
                isReadInPart = false;
            });
            return digest;
        }
    }

    /**
     * Whether the stamp serves as the digest: it shows every change, and those who have opened the content so far did
     * not need more than its start.
     */
    private boolean isTooMuchToRead(Stamp stamp) throws IOException {
        return isReadInPart
                && isIdentifying(stamp)
                && location.storage()
                        .stat(location.key())
                        .filter(entry -> entry.size() > LARGE)
                        .isPresent();
    }

    @Override
    public Optional<Digested> digested() {
        return isReadInPart ? Optional.empty() : Optional.ofNullable(seen);
    }

    @Override
    public void digested(Digested elsewhere) {
        seen = elsewhere;
    }

    @Override
    public List<String> takeWarnings() {
        return warnings.take();
    }

    @Override
    public void warned(String warning) {
        warnings.add(warning);
    }

    @Override
    public void beforeReplacing(Runnable newCheck) {
        check = newCheck;
    }

    /** Opens the content and digests it while it is read. After a complete read, the digest is known. */
    InputStream open() throws IOException {
        Instant moment = Instant.now();
        Storage.Content content = location.storage().read(location.key());
        if (!lasts) {
            return content.stream();
        }
        isReadInPart = true;
        loads.begun();
        reads.begun();
        return new DigestingInputStream(content, moment, (stamp, digested) -> {
            seen = digested;
            isReadInPart = false;
            reads.ended(digested);
            if (isIdentifying(stamp)) {
                loads.ended(digested);
            }
        });
    }

    /** Whether no other content has the stamp, so that what had it when it was read to its end was one content. */
    private static boolean isIdentifying(Stamp stamp) {
        return stamp.equals(Stamp.identifying(stamp.text()));
    }

    @Override
    public Optional<Digested> loaded() {
        return loads.all();
    }

    @Override
    public Optional<Digested> readAlike() {
        return reads.all();
    }

    @Override
    public boolean loadsDiffer() {
        return loads.differ();
    }

    @Override
    public void loadedElsewhere(Optional<Digested> read) {
        read.ifPresent(this::digested);
        reads.elsewhere(read);
        loads.elsewhere(areStampsIdentifying ? read : Optional.empty());
    }

    /** Starts to write the new content, and digests it. */
    Replacement replace() throws IOException {
        return lasts ? replaceDurably() : new Plain(location.path().orElseThrow());
    }

    private void saved(Digested digested) {
        seen = digested;
        isReadInPart = false;
    }

    /** Starts to write new content that lasts, and digests it. */
    RawFile.Writing replaceDurably() throws IOException {
        loads.replaced();
        reads.replaced();
        if (staging == null) {
            return new DigestingReplacement(location.storage().replace(location.key()), () -> check.run(), this::saved);
        }
        return new DigestingReplacement(location.storage().stage(location.key(), staging), () -> {}, digested -> {
            saved(digested);
            isStaged = true;
        });
    }

    /** Writes to a file that does not have to be durable. */
    private record Plain(OutputStream out) implements Replacement {
        Plain(Path path) throws IOException {
            this(new BufferedOutputStream(Files.newOutputStream(path)));
        }

        @Override
        public Optional<Stamp> commit() throws IOException {
            out.flush();
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private DatasetException unreadable(IOException e) {
        return new DatasetException(name, location.shown(), location.storage().reading(e, location.key()), e);
    }
}
