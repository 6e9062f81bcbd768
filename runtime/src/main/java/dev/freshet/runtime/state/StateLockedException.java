package dev.freshet.runtime.state;

/** Thrown when another live run holds the lock of the state. */
public final class StateLockedException extends StateException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for the user. */
    public StateLockedException(String message) {
        super(message, null);
    }
}
