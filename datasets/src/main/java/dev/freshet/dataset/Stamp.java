package dev.freshet.dataset;

import dev.freshet.fingerprint.Tick;
import java.time.Instant;

/**
 * What a storage reports about content without reading it, such as size and times. As long as the stamp is the same,
 * the content counts as the same, unless it changed within one tick of the storage's clock.
 *
 * @param text the stamp as text, compared by equality; for a file: the size, the modification time and, where
 *     available, the change time and the inode
 * @param modified when the content last changed; {@link Instant#EPOCH} if the text alone shows every change
 */
public record Stamp(String text, Instant modified) {
    /** Creates a stamp that no other content of the same place ever has, such as a checksum or an increasing number. */
    public static Stamp identifying(String text) {
        return new Stamp(text, Instant.EPOCH);
    }

    /**
     * Creates a stamp that is the digest of the content, for storages that tell nothing about content that is not read.
     * {@link StoredContent#digest} must return the same text.
     */
    public static Stamp ofDigest(String digest) {
        return new Stamp(digest, Instant.MIN);
    }

    /** Returns whether the text is the digest of the content. */
    public boolean isDigest() {
        return modified.equals(Instant.MIN);
    }

    /** Returns whether every change after a moment must result in a different stamp; see {@link Tick}. */
    public boolean isSettledAt(Instant moment) {
        return Tick.isSettled(modified, moment);
    }
}
