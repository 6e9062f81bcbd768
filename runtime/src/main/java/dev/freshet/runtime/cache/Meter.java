package dev.freshet.runtime.cache;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of one transfer, and ends its tasks once it has been stopped. */
final class Meter {
    private final CacheProgress progress;
    private final long total;
    private final AtomicLong moved = new AtomicLong();
    private volatile boolean isStopped;

    Meter(CacheProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    /** @throws CancellationException if the transfer was stopped */
    void moved(long bytes) {
        if (isStopped) {
            throw new CancellationException("the transfer was stopped");
        }
        progress.moved(moved.addAndGet(bytes), total);
    }

    void stop() {
        isStopped = true;
    }
}
