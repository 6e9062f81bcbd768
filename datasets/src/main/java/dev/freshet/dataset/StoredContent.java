package dev.freshet.dataset;

import dev.freshet.dataset.file.FileStamp;
import dev.freshet.fingerprint.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/** The stored form of a dataset, to be compared without loading it as Java values. Safe for use by several threads. */
public interface StoredContent {
    /** Where it is, as the catalog has it: the same for everybody who shares the project. */
    String location();

    /** The file, if it is one file whose {@link FileStamp} tells all that {@link #stamp} does. */
    default Optional<Path> path() {
        return Optional.empty();
    }

    /**
     * What the storage tells of it now; empty if there is nothing.
     *
     * @throws DatasetException if the storage cannot be asked
     */
    Optional<Stamp> stamp();

    /**
     * The digest of the stored bytes with the name of its algorithm, such as {@code xxh3:0123...} with 32 hex digits. Reads
     * all of them, unless they were just loaded or saved with the given stamp.
     *
     * @throws DatasetException if they cannot be read
     */
    String digest(Stamp stamp);

    /**
     * The digest of the content that had a stamp.
     *
     * @param stamp its {@link Stamp#text}
     */
    record Digested(String stamp, String digest) {}

    /** The digest of what was last loaded or saved; empty if that is not known. */
    default Optional<Digested> digested() {
        return Optional.empty();
    }

    /**
     * Its parts by key, each a content of its own, if it is a dataset in parts.
     *
     * @throws DatasetException if the storage cannot be asked
     */
    default SortedMap<String, StoredContent> parts() {
        return Collections.emptySortedMap();
    }

    /** The digest of a content that consists of parts, by their keys and digests. */
    static String digestOfParts(SortedMap<String, String> digests) {
        Digest digest = new Digest();
        digests.forEach((key, part) -> digest.add(key).add(part));
        return "parts:" + digest.hex();
    }

    /** Another process loaded or saved it, and digested it meanwhile. */
    default void digested(Digested elsewhere) {}
}
