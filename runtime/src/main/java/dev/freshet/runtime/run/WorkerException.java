package dev.freshet.runtime.run;

/**
 * A worker could not be started, or ended while a node ran in it. The message says why, for people.
 *
 * <p>An executor whose worker is gone for reasons that need not be the node's, such as a lost machine, throws one that
 * is {@linkplain #lost lost}. Then the node is called again, which does not count as one of its retries.
 */
public final class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isLost;

    public WorkerException(String message) {
        this(message, false);
    }

    private WorkerException(String message, boolean isLost) {
        super(message);
        this.isLost = isLost;
    }

    /** The worker is gone, and whatever the node did there is lost. */
    public static WorkerException lost(String message) {
        return new WorkerException(message, true);
    }

    public boolean isLost() {
        return isLost;
    }
}
