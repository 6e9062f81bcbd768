package dev.freshet.runtime.run;

import dev.freshet.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/** The place of a node's input, for an executor that does not call the node with {@link NodeCall#callHere}. */
public sealed interface NodeInput {
    /** The input's name. */
    String dataset();

    /** The input is stored, as the catalog says. */
    record Stored(String dataset) implements NodeInput {}

    /**
     * The input is in memory.
     *
     * @param value a parameter, a value that a caller or a listener gave, or what the executor itself returned for an
     *     output; only parameters can be null
     */
    record Value(String dataset, @Nullable Object value) implements NodeInput {}

    /**
     * The input was not made, and the node takes the failure as its input.
     *
     * @param node the node that failed
     * @param cause what that node threw
     */
    record Failure(String dataset, String node, Throwable cause) implements NodeInput {}

    /**
     * The executor itself stores the input. Only an executor that sends work to a {@link NodeWorker} creates this; a
     * {@link NodeCall} never contains it.
     *
     * @param place the dataset that loads it
     */
    record Elsewhere(String dataset, Dataset<Object> place) implements NodeInput {}
}
