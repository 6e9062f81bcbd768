package dev.freshet.runtime.dataset;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a storage tells of its content without reading it. As long as the stamp is the same, so is the content, unless it was
 * changed within the same tick of the storage's clock.
 *
 * @param text compared by equality; for a file: size, modification time and, where there are such, change time and inode
 * @param modified when the content was last changed
 */
public record Stamp(String text, Instant modified) {
    /** More than a tick of the clocks of file systems that tell fractions of a second. */
    static final Duration TICK = Duration.ofMillis(20);

    private static final Duration COARSE_TICK = Duration.ofSeconds(2);

    /**
     * Whether content with this stamp, if seen at that moment, must have another stamp after any later change: the rule for
     * racy timestamps that git and ninja follow too. A time in whole seconds is taken for that of a file system that knows
     * nothing finer.
     */
    public boolean isSettledAt(Instant seen) {
        Duration tick = modified.truncatedTo(ChronoUnit.SECONDS).equals(modified) ? COARSE_TICK : TICK;
        return !modified.plus(tick).isAfter(seen);
    }
}
