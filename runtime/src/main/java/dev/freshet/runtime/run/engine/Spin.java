package dev.freshet.runtime.run.engine;

/**
 * A flag that threads poll for a few microseconds before they sleep, about as long as waking a thread takes. At first, it
 * is set.
 */
final class Spin {
    private static final int LOOKS = 2_000;

    private volatile boolean isUp = true;

    /** Sets the flag. Writes only if it changes, since other threads poll it. Call this from one thread at a time. */
    void set(boolean up) {
        if (up != isUp) {
            isUp = up;
        }
    }

    /** Polls the flag for a short time without sleeping. */
    void await() {
        for (int i = 0; i < LOOKS && !isUp; i++) {
            Thread.onSpinWait();
        }
    }
}
