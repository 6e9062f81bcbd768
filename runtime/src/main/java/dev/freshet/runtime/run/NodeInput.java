package dev.freshet.runtime.run;

import dev.freshet.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/** Where an input of a node is, for an executor that does not call the node with {@link NodeCall#callHere}. */
public sealed interface NodeInput {
    /** The input's name. */
    String dataset();

    /** The catalog stores it. */
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

    /**
     * The executor itself stores it. A {@link NodeWorker} understands that; a {@link NodeCall} never says it.
     *
     * @param place loads it
     */
    record Elsewhere(String dataset, Dataset<Object> place) implements NodeInput {}
}
