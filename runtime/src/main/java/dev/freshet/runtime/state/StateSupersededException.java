package dev.freshet.runtime.state;

/** Thrown when another run has taken a claim over, because the run that held it seemed dead. */
public final class StateSupersededException extends StateException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for the user. */
    public StateSupersededException(String message) {
        super(message, null);
    }
}
