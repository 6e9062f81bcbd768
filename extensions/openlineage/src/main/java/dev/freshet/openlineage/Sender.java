package dev.freshet.openlineage;

import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineageClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events in their order, on a thread of its own, so that a run does not wait for them. After some failures in
 * sequence nothing else is sent.
 */
final class Sender {
    private static final Logger LOGGER = LoggerFactory.getLogger(Sender.class);
    private static final int MOST_FAILURES = 3;

    private final OpenLineageClient client;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread made = new Thread(work, "openlineage");
        made.setDaemon(true);
        return made;
    });

    /** Of the thread only. */
    private int failures;

    private int lost;
    private String lastFailure = "";

    Sender(OpenLineageClient client) {
        this.client = client;
    }

    /** Sends an event, which is made on the sender's thread. */
    void send(Supplier<RunEvent> event) {
        waiting.incrementAndGet();
        thread.execute(() -> {
            emit(event);
            waiting.decrementAndGet();
        });
    }

    private void emit(Supplier<RunEvent> event) {
        if (failures >= MOST_FAILURES) {
            lost++;
            return;
        }
        try {
            client.emit(event.get());
            failures = 0;
        } catch (RuntimeException e) {
            failures++;
            lost++;
            lastFailure = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        }
    }

    private void end() {
        if (lost > 0) {
            LOGGER.warn("{} OpenLineage events were not sent: {}", lost, lastFailure);
        }
        try {
            client.close();
        } catch (Exception e) {
            LOGGER.warn("the OpenLineage client cannot be closed: {}", e.toString());
        }
    }

    /**
     * Waits until everything is sent, or until a time has passed. A run that is cancelled interrupts its threads; the
     * ends of its nodes are sent nevertheless.
     */
    void close(Duration most) {
        thread.execute(this::end);
        thread.shutdown();
        long end = System.nanoTime() + most.toNanos();
        boolean isInterrupted = false;
        boolean isDone = false;
        for (long left = most.toNanos(); !isDone && left > 0; left = end - System.nanoTime()) {
            try {
                isDone = thread.awaitTermination(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (!isDone) {
            LOGGER.warn("{} OpenLineage events were not sent within {} s", waiting.get(), most.toSeconds());
            thread.shutdownNow();
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
