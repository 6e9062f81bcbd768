package dev.freshet.runtime.schedule;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;

/** In which order nodes are started among those that could be. */
public final class Priorities {
    private Priorities() {}

    /** In the order of their numbers. */
    public static int[] byNumber(PipelineGraph graph) {
        int[] nodes = new int[graph.nodeCount()];
        Arrays.setAll(nodes, node -> node);
        return nodes;
    }

    /**
     * Those first behind which the longest work waits, so that the longest path of the pipeline is never kept waiting
     * (Hu's rule, "critical path first"); equal ones in the order of their numbers.
     *
     * @param nanos how long a node took when it last ran, 0 or less if not known: then as long as the others on average
     * @return the nodes' numbers, the first to start first
     */
    public static int[] byLongestPath(PipelineGraph graph, IntToLongFunction nanos) {
        int count = graph.nodeCount();
        long[] weights = new long[count];
        long sum = 0;
        int known = 0;
        for (int node = 0; node < count; node++) {
            weights[node] = nanos.applyAsLong(node);
            if (weights[node] > 0) {
                sum += weights[node];
                known++;
            }
        }
        long usual = known == 0 ? 1 : Math.max(1, sum / known);
        long[] path = new long[count];
        for (int node = count - 1; node >= 0; node--) {
            path[node] += weights[node] > 0 ? weights[node] : usual;
            for (int earlier : graph.predecessors(node)) {
                path[earlier] = Math.max(path[earlier], path[node]);
            }
        }
        Integer[] order = new Integer[count];
        Arrays.setAll(order, node -> node);
        Arrays.sort(order, Comparator.<Integer>comparingLong(node -> path[node]).reversed());
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
