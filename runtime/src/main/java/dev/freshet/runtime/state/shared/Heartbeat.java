package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows others that a run is alive. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeat.class);
    /** How many beats there are in the time to live. */
    private static final int BEATS = 6;

    private final StateBackend backend;
    private final String runId;
    private final Duration timeToLive;
    private final ScheduledExecutorService timer;
    private volatile Moment lastBeat = Moment.now();
    private volatile boolean hadPause;

    /** A look at what others have done. */
    @FunctionalInterface
    interface Look {
        void take() throws IOException;
    }

    /** By both clocks: one may stand still while the machine sleeps, and the other may be set. */
    private record Moment(long monotonic, Instant wall) {
        static Moment now() {
            return new Moment(System.nanoTime(), Instant.now());
        }

        boolean isOlderThan(Duration age) {
            return System.nanoTime() - monotonic > age.toNanos()
                    || Duration.between(wall, Instant.now()).compareTo(age) > 0;
        }
    }

    private Heartbeat(StateBackend backend, String runId, Duration timeToLive, ScheduledExecutorService timer) {
        this.backend = backend;
        this.runId = runId;
        this.timeToLive = timeToLive;
        this.timer = timer;
    }

    /**
     * Starts to beat. The first beat is stored when this method returns.
     *
     * @param timeToLive after which others take the run for dead
     */
    static Heartbeat start(StateBackend backend, String runId, Duration timeToLive) throws IOException {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "freshet-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        Heartbeat heartbeat = new Heartbeat(backend, runId, timeToLive, timer);
        heartbeat.renew();
        long pause = Math.max(1, timeToLive.toMillis() / BEATS);
        Future<?> unused = timer.scheduleWithFixedDelay(heartbeat::beat, pause, pause, TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    private void beat() {
        try {
            renew();
        } catch (IOException | RuntimeException e) {
            LOGGER.debug("no heartbeat", e);
        }
    }

    private void renew() throws IOException {
        Moment before = Moment.now();
        backend.beat(runId, UUID.randomUUID().toString());
        hadPause |= wasPaused();
        lastBeat = before;
    }

    private boolean wasPaused() {
        return lastBeat.isOlderThan(timeToLive.dividedBy(2));
    }

    /**
     * Takes a look if others may have taken this run for dead since the last look: more than half of the time to live
     * passed without a beat. A beat is stored before the look, so nobody takes the run for dead meanwhile.
     */
    synchronized void lookAfterPause(Look look) throws IOException {
        if (!hadPause && !wasPaused()) {
            return;
        }
        boolean isDone = false;
        try {
            renew();
            hadPause = false;
            look.take();
            isDone = true;
        } finally {
            hadPause |= !isDone;
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(1, TimeUnit.MINUTES);
            backend.end(runId);
        } catch (IOException e) {
            LOGGER.debug("the heartbeat stays until it is too old", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
