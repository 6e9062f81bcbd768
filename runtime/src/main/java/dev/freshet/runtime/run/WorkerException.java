package dev.freshet.runtime.run;

/** A process ended, or could not be started, while a node ran in it. The message says why, for people. */
public final class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    public WorkerException(String message) {
        super(message);
    }
}
