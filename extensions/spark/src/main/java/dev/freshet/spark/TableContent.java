package dev.freshet.spark;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a table: its files, as the file system lists them. The digest ignores the random parts of Spark's file
 * names, so that equal rows that are written again are equal content. Starts no session.
 */
final class TableContent implements StoredContent {
    private final String dataset;
    private final TablePlace place;
    private final TableFiles files;
    private volatile Runnable check = () -> {};
    private volatile @Nullable Digested last;

    TableContent(String dataset, TablePlace place, TableFiles files) {
        this.dataset = dataset;
        this.place = place;
        this.files = files;
    }

    @Override
    public String location() {
        return place.shown();
    }

    /** A file of one table can also be a dataset of another type. */
    @Override
    public String aspect() {
        return "table";
    }

    @Override
    public void beforeReplacing(Runnable made) {
        check = made;
    }

    /** Runs the checks that must precede a replacement of the table. */
    void checkBeforeReplacing() {
        check.run();
    }

    @Override
    public boolean isReadLater() {
        return true;
    }

    @Override
    public Optional<Stamp> stamp() {
        return list().map(TableContent::stamp);
    }

    private static Stamp stamp(List<TableFile> files) {
        Digest digest = new Digest();
        Instant modified = Instant.EPOCH;
        for (TableFile file : files) {
            digest.add(file.path()).add(file.mark());
            modified = file.modified().isAfter(modified) ? file.modified() : modified;
        }
        return new Stamp("files " + files.size() + " " + digest.hex(), modified);
    }

    private Optional<List<TableFile>> list() {
        try {
            return files.list();
        } catch (IOException e) {
            throw failure("cannot be listed: " + SparkErrors.describe(e), e);
        }
    }

    private DatasetException failure(String problem, @Nullable Throwable cause) {
        return new DatasetException(dataset, place.shown(), problem, cause);
    }

    @Override
    public String digest(Stamp stamp) {
        Digested known = last;
        if (known != null && known.isSettled() && known.stamp().equals(stamp.text())) {
            return known.digest();
        }
        Instant start = Instant.now();
        List<TableFile> all = list().orElseThrow(() -> failure("it was deleted while it was read", null));
        String digest = digest(all);
        if (stamp(all).text().equals(stamp.text())) {
            last = Digested.of(stamp, digest, start);
        }
        return digest;
    }

    /**
     * Returns the digest of all files. Files with equal names, which Spark writes if a task writes several, are ordered
     * by their content.
     */
    private String digest(List<TableFile> all) {
        Digest digest = new Digest();
        try {
            all.parallelStream()
                    .map(file -> file.directory() + file.lastingName() + '\n' + digest(file))
                    .sorted()
                    .forEachOrdered(digest::add);
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause(), "it always has one");
            throw failure("cannot be read: " + SparkErrors.describe(cause), cause);
        }
        return "files:" + digest.hex();
    }

    private String digest(TableFile file) {
        try {
            return files.digest(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
