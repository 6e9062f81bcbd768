package dev.freshet.fingerprint;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The rule for racy timestamps that git and ninja follow too: a time tells of a change only if it was a tick of the clock in
 * the past when it was seen. A time in whole seconds is taken for that of a file system that knows nothing finer.
 */
public final class Tick {
    /** More than a tick of the clocks of file systems that tell fractions of a second. */
    public static final Duration LENGTH = Duration.ofMillis(20);

    private static final Duration COARSE = Duration.ofSeconds(2);

    private Tick() {}

    /** Whether any change after a moment must give what was last changed at a time another time. */
    public static boolean isSettled(Instant changed, Instant moment) {
        Duration tick = changed.truncatedTo(ChronoUnit.SECONDS).equals(changed) ? COARSE : LENGTH;
        return !changed.plus(tick).isAfter(moment);
    }
}
