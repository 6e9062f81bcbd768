package dev.freshet.runtime.run;

import dev.freshet.dataset.Dataset;

/** Where an output of a node goes, for an executor that does not call the node with {@link NodeCall#callHere}. */
public sealed interface NodeOutput {
    /** The output's name. */
    String dataset();

    /** The catalog stores it. An executor that stores outputs itself saves it, and returns null for it. */
    record Stored(String dataset) implements NodeOutput {}

    /**
     * It is handed on in memory: the executor returns the value, or a {@link HeldValue} if other nodes read it.
     *
     * @param isRead whether other nodes read it; if not, the caller of the run may ask for it
     */
    record Value(String dataset, boolean isRead) implements NodeOutput {}

    /**
     * The executor itself stores it. A {@link NodeWorker} understands that; a {@link NodeCall} never says it.
     *
     * @param place saves it
     */
    record Elsewhere(String dataset, Dataset<Object> place) implements NodeOutput {}
}
