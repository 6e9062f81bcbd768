package dev.freshet.runtime.run;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** Calls nodes in this process. */
final class ThreadRunner implements Runner {
    private final String name;
    private final ToIntFunction<PipelineGraph> slots;

    ThreadRunner(String name, ToIntFunction<PipelineGraph> slots) {
        this.name = name;
        this.slots = slots;
    }

    @Override
    public int slots(PipelineGraph graph) {
        return slots.applyAsInt(graph);
    }

    @Override
    public NodeExecutor start() {
        return NodeExecutor.IN_PROCESS;
    }

    /** The most nodes that have equally many layers of nodes before them; at least 1. */
    static int width(PipelineGraph graph) {
        int[] layers = new int[graph.nodeCount()];
        int[] sizes = new int[graph.nodeCount()];
        for (int node = 0; node < layers.length; node++) {
            for (int earlier : graph.predecessors(node)) {
                layers[node] = Math.max(layers[node], layers[earlier] + 1);
            }
            sizes[layers[node]]++;
        }
        return Math.max(1, Arrays.stream(sizes).max().orElse(1));
    }

    @Override
    public String toString() {
        return name;
    }
}
