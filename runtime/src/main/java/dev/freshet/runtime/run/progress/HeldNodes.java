package dev.freshet.runtime.run.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that wait for values in memory from nodes that were skipped and now run on demand. Guarded by the engine's
 * lock.
 */
final class HeldNodes {
    /** The nodes that wait for the values of a node, by that node. */
    private final Map<Integer, List<Integer>> holders = new HashMap<>();
    /** The nodes that wait until a node is recorded, because they also read its stored outputs, by that node. */
    private final Map<Integer, List<Integer>> late = new HashMap<>();
    /** How many values a node waits for, by node. */
    private final Map<Integer, Integer> holds = new HashMap<>();

    /**
     * A node waits for a value that another node makes on demand.
     *
     * @param readsStored whether it also reads a stored output of the producer
     */
    void waitsFor(int node, int producer, boolean readsStored) {
        (readsStored ? late : holders)
                .computeIfAbsent(producer, key -> new ArrayList<>())
                .add(node);
    }

    /** Holds a node until that many values are made. */
    void hold(int node, int values) {
        holds.put(node, values);
    }

    /** Removes and returns the nodes that wait for the values of a node, one entry for each value. */
    List<Integer> take(int producer) {
        return take(holders, producer);
    }

    /** Removes and returns the nodes that wait until a node is recorded. */
    List<Integer> takeLate(int producer) {
        return take(late, producer);
    }

    private static List<Integer> take(Map<Integer, List<Integer>> holders, int producer) {
        List<Integer> waiting = holders.isEmpty() ? null : holders.remove(producer);
        return waiting == null ? List.of() : waiting;
    }

    /** A value that a node waits for was made; returns whether it was the last one. */
    boolean isLast(int node) {
        return holds.merge(node, -1, Integer::sum) == 0;
    }
}
