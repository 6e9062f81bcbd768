package dev.freshet.runtime.run;

import dev.freshet.dataset.Dataset;

/** Where an output of a node goes, for an executor that does not call the node with {@link NodeCall#callHere}. */
public sealed interface NodeOutput {
    /** The output's name. */
    String dataset();

    /**
     * The catalog stores it. An executor that stores outputs itself writes it, and returns null for it. A {@link
     * NodeWorker} stages it if its dataset type can; the run publishes what the call staged when the call has succeeded.
     *
     * @param staging the name under which it is staged, another one for each call, so that two calls of a node never
     *     write to the same place
     */
    record Stored(String dataset, String staging) implements NodeOutput {}

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
