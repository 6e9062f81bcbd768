package dev.freshet.runtime.run;

/** Thrown when a node of a run failed. The cause is what the node threw. */
public final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
