package dev.freshet.runtime.run;

/**
 * A value that an executor keeps outside of this process. When the executor calls a node that reads the value, it
 * receives this object as a {@link NodeInput.Value}. Only for outputs that other nodes read; see {@link
 * NodeOutput.Value}.
 */
public interface HeldValue {
    /**
     * Loads the value for the caller of the run. Called after all nodes have ended and before the executor is closed.
     *
     * @throws dev.freshet.dataset.DatasetException if it cannot be read
     */
    Object load();

    /** Frees the value, since no further node reads it. Never throws. */
    void drop();
}
