package dev.freshet.fingerprint;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The rule for racy timestamps, which git and ninja also follow: a time proves that content is unchanged only if it was
 * at least one clock tick in the past when it was read. A time in whole seconds counts as the time of a file system
 * without fractions of a second.
 */
public final class Tick {
    /** A duration longer than one tick of file systems with fractions of a second. */
    public static final Duration LENGTH = Duration.ofMillis(20);

    private static final Duration COARSE = Duration.ofSeconds(2);

    private Tick() {}

    /** Returns whether every change after a moment results in a different time. */
    public static boolean isSettled(Instant changed, Instant moment) {
        Duration tick = changed.truncatedTo(ChronoUnit.SECONDS).equals(changed) ? COARSE : LENGTH;
        return !changed.plus(tick).isAfter(moment);
    }
}
