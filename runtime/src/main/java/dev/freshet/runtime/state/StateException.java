package dev.freshet.runtime.state;

import org.jspecify.annotations.Nullable;

/** The state of earlier runs cannot be used; the message is one line and says what to do. */
public class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With a message for people. */
    public StateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
