package dev.freshet.runtime.run;

import dev.freshet.dataset.Dataset;

/** The destination of a node's output, for an executor that does not call the node with {@link NodeCall#callHere}. */
public sealed interface NodeOutput {
    /** The output's name. */
    String dataset();

    /**
     * The output is stored, as the catalog says. An executor that stores outputs itself writes it and returns null for
     * it. A {@link NodeWorker} stages it, if its dataset type can; the run publishes staged outputs once the call has
     * succeeded.
     *
     * @param staging the name under which it is staged. Each call has another name, so that two calls of a node never
     *     write to the same place
     */
    record Stored(String dataset, String staging) implements NodeOutput {}

    /**
     * The output stays in memory: the executor returns the value, or a {@link HeldValue} if other nodes read it.
     *
     * @param isRead whether other nodes read it; if not, only the caller of the run may ask for it
     */
    record Value(String dataset, boolean isRead) implements NodeOutput {}

    /**
     * The executor itself stores the output. Only an executor that sends work to a {@link NodeWorker} creates this; a
     * {@link NodeCall} never contains it.
     *
     * @param place the dataset that saves it
     */
    record Elsewhere(String dataset, Dataset<Object> place) implements NodeOutput {}
}
