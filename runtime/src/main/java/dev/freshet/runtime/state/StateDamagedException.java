package dev.freshet.runtime.state;

/** Thrown when the state is damaged in a way that an interrupted run cannot cause. */
public final class StateDamagedException extends StateException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for the user. */
    public StateDamagedException(String message) {
        super(message, null);
    }
}
