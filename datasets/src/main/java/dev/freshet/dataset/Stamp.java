package dev.freshet.dataset;

import dev.freshet.fingerprint.Tick;
import java.time.Instant;

/**
 * What a storage tells of its content without reading it. As long as the stamp is the same, so is the content, unless it was
 * changed within the same tick of the storage's clock.
 *
 * @param text compared by equality; for a file: size, modification time and, where there are such, change time and inode
 * @param modified when the content was last changed; long ago if the text alone tells of every change
 */
public record Stamp(String text, Instant modified) {
    /** A stamp that no other content of the same place ever has, such as a checksum or a number that only grows. */
    public static Stamp identifying(String text) {
        return new Stamp(text, Instant.EPOCH);
    }

    /** Whether any change of the content after that moment must give it another stamp: see {@link Tick}. */
    public boolean isSettledAt(Instant moment) {
        return Tick.isSettled(modified, moment);
    }
}
