package dev.freshet.runtime.state.shared;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.backend.StateBackend;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows others that a run is alive. A beat whose request hangs does not hold up the next ones. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Heartbeat.class);
    /** How many beats there are in the time to live. */
    private static final int BEATS = 6;
    /** So many requests may hang before no further beat is sent. */
    private static final int REQUESTS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StateBackend backend;
    private final String runId;
    private final Duration timeToLive;
    private final ScheduledExecutorService timer;
    private final ExecutorService requests;
    private final ReentrantLock looking = new ReentrantLock();

    private volatile boolean isClosed;

    @GuardedBy("this")
    private Moment lastBeat = Moment.now();

    /** After how many pauses others may have taken this run for dead. */
    @GuardedBy("this")
    private int pauses;

    /** How many of them a look has followed. */
    @GuardedBy("this")
    private int pausesBeforeLook;

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

        boolean isAfter(Moment other) {
            return monotonic - other.monotonic > 0;
        }
    }

    private Heartbeat(StateBackend backend, String runId, Duration timeToLive) {
        this.backend = backend;
        this.runId = runId;
        this.timeToLive = timeToLive;
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "freshet-heartbeat");
            thread.setDaemon(true);
            return thread;
        };
        timer = new ScheduledThreadPoolExecutor(1, threads);
        requests = new ThreadPoolExecutor(
                0,
                REQUESTS,
                timeToLive.toNanos(),
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /**
     * Starts to beat. The first beat is stored when this method returns.
     *
     * @param timeToLive after which others take the run for dead
     */
    static Heartbeat start(StateBackend backend, String runId, Duration timeToLive) throws IOException {
        Heartbeat heartbeat = new Heartbeat(backend, runId, timeToLive);
        heartbeat.renew();
        long pause = Math.max(1, timeToLive.toMillis() / BEATS);
        Future<?> unused = heartbeat.timer.scheduleWithFixedDelay(
                () -> heartbeat.requests.execute(heartbeat::beat), pause, pause, TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    private void beat() {
        try {
            renew();
        } catch (IOException | RuntimeException e) {
            LOGGER.debug("no heartbeat: {}", KnownSecrets.masked(e));
        }
    }

    private void renew() throws IOException {
        Moment before = Moment.now();
        backend.beat(runId, UUID.randomUUID().toString());
        if (isClosed) {
            // This beat was held up on its way, and came after the end.
            backend.end(runId);
            return;
        }
        synchronized (this) {
            pauses += isPaused() ? 1 : 0;
            if (before.isAfter(lastBeat)) {
                lastBeat = before;
            }
        }
    }

    private synchronized boolean isPaused() {
        return lastBeat.isOlderThan(timeToLive.dividedBy(2));
    }

    private synchronized boolean needsLook() {
        return pauses > pausesBeforeLook || isPaused();
    }

    private synchronized int pauses() {
        return pauses;
    }

    private synchronized void looked(int after) {
        pausesBeforeLook = after;
    }

    /**
     * Takes a look if others may have taken this run for dead since the last look: more than half of the time to live
     * passed without a beat. A beat is stored before the look, so nobody takes the run for dead meanwhile. A look that
     * fails is taken again the next time.
     */
    void lookAfterPause(Look look) throws IOException {
        looking.lock();
        try {
            if (needsLook()) {
                renew();
                int before = pauses();
                look.take();
                looked(before);
            }
        } finally {
            looking.unlock();
        }
    }

    @Override
    public void close() {
        close(PATIENCE);
    }

    /** Waits so long for beats that are on their way; one that is later removes itself. */
    void close(Duration patience) {
        isClosed = true;
        timer.shutdownNow();
        requests.shutdown();
        try {
            requests.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
            backend.end(runId);
        } catch (IOException e) {
            LOGGER.debug("the heartbeat stays until it is too old: {}", KnownSecrets.masked(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
