package dev.freshet.dataset.backend;

import java.time.Duration;

/**
 * A moment by both clocks of this machine. The monotonic clock stands still while a machine is suspended, and somebody
 * can set the wall clock; so a time counts as short only if both clocks say so. Moments of two machines are never
 * compared.
 */
record Moment(long wallMillis, long nanos) {
    static Moment now() {
        return new Moment(System.currentTimeMillis(), System.nanoTime());
    }

    /** Returns whether both clocks say that a later moment is within a limit. */
    boolean isWithin(Duration limit, Moment later) {
        return later.nanos - nanos <= limit.toNanos() && Math.abs(later.wallMillis - wallMillis) <= limit.toMillis();
    }
}
