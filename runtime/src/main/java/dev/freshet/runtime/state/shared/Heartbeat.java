package dev.freshet.runtime.state.shared;

import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.time.Duration;
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
    private final ScheduledExecutorService timer;

    private Heartbeat(StateBackend backend, String runId, ScheduledExecutorService timer) {
        this.backend = backend;
        this.runId = runId;
        this.timer = timer;
    }

    /**
     * Starts to beat. The first beat is stored when this method returns.
     *
     * @param timeToLive after which others take the run for dead
     */
    static Heartbeat start(StateBackend backend, String runId, Duration timeToLive) throws IOException {
        backend.beat(runId, UUID.randomUUID().toString());
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "freshet-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        Heartbeat heartbeat = new Heartbeat(backend, runId, timer);
        long pause = Math.max(1, timeToLive.toMillis() / BEATS);
        Future<?> unused = timer.scheduleWithFixedDelay(heartbeat::beat, pause, pause, TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    private void beat() {
        try {
            backend.beat(runId, UUID.randomUUID().toString());
        } catch (IOException | RuntimeException e) {
            LOGGER.debug("no heartbeat", e);
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
