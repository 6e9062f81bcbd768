package dev.freshet.runtime.state;

import java.time.Duration;

/** Thrown when another live run holds the lock of the state. */
public final class StateLockedException extends StateException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final boolean hasWaited;

    /**
     * Creates an exception with a message for the user.
     *
     * @param what who holds the lock
     * @param waited how long the run has waited for it
     */
    public StateLockedException(String what, Duration waited) {
        super(what + (waited.isZero() ? "; Run.waitForLock waits for it" : ""), null);
        this.what = what;
        this.hasWaited = !waited.isZero();
    }

    /** Returns who holds the lock, without what to do in Java. */
    public String what() {
        return what;
    }

    /** Returns whether the run has waited for the lock. */
    public boolean hasWaited() {
        return hasWaited;
    }
}
