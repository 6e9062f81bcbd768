package dev.freshet.runtime.run;

import dev.freshet.config.CompleteMessage;

/**
 * Thrown when a worker cannot be started, or when it ends while a node runs in it. The message says why.
 *
 * <p>If the worker may have ended for reasons outside of the node, such as a lost machine, the executor throws an
 * exception from {@link #lost}. Then the run calls the node again, and this does not count as one of the node's
 * retries.
 */
public final class WorkerException extends Exception implements CompleteMessage {
    private static final long serialVersionUID = 1L;

    private final boolean isLost;

    /** Creates an exception that makes the node fail. */
    public WorkerException(String message) {
        this(message, false);
    }

    private WorkerException(String message, boolean isLost) {
        super(message);
        this.isLost = isLost;
    }

    /** Creates an exception for a worker that is lost, together with the work of its node. */
    public static WorkerException lost(String message) {
        return new WorkerException(message, true);
    }

    /** Returns whether the worker is lost, so that the node must be called again. */
    public boolean isLost() {
        return isLost;
    }
}
