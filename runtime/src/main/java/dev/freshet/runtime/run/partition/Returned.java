package dev.freshet.runtime.run.partition;

import dev.freshet.runtime.plan.PipelineGraph;
import org.jspecify.annotations.Nullable;

/** Checks the values that methods of nodes return. */
public final class Returned {
    private Returned() {}

    /**
     * Returns the value that a node returned for an output.
     *
     * @throws NullPointerException if it is null; the message names the method and the dataset
     */
    public static Object required(PipelineGraph graph, int node, int output, @Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(
                    graph.method(node) + " returned null for \"" + graph.dataset(graph.outputs(node)[output]) + "\"");
        }
        return value;
    }
}
