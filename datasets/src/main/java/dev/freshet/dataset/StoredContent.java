package dev.freshet.dataset;

import dev.freshet.dataset.file.FileStamp;
import dev.freshet.fingerprint.Digest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The stored form of a dataset, which a run compares without loading it as Java values. Implementations must be
 * thread-safe.
 */
public interface StoredContent {
    /** Returns the location as written in the catalog, so that it is the same on every machine. */
    String location();

    /**
     * Returns a word that tells this content from others at the same location whose stamps and digests are made in
     * another way, such as the table in a file of which another dataset is the bytes. Empty for the bytes of files.
     */
    default String aspect() {
        return "";
    }

    /**
     * Returns the file, if the content is one file whose {@link FileStamp} shows every change that {@link #stamp}
     * shows.
     */
    default Optional<Path> path() {
        return Optional.empty();
    }

    /**
     * Returns the current stamp; empty if there is no content.
     *
     * @throws DatasetException if the storage cannot be reached
     */
    Optional<Stamp> stamp();

    /**
     * Returns the digest of the stored bytes, with the name of its algorithm, such as {@code xxh3:0123...} with 32 hex
     * digits. This method reads all bytes, unless the content with the given stamp was just loaded or saved and no later
     * change can have left the stamp as it is.
     *
     * @throws DatasetException if the content cannot be read
     */
    String digest(Stamp stamp);

    /**
     * A digest and the stamp of the content that it belongs to.
     *
     * @param stamp the {@link Stamp#text} of the content
     * @param isSettled whether content that was changed after the digest was computed must have another stamp
     */
    record Digested(String stamp, String digest, boolean isSettled) {
        /**
         * Returns the digest of content as it was at a moment.
         *
         * @param moment when the content was not yet open, or already stored
         */
        public static Digested of(Stamp stamp, String digest, Instant moment) {
            return new Digested(stamp.text(), digest, stamp.isSettledAt(moment));
        }

        /**
         * Returns whether other content had the same stamp, which happens if content is changed twice in one tick of the
         * storage's clock. Digests of different algorithms prove nothing.
         */
        public boolean contradicts(String otherStamp, String otherDigest) {
            return stamp.equals(otherStamp)
                    && !digest.equals(otherDigest)
                    && algorithm(digest).equals(algorithm(otherDigest));
        }

        private static String algorithm(String digest) {
            return digest.substring(0, digest.indexOf(':') + 1);
        }
    }

    /**
     * Returns the digest that stands for content of which nobody has read more than a part: it follows from the stamp.
     * Empty if no content is so large that its stamp serves as its digest, or if stamps do not identify contents.
     */
    default Optional<String> digestByStamp(Stamp stamp) {
        return Optional.empty();
    }

    /** Returns the digest of what was last loaded or saved; empty if unknown. */
    default Optional<Digested> digested() {
        return Optional.empty();
    }

    /**
     * A partition.
     *
     * @param stamp the stamp that it had when the partitions were listed, which saves asking for it again
     */
    record Partition(StoredContent content, Stamp stamp) {}

    /**
     * Returns the existing partitions by key; empty if the dataset is not partitioned.
     *
     * @throws DatasetException if the storage cannot be reached
     */
    default SortedMap<String, Partition> partitions() {
        return Collections.emptySortedMap();
    }

    /** Returns the stored bytes; empty if the content is not in files, such as a table. */
    default Optional<RawContent> raw() {
        return Optional.empty();
    }

    /** Returns the stamp of partitioned content, computed from the keys and stamps of the partitions. */
    static Stamp stampOfPartitions(SortedMap<String, Partition> partitions) {
        Digest digest = new Digest();
        Instant modified = Instant.EPOCH;
        for (Map.Entry<String, Partition> partition : partitions.entrySet()) {
            Stamp stamp = partition.getValue().stamp();
            digest.add(partition.getKey()).add(stamp.text());
            modified = stamp.modified().isAfter(modified) ? stamp.modified() : modified;
        }
        return new Stamp("partitions " + digest.hex(), modified);
    }

    /** Returns the digest of partitioned content, computed from the keys and digests of the partitions. */
    static String digestOfPartitions(SortedMap<String, String> digests) {
        Digest digest = new Digest();
        digests.forEach((key, partition) -> digest.add(key).add(partition));
        return "partitions:" + digest.hex();
    }

    /**
     * From now on, runs a check right before new content replaces the stored content, or a part of it. If the
     * check throws a {@link DatasetException}, the stored content stays as it is. By default, nothing is checked.
     *
     * @param check runs on the thread that saves
     */
    default void beforeReplacing(Runnable check) {}

    /** Accepts a digest that another process computed while it loaded or saved the content. */
    default void digested(Digested elsewhere) {}

    /**
     * Returns what all loads since the last save have read, if each load reads one state of the content, as a
     * transaction does. What they have read is then known without asking the storage again, whatever has changed there
     * since. Empty if a load has not read everything, if two loads have read different contents, or if a load can mix
     * two states.
     */
    default Optional<Digested> loaded() {
        return Optional.empty();
    }

    /**
     * Returns what all loads since the last save have read to its end, with its stamp. Whether a load mixed two states
     * is for the caller to judge: it did not if the stamp is settled and still the same. Empty if a load has not read
     * everything, or if two loads have read different contents.
     */
    default Optional<Digested> readAlike() {
        return loaded();
    }

    /**
     * Returns whether two loads since the last save are known to have read different contents. What nodes have made of
     * them then belongs to no single version.
     */
    default boolean loadsDiffer() {
        return false;
    }

    /**
     * Returns whether a loaded value reads the content when it is used, and not when it is loaded, as a {@code Dataset}
     * of Spark does. A run then compares the content again after each node that can have used such a value.
     */
    default boolean isReadLater() {
        return false;
    }

    /**
     * Returns what users should know of loads and saves since the last call, such as rows that were left out: texts of a
     * line or more.
     */
    default List<String> takeWarnings() {
        return List.of();
    }

    /** Accepts a warning of {@link #takeWarnings}, such as one of a load in another process. */
    default void warned(String warning) {}

    /** Takes in what another process has loaded; empty if that is unknown. */
    default void loadedElsewhere(Optional<Digested> read) {
        read.ifPresent(this::digested);
    }

    /**
     * Returns this content, except that what is saved is staged: it is kept beside what is stored, where nobody reads
     * it, until this or another process publishes or discards it. Empty if that is not possible.
     *
     * @param name the end of a name that nothing else has; see {@link Scratch#ending}
     */
    default Optional<StoredContent> staging(String name) {
        return Optional.empty();
    }

    /**
     * Returns what was saved to {@linkplain #staging staged} content, with digests where they are known: by partition
     * of partitioned content, otherwise at most one with the empty key.
     */
    default SortedMap<String, Optional<String>> staged() {
        return Collections.emptySortedMap();
    }

    /**
     * Replaces this content, which is not partitioned, with what was staged.
     *
     * @param digest of what was staged, if known
     * @throws DatasetException if this fails; it is not certain then which content is stored
     */
    default void publish(String name, Optional<String> digest) {
        throw new UnsupportedOperationException("nothing can be staged for " + location());
    }

    /** Deletes what was staged for this content, which is not partitioned; what cannot be deleted stays. */
    default void discard(String name) {}
}
