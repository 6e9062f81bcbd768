package dev.freshet.dataset.backend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What depends on time.
 *
 * @param clock this machine's clocks
 * @param trust how long a process may rely on a generation of the log that it found open, by its own clocks; much
 *     shorter than {@code keep}
 * @param keep how long the objects of a sealed generation are kept, by the clock of the storage; in a directory, by the
 *     clocks of those who write to it, which may differ by days
 * @param attempts how often a write is tried
 * @param pause waits between two attempts
 */
record Timing(Supplier<Moment> clock, Duration trust, Duration keep, int attempts, Consumer<Duration> pause) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    static final Timing DEFAULT = new Timing(
            Moment::now,
            Duration.ofMinutes(10),
            Duration.ofDays(7),
            5,
            pause -> LockSupport.parkNanos(pause.toNanos()));

    Moment now() {
        return clock.get();
    }

    boolean isTrusted(Moment open) {
        return open.isWithin(trust, now());
    }

    /** Waits after a failed attempt, longer after each. */
    void pauseAfter(int attempt) {
        pause.accept(FIRST_PAUSE.multipliedBy(1L << (attempt - 1)));
    }
}
