package dev.freshet.runtime.schedule;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToLongFunction;

/** The order in which ready nodes start. */
public final class Priorities {
    private Priorities() {}

    /** Returns the nodes in the order of their numbers. */
    public static int[] byNumber(PipelineGraph graph) {
        int[] nodes = new int[graph.nodeCount()];
        Arrays.setAll(nodes, node -> node);
        return nodes;
    }

    /**
     * Returns the nodes by longest remaining work: the node with the longest remaining path starts first, so that the
     * longest path of the pipeline never waits (Hu's rule, "critical path first"). Equal nodes keep the order of their
     * numbers.
     *
     * @param nanos the duration of a node's last run in nanoseconds; 0 or less if unknown, which counts as the average
     *     of the others
     * @return the nodes' numbers; the first one starts first
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
