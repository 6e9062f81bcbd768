package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/**
 * The nodes that take a failure as their input, and the nodes that these need. After a failure, a run may go on for
 * these nodes only. Guarded by the engine's lock.
 */
final class FailureReaders {
    private final PipelineGraph graph;
    private final StateTable states;
    private final BitSet needed = new BitSet();
    /** Nodes that did not start, and whose inputs are no longer kept. */
    private final BitSet givenUp = new BitSet();

    private boolean startsNoOthers;

    FailureReaders(PipelineGraph graph, StateTable states) {
        this.graph = graph;
        this.states = states;
    }

    /** From now on, no other nodes start. */
    void startNoOthers() {
        startsNoOthers = true;
    }

    /** Returns whether no other nodes start. */
    boolean startsNoOthers() {
        return startsNoOthers;
    }

    /** Returns whether a node may still start. */
    boolean mayStart(int node) {
        return !startsNoOthers || needed.get(node);
    }

    boolean isNeeded(int node) {
        return needed.get(node);
    }

    /** A node did not start, and its inputs are no longer kept. */
    void giveUp(int node) {
        givenUp.set(node);
    }

    /** A skipped node runs on demand. If no other nodes start, a needed node demands it. */
    void demand(int node) {
        if (startsNoOthers) {
            needed.set(node);
        }
    }

    /**
     * A node takes a failure as its input. It runs with all nodes that it needs, unless one of them was given up.
     *
     * @return the nodes that were not needed before
     */
    BitSet need(int reader) {
        BitSet all = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(reader));
        while (!open.isEmpty()) {
            int node = open.remove();
            if (!all.get(node) && !needed.get(node) && !states.isMade(node)) {
                all.set(node);
                for (int earlier : graph.predecessors(node)) {
                    open.add(earlier);
                }
            }
        }
        if (all.intersects(givenUp)) {
            return new BitSet();
        }
        needed.or(all);
        return all;
    }
}
