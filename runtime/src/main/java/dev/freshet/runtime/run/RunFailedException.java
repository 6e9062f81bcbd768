package dev.freshet.runtime.run;

/** A run in which a node failed; the cause is what the node threw. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
