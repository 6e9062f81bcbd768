package dev.freshet.runtime.cache;

import java.util.concurrent.atomic.AtomicInteger;

/** Gives up a storage that failed several times in a row, because each failure costs the run its timeouts. */
final class Breaker {
    private static final int MOST_FAILURES = 3;

    private final AtomicInteger failures = new AtomicInteger();

    boolean isOff() {
        return failures.get() >= MOST_FAILURES;
    }

    void succeeded() {
        if (!isOff()) {
            failures.set(0);
        }
    }

    void failed() {
        failures.incrementAndGet();
    }
}
