package dev.freshet.runtime.run.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that are held until others, which were skipped, have made values in memory after all. Guarded by the engine's
 * lock.
 */
final class HeldNodes {
    /** By node that runs on demand, those that wait for its values. */
    private final Map<Integer, List<Integer>> holders = new HashMap<>();
    /** By node that runs on demand, those that wait until it is recorded, because they read what it stores, too. */
    private final Map<Integer, List<Integer>> late = new HashMap<>();
    /** By node that is held, for how many values it waits. */
    private final Map<Integer, Integer> holds = new HashMap<>();

    /**
     * A node waits for a value that another makes on demand.
     *
     * @param readsStored whether it also reads something that the other one stores
     */
    void waitsFor(int node, int producer, boolean readsStored) {
        (readsStored ? late : holders)
                .computeIfAbsent(producer, key -> new ArrayList<>())
                .add(node);
    }

    /** A node is held until that many values are made. */
    void hold(int node, int values) {
        holds.put(node, values);
    }

    /** Takes out those that wait for the values of a node, one entry for each value. */
    List<Integer> take(int producer) {
        return take(holders, producer);
    }

    /** The same of those that wait until it is recorded. */
    List<Integer> takeLate(int producer) {
        return take(late, producer);
    }

    private static List<Integer> take(Map<Integer, List<Integer>> holders, int producer) {
        List<Integer> waiting = holders.isEmpty() ? null : holders.remove(producer);
        return waiting == null ? List.of() : waiting;
    }

    /** One of the values that a node waits for is made; returns whether it was the last. */
    boolean isLast(int node) {
        return holds.merge(node, -1, Integer::sum) == 0;
    }
}
