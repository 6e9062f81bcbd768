package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;

/** The state of each node. At first, all nodes are waiting. Guarded by the engine's lock. */
final class StateTable {
    private final PipelineGraph graph;
    private final NodeState[] states;

    StateTable(PipelineGraph graph) {
        this.graph = graph;
        states = new NodeState[graph.nodeCount()];
        Arrays.fill(states, NodeState.WAITING);
    }

    int size() {
        return states.length;
    }

    NodeState of(int node) {
        return states[node];
    }

    boolean is(int node, NodeState state) {
        return states[node] == state;
    }

    /** Returns whether a node has made its values, or will make nothing that counts. */
    boolean isMade(int node) {
        NodeState state = states[node];
        return state == NodeState.MADE || state == NodeState.COMPLETE || state == NodeState.STOPPED;
    }

    /** Returns whether a node must run and waits for a thread, or for a value in memory. */
    boolean isToStart(int node) {
        return states[node] == NodeState.QUEUED || states[node] == NodeState.HELD;
    }

    /** Changes the state of a node. All changes go through this method. */
    void move(int node, NodeState from, NodeState to) {
        if (states[node] != from || !from.mayBecome(to)) {
            throw new IllegalStateException(
                    "node " + graph.node(node) + " is " + states[node] + " and cannot go from " + from + " to " + to);
        }
        states[node] = to;
    }
}
