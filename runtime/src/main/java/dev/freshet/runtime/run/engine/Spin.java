package dev.freshet.runtime.run.engine;

/**
 * A flag that threads look at for a little while before they sleep: a few microseconds, as long as waking one takes.
 */
final class Spin {
    private static final int LOOKS = 2_000;

    private volatile boolean isUp;

    /** Written only if it changes: others look at it all the time. To be called by one thread at a time. */
    void set(boolean up) {
        if (up != isUp) {
            isUp = up;
        }
    }

    /** Waits a little for the flag without sleeping. */
    void await() {
        for (int i = 0; i < LOOKS && !isUp; i++) {
            Thread.onSpinWait();
        }
    }
}
