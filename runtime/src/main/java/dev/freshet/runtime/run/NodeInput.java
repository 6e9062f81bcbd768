package dev.freshet.runtime.run;

import org.jspecify.annotations.Nullable;

/** Where an input of a node is, for an executor that does not call the node in this process. */
public sealed interface NodeInput {
    /** The input's name. */
    String dataset();

    /** It is to be loaded by the catalog. */
    record Stored(String dataset) implements NodeInput {}

    /**
     * It is in memory.
     *
     * @param value a parameter, what a caller or a listener gave, or what the executor itself returned for an output;
     *     null only as a parameter
     */
    record Value(String dataset, @Nullable Object value) implements NodeInput {}

    /**
     * It was not made, and the node wants to know.
     *
     * @param node the node that failed
     * @param cause what it failed of
     */
    record Failure(String dataset, String node, Throwable cause) implements NodeInput {}
}
