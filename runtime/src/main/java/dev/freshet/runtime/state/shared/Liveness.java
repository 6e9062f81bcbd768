package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells runs that are alive from dead ones. A run is dead if its heartbeat did not change for the time to live, by the
 * monotonic clock of whoever watches; no clocks are compared. A run without a heartbeat has ended.
 */
final class Liveness {
    private final StateBackend backend;
    private final long timeToLive;
    private final LongSupplier clock;
    private final Map<String, Beat> seen = new HashMap<>();

    /** @param since when this heartbeat was first seen, in nanoseconds */
    private record Beat(String text, long since) {}

    Liveness(StateBackend backend, Duration timeToLive, LongSupplier clock) {
        this.backend = backend;
        this.timeToLive = timeToLive.toNanos();
        this.clock = clock;
    }

    /** Looks at the heartbeat of a run; returns whether the run is dead. */
    synchronized boolean isDead(String runId) throws IOException {
        // The answer may take long, and is then older than it seems: only the time between two requests counts.
        long asked = clock.getAsLong();
        Optional<String> beat = backend.beat(runId);
        if (beat.isEmpty()) {
            return true;
        }
        Beat last = seen.get(runId);
        if (last == null || !last.text().equals(beat.get())) {
            seen.put(runId, new Beat(beat.get(), clock.getAsLong()));
            return false;
        }
        return asked - last.since() > timeToLive;
    }
}
