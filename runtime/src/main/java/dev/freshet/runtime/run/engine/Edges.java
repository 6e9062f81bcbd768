package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Who waits for whom, and for how much of it. Arrays by number, for graphs of a hundred thousand nodes. */
final class Edges {
    private static final int EARLY = 1;
    private static final int TOLERANT = 2;
    private static final int DATA = 4;

    private final int[] firsts;
    private final int[] successors;
    private final byte[] kinds;
    private final int[] predecessors;
    private final int[] dataPredecessors;

    /**
     * A node that makes or reads partitions waits until all is recorded that it reads: what it need not make again
     * depends on that.
     *
     * @param isCertain whether it is known beforehand that a node runs
     * @param canBeHandedOn whether the value of a dataset is passed on in memory, before it is saved if it is
     */
    Edges(PipelineGraph graph, IntPredicate isCertain, IntPredicate canBeHandedOn) {
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

    /** Datasets that a node makes under that very name, and not in another format. */
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
                // Who wants to know of failures wants to know of failed saves too.
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

    /** How many nodes a node waits for. */
    int predecessors(int node) {
        return predecessors[node];
    }

    /** How many nodes make what a node reads. */
    int dataPredecessors(int node) {
        return dataPredecessors[node];
    }

    /** The first of a node's edges to those that wait for it. */
    int first(int node) {
        return firsts[node];
    }

    /** The end of a node's edges. */
    int end(int node) {
        return firsts[node + 1];
    }

    /** Who waits. */
    int successor(int edge) {
        return successors[edge];
    }

    /** Whether it may start as soon as the values are there, although they are not saved yet. */
    boolean isEarly(int edge) {
        return (kinds[edge] & EARLY) != 0;
    }

    /** Whether it may start although the node before it failed. */
    boolean isTolerant(int edge) {
        return (kinds[edge] & TOLERANT) != 0;
    }

    /** Whether it reads what the node before it makes, and does not only come after it. */
    boolean carriesData(int edge) {
        return (kinds[edge] & DATA) != 0;
    }
}
