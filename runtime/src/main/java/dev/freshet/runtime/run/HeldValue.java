package dev.freshet.runtime.run;

/**
 * A value that an executor keeps somewhere else, for calls of other nodes by itself: it comes back as a {@link
 * NodeInput.Value}. Only for outputs that other nodes read; see {@link NodeOutput.Value}.
 */
public interface HeldValue {
    /**
     * Returns the value, for the caller of the run. Called after all nodes have ended, and before the executor is closed.
     *
     * @throws dev.freshet.dataset.DatasetException if it cannot be read
     */
    Object load();

    /** No further node reads it. Never throws. */
    void drop();
}
