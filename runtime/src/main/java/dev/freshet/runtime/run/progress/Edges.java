package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which node waits for which, and until when: for the values, or for the saves. Arrays by number, for graphs of a
 * hundred thousand nodes.
 */
public final class Edges {
    private static final int EARLY = 1;
    private static final int TOLERANT = 2;
    private static final int DATA = 4;

    private final int[] firsts;
    private final int[] successors;
    private final byte[] kinds;
    private final int[] predecessors;
    private final int[] dataPredecessors;

    /**
     * Finds all edges. A node that makes or reads partitions waits until its upstream nodes are recorded, since the
     * partitions that are up to date depend on that.
     *
     * @param isCertain whether a node is certain to run
     * @param canBeHandedOn whether consumers receive the value of a dataset in memory
     */
    public Edges(PipelineGraph graph, IntPredicate isCertain, IntPredicate canBeHandedOn) {
        int count = graph.nodeCount();
        firsts = new int[count + 1];
        predecessors = new int[count];
        dataPredecessors = new int[count];
        for (int node = 0; node < count; node++) {
            for (int earlier : graph.predecessors(node)) {
                firsts[earlier + 1]++;
            }
        }
        for (int node = 0; node < count; node++) {
            firsts[node + 1] += firsts[node];
        }
        successors = new int[firsts[count]];
        kinds = new byte[successors.length];
        int[] filled = Arrays.copyOf(firsts, count);
        byte[] kind = new byte[count];
        BitSet made = madeUnderTheirNames(graph);
        for (int node = 0; node < count; node++) {
            int[] before = graph.predecessors(node);
            for (int earlier : before) {
                kind[earlier] = EARLY | TOLERANT;
            }
            boolean waits = graph.makesPartitions(node) || graph.readsPartitions(node);
            classify(graph, node, kind, input -> !waits && made.get(input) && canBeHandedOn.test(input));
            for (int earlier : before) {
                boolean early = (kind[earlier] & EARLY) != 0 && isCertain.test(node);
                int place = filled[earlier]++;
                successors[place] = node;
                kinds[place] = (byte) (early ? kind[earlier] : kind[earlier] & ~EARLY);
                predecessors[node]++;
                dataPredecessors[node] += (kind[earlier] & DATA) == 0 ? 0 : 1;
            }
        }
    }

    /** Returns the datasets that a node makes under the same name, and not as another variant. */
    private static BitSet madeUnderTheirNames(PipelineGraph graph) {
        BitSet made = new BitSet(graph.datasetCount());
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int output : graph.outputs(node)) {
                made.set(output);
            }
        }
        return made;
    }

    private static void classify(PipelineGraph graph, int node, byte[] kind, IntPredicate handedOn) {
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            int producer = graph.producer(inputs[i]);
            if (producer >= 0) {
                // A node that takes failures as its input takes failed saves, too.
                boolean outcome = graph.takesOutcome(node, i);
                kind[producer] |= DATA;
                kind[producer] &= (byte) (handedOn.test(inputs[i]) && !outcome ? ~0 : ~EARLY);
                kind[producer] &= (byte) (outcome ? ~0 : ~TOLERANT);
            }
        }
        for (int earlier : graph.after(node)) {
            kind[earlier] &= ~(EARLY | TOLERANT);
        }
    }

    /** Returns how many nodes a node waits for. */
    int predecessors(int node) {
        return predecessors[node];
    }

    /** Returns how many nodes make a node's inputs. */
    int dataPredecessors(int node) {
        return dataPredecessors[node];
    }

    /** Returns the first of a node's edges to the nodes that wait for it. */
    int first(int node) {
        return firsts[node];
    }

    /** Returns the end of a node's edges, exclusive. */
    int end(int node) {
        return firsts[node + 1];
    }

    /** Returns the node that waits. */
    int successor(int edge) {
        return successors[edge];
    }

    /** Returns whether the waiting node may start as soon as the values are in memory, before they are saved. */
    boolean isEarly(int edge) {
        return (kinds[edge] & EARLY) != 0;
    }

    /** Returns whether the waiting node may start although the upstream node failed. */
    boolean isTolerant(int edge) {
        return (kinds[edge] & TOLERANT) != 0;
    }

    /** Returns whether the waiting node reads an output of the upstream node, and does not only run after it. */
    boolean carriesData(int edge) {
        return (kinds[edge] & DATA) != 0;
    }
}
