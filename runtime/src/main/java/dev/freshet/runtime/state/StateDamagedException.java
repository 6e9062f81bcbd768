package dev.freshet.runtime.state;

/** The state of earlier runs is damaged in a way that no interrupted run can explain. */
public final class StateDamagedException extends StateException {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public StateDamagedException(String message) {
        super(message, null);
    }
}
