package dev.freshet.page;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What threads there are, and what they will have done. */
final class Threads {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private Threads() {}

    static long named(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .count();
    }

    /** Waits for something that other threads or processes bring about; fails if they do not. */
    static void until(BooleanSupplier isSo) {
        long end = System.nanoTime() + LONGEST;
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not come about");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
