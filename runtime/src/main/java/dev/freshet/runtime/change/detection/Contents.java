package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.StoredContent.Digested;
import dev.freshet.dataset.StoredContent.Partition;
import dev.freshet.runtime.state.StampRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Versions of stored datasets: their content digests. Content is read only if its stamp does not prove the version. A
 * recorded stamp proves the version if any later change must have given another stamp (see {@link Stamp#isSettledAt}).
 */
public final class Contents {
    private static final int TRIES = 3;
    /** The digest of a partition that is listed but cannot be read. The node that reads it will fail with the error. */
    private static final String NO_CONTENT = "none";

    /** The stamp and digest of a content, as last seen. */
    private record Seen(Stamp stamp, String digest) {}

    private final StateStore store;
    private final Predicate<Version> isRecorded;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, StampRecord> settled = new ConcurrentHashMap<>();
    private final Map<String, StampRecord> unrecorded = new ConcurrentHashMap<>();

    /** @param store has the digests of contents by their stamps */
    public Contents(StateStore store) {
        this(store, version -> false);
    }

    /**
     * For nodes whose records are known.
     *
     * @param isRecorded whether a version is that of an input in a record. If the stamp of a content stands for it
     *     there, this is the name of the content here, too, and nobody has to read it
     */
    Contents(StateStore store, Predicate<Version> isRecorded) {
        this.store = store;
        this.isRecorded = isRecorded;
    }

    /** Returns the version of the stored content; empty if there is none. */
    public Optional<Version> version(StoredContent content) {
        return digest(content).map(Version::ofContent);
    }

    /** Returns the version of the stored content; {@link Version.Fixed#MISSING} if there is none. */
    Version versionOrMissing(StoredContent content) {
        return version(content).orElse(Version.Fixed.MISSING);
    }

    /** Returns the digest of the stored content; empty if there is none. */
    private Optional<String> digest(StoredContent content) {
        SortedMap<String, Partition> partitions = content.partitions();
        return partitions.isEmpty() ? digestOfOne(content) : Optional.of(digestOfPartitions(content, partitions));
    }

    /** Returns the digest of all partitions. Reads only partitions that changed. */
    private String digestOfPartitions(StoredContent content, SortedMap<String, Partition> partitions) {
        SortedMap<String, String> digests = new TreeMap<>();
        partitions.forEach(
                (key, partition) -> digests.put(key, digest(partition).orElse(NO_CONTENT)));
        String digest = StoredContent.digestOfPartitions(digests);
        seen.put(place(content), new Seen(StoredContent.stampOfPartitions(partitions), digest));
        return digest;
    }

    /** Returns the digest of a partition that was just listed; empty if it no longer exists. */
    Optional<String> digest(Partition partition) {
        return digestOfOne(partition.content(), Instant.now(), Optional.of(partition.stamp()));
    }

    /** Returns the version of a partition that was just listed; empty if it no longer exists. */
    Optional<PartitionVersion> partitionVersion(Partition partition) {
        String stamp = partition.stamp().text();
        return digest(partition)
                .map(digest -> new PartitionVersion(
                        digest,
                        stamp,
                        known(place(partition.content()), partition.stamp()).isPresent()));
    }

    private Optional<String> digestOfOne(StoredContent content) {
        Instant moment = Instant.now();
        return digestOfOne(content, moment, content.stamp());
    }

    /** @param first the stamp at that moment */
    private Optional<String> digestOfOne(StoredContent content, Instant first, Optional<Stamp> stampThen) {
        Instant moment = first;
        Optional<Stamp> stamp = stampThen;
        for (int tried = 1; ; tried++) {
            if (stamp.isEmpty()) {
                seen.remove(place(content));
                return Optional.empty();
            }
            Optional<String> known = known(place(content), stamp.get()).or(recordedByStamp(content, stamp.get()));
            if (known.isPresent()) {
                return known;
            }
            Optional<String> read = digestIfThere(content, stamp.get());
            if (read.isEmpty()) {
                seen.remove(place(content));
                return read;
            }
            String digest = read.get();
            Instant next = Instant.now();
            Optional<Stamp> after = isDigestOf(content, stamp.get(), digest) ? stamp : content.stamp();
            boolean steady = after.equals(stamp);
            if (steady || tried == TRIES) {
                note(place(content), stamp.get(), digest, steady && stamp.get().isSettledAt(moment));
                return Optional.of(digest);
            }
            moment = next;
            stamp = after;
        }
    }

    private Supplier<Optional<String>> recordedByStamp(StoredContent content, Stamp stamp) {
        return () -> {
            Optional<String> name =
                    content.digestByStamp(stamp).filter(digest -> isRecorded.test(Version.ofContent(digest)));
            name.ifPresent(digest -> note(place(content), stamp, digest, true));
            return name;
        };
    }

    /**
     * Returns the digest; empty if the content was deleted after its stamp was taken, or is a link to a missing file.
     */
    private static Optional<String> digestIfThere(StoredContent content, Stamp stamp) {
        try {
            return Optional.of(content.digest(stamp));
        } catch (DatasetException e) {
            if (content.stamp().isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * Returns whether the content that was just digested certainly had a stamp. If content changes meanwhile, other
     * readers may have loaded the old or the new content.
     */
    private static boolean isDigestOf(StoredContent content, Stamp stamp, String digest) {
        return stamp.isDigest()
                || content.digested()
                        .filter(known -> known.stamp().equals(stamp.text())
                                && known.digest().equals(digest))
                        .isPresent();
    }

    /** Returns what names the content among all whose stamps are kept: variants of one file can have different ones. */
    private static String place(StoredContent content) {
        return content.aspect().isEmpty() ? content.location() : content.location() + " " + content.aspect();
    }

    private void note(String location, Stamp stamp, String digest, boolean isSettled) {
        seen.put(location, new Seen(stamp, digest));
        if (isSettled) {
            StampRecord record = new StampRecord(location, stamp.text(), digest);
            settled.put(location, record);
            unrecorded.put(location, record);
        }
    }

    /**
     * Returns the version of content that nodes have loaded, if it is certain without a request to the storage that
     * they all read the same content.
     */
    Optional<Version> versionOfLoaded(StoredContent content) {
        return content.loaded().map(loaded -> {
            boolean isDigest = loaded.stamp().equals(loaded.digest());
            note(place(content), Stamp.identifying(loaded.stamp()), loaded.digest(), !isDigest);
            return Version.ofContent(loaded.digest());
        });
    }

    /**
     * Returns the version of content that nodes have loaded, although it had changed since it was looked at; empty
     * unless all loads have certainly read the same.
     */
    Optional<Version> versionOfReads(StoredContent content) {
        if (content.loadsDiffer()) {
            return Optional.empty();
        }
        return versionOfLoaded(content)
                .or(() -> content.readAlike()
                        .filter(Digested::isSettled)
                        .filter(read -> content.stamp()
                                .filter(now -> now.text().equals(read.stamp()))
                                .isPresent())
                        .flatMap(read -> version(content).filter(now -> now.equals(Version.ofContent(read.digest())))));
    }

    /** Returns the version that belongs to an earlier stamp. */
    Version assumed(StoredContent content, Stamp stamp) {
        seen.put(place(content), new Seen(stamp, stamp.text()));
        return Version.ofContent(stamp.text());
    }

    /** Returns the stamp of the version that was last taken. */
    Optional<Stamp> lastStamp(StoredContent content) {
        return Optional.ofNullable(seen.get(place(content))).map(Seen::stamp);
    }

    /** Returns the version that was last taken, without asking the storage again. */
    Optional<Version> lastVersion(StoredContent content) {
        return Optional.ofNullable(seen.get(place(content))).map(last -> Version.ofContent(last.digest()));
    }

    private Optional<String> known(String location, Stamp stamp) {
        return Optional.ofNullable(settled.get(location))
                .filter(record -> record.stamp().equals(stamp.text()))
                .or(() -> store.stamp(location).filter(record -> record.stamp().equals(stamp.text())))
                .map(record -> {
                    seen.put(location, new Seen(stamp, record.digest()));
                    return record.digest();
                });
    }

    /**
     * Returns whether a content is unchanged since its version was taken, as far as nodes have loaded it since.
     *
     * @param earlier a stamp that the content must also still have; null for none
     */
    boolean isUnchanged(StoredContent content, @Nullable Stamp earlier) {
        Seen last = seen.get(place(content));
        if (last == null || content.loadsDiffer()) {
            return false;
        }
        Optional<String> now =
                content.loaded().map(Digested::stamp).or(() -> content.stamp().map(Stamp::text));
        boolean isOther = content.digested()
                .filter(read -> read.contradicts(last.stamp().text(), last.digest()))
                .isPresent();
        return !isOther
                && now.filter(last.stamp().text()::equals).isPresent()
                && (earlier == null || earlier.text().equals(last.stamp().text()));
    }

    /** Returns the stamp that a content had when its version was taken, if the state has this stamp, too. */
    public Optional<Stamp> recorded(StoredContent content) {
        Seen last = seen.get(place(content));
        return last == null
                ? Optional.empty()
                : store.stamp(place(content))
                        .filter(record -> record.stamp().equals(last.stamp().text()))
                        .map(record -> last.stamp());
    }

    /** Returns the stamps that are not in the state yet, each once. */
    List<StampRecord> takeUnrecorded() {
        List<StampRecord> taken = new ArrayList<>();
        unrecorded.keySet().forEach(location -> {
            StampRecord stamp = unrecorded.remove(location);
            if (stamp != null) {
                taken.add(stamp);
            }
        });
        return taken;
    }
}
