package dev.freshet.runtime.run.progress;

import java.util.BitSet;

/**
 * Lets nodes continue that waited for others: for their values or their records, or for a value that a skipped node
 * makes on demand. Guarded by the engine's lock.
 */
final class Releases {
    private final Edges edges;
    private final StateTable states;
    private final ReadyNodes ready;
    private final HeldNodes held;
    /** For how many upstream nodes each node waits. */
    private final int[] waiting;
    /** Nodes that no longer hold up their downstream nodes. */
    private final BitSet released = new BitSet();

    /** Nodes without upstream nodes are ready. */
    Releases(Edges edges, StateTable states, ReadyNodes ready, HeldNodes held) {
        this.edges = edges;
        this.states = states;
        this.ready = ready;
        this.held = held;
        waiting = new int[states.size()];
        for (int node = 0; node < waiting.length; node++) {
            waiting[node] = edges.predecessors(node);
        }
        for (int node = 0; node < waiting.length; node++) {
            if (waiting[node] == 0) {
                ready.ready(node, NodeState.WAITING);
            }
        }
    }

    /** A node's values are in memory. */
    void made(int node) {
        if (!released.get(node)) {
            release(node, false);
        }
    }

    /** A node was skipped, or is complete. */
    void ended(int node) {
        if (!released.get(node)) {
            release(node, true);
            released.set(node);
        }
    }

    /** In a run that records nothing, a node has ended once its values are made. */
    void madeAndEnded(int node) {
        for (int edge = edges.first(node); edge < edges.end(node); edge++) {
            released(edges.successor(edge));
        }
    }

    /** A node failed, and a downstream node takes the failure as its input. */
    void failed(int node, int reader) {
        if (!released.get(node)) {
            released(reader);
        }
    }

    private void release(int node, boolean atEnd) {
        for (int edge = edges.first(node); edge < edges.end(node); edge++) {
            if (edges.isEarly(edge) != atEnd || states.is(node, NodeState.SKIPPED)) {
                released(edges.successor(edge));
            }
        }
    }

    private void released(int node) {
        if (--waiting[node] == 0 && states.is(node, NodeState.WAITING)) {
            ready.ready(node, NodeState.WAITING);
        }
    }

    /** A node may start after all. */
    void takeUpAgain(int node) {
        ready.takeUpAgain(node, waiting[node] > 0);
    }

    /** Lets the nodes run that waited for the values of a node that ran on demand. */
    void letGo(int node) {
        letGo(held.take(node));
    }

    /** Lets the nodes run that waited for the record of a node that ran on demand. */
    void letGoLate(int node) {
        letGo(held.takeLate(node));
    }

    private void letGo(Iterable<Integer> holders) {
        for (int holder : holders) {
            if (states.is(holder, NodeState.HELD) && held.isLast(holder)) {
                ready.enqueue(holder, NodeState.HELD);
            }
        }
    }
}
