package dev.freshet.runtime.state;

/** Another run, which is alive, holds the lock of the state. */
public final class StateLockedException extends StateException {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public StateLockedException(String message) {
        super(message, null);
    }
}
