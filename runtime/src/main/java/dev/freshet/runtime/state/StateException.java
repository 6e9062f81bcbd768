package dev.freshet.runtime.state;

import dev.freshet.config.CompleteMessage;
import org.jspecify.annotations.Nullable;

/** Thrown when the state of earlier runs cannot be used. The message is one line and says what to do. */
public class StateException extends RuntimeException implements CompleteMessage {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for the user. */
    public StateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
