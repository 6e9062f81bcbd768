package dev.freshet.dataset.backend;

import java.time.Duration;
import java.util.function.Supplier;

/** The clocks of a machine, as a test sets them. */
final class TestClock implements Supplier<Moment> {
    static final Duration LONG = Duration.ofDays(30);

    private long wallMillis = 1_800_000_000_000L;
    private long nanos;

    Timing timing() {
        return new Timing(this, Timing.DEFAULT.trust(), Timing.DEFAULT.keep(), Timing.DEFAULT.attempts(), this::pass);
    }

    synchronized void pass(Duration time) {
        pass(time, time);
    }

    /** For clocks that disagree: a suspended machine's monotonic clock stands still. */
    synchronized void pass(Duration wall, Duration monotonic) {
        wallMillis += wall.toMillis();
        nanos += monotonic.toNanos();
    }

    @Override
    public synchronized Moment get() {
        return new Moment(wallMillis, nanos);
    }
}
