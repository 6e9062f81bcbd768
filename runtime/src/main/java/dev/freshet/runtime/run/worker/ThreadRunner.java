package dev.freshet.runtime.run.worker;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Calls nodes in this process. */
public final class ThreadRunner implements Runner {
    public static final int AS_WIDE_AS_THE_GRAPH = 0;

    private final int threads;

    public ThreadRunner(int threads) {
        this.threads = threads;
    }

    @Override
    public int slots(PipelineGraph graph) {
        return threads == AS_WIDE_AS_THE_GRAPH
                ? Math.min(Runtime.getRuntime().availableProcessors(), width(graph))
                : threads;
    }

    @Override
    public NodeExecutor start(RunSetup setup) {
        return NodeExecutor.IN_PROCESS;
    }

    /**
     * Returns the width of a graph: the largest number of nodes at the same depth; at least 1. A node that is called
     * for each partition counts as any number of nodes.
     */
    static int width(PipelineGraph graph) {
        if (IntStream.range(0, graph.nodeCount()).anyMatch(node -> graph.eachInput(node) >= 0)) {
            return Integer.MAX_VALUE;
        }
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
}
