package dev.freshet.runtime.state;

import org.jspecify.annotations.Nullable;

/** Thrown when the state of earlier runs cannot be used. The message is one line and says what to do. */
public class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for the user. */
    public StateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
