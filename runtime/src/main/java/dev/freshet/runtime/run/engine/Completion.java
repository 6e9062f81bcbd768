package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.schedule.ResourceQueue;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * What each node lacks to be complete: saves of its outputs, and nodes that it reads from. Guarded by the engine's
 * lock.
 */
final class Completion {
    private final Edges edges;
    private final ResourceQueue queue;
    private final int[] incomplete;
    private final int[] unsaved;
    private final ArrayDeque<Integer> toRecord = new ArrayDeque<>();
    private final BitSet completed = new BitSet();

    Completion(Edges edges, ResourceQueue queue, int nodes) {
        this.edges = edges;
        this.queue = queue;
        incomplete = new int[nodes];
        unsaved = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            incomplete[node] = edges.dataPredecessors(node);
        }
    }

    /** Outputs of a node are being saved from now on. */
    void saving(int node, int saves) {
        unsaved[node] = saves;
        for (int i = 0; i < saves; i++) {
            queue.saving();
        }
    }

    /** One of them has been saved, or could not be. */
    void saved(int node) {
        queue.saved();
        unsaved[node]--;
    }

    /** A node whose partitions are made is to be ended; that may save outputs that are stored as a whole. */
    void finishing() {
        queue.saving();
    }

    /** It has been. */
    void finished() {
        queue.saved();
    }

    boolean isSaved(int node) {
        return unsaved[node] == 0;
    }

    /** Whether all nodes that a node reads from are complete. */
    boolean mayComplete(int node) {
        return incomplete[node] <= 0;
    }

    /** A node that a node reads from is complete, or failed and the node wants to know. */
    void lacksOneLess(int node) {
        incomplete[node]--;
    }

    /** A node lacks nothing and is to be recorded. */
    void toRecord(int node) {
        toRecord.add(node);
    }

    /** Takes the next node to be recorded; -1 if there is none. */
    int nextToRecord() {
        return toRecord.isEmpty() ? -1 : toRecord.remove();
    }

    boolean isComplete(int node) {
        return completed.get(node);
    }

    /** A node is complete. Those that read from it lack one less, which the caller sees to. */
    void completed(int node) {
        completed.set(node);
    }

    /** A node may save its outputs again, so whoever reads them is not complete before it is. */
    void reopen(int node) {
        if (completed.get(node)) {
            completed.clear(node);
            for (int edge = edges.first(node); edge < edges.end(node); edge++) {
                incomplete[edges.successor(edge)] += edges.carriesData(edge) ? 1 : 0;
            }
        }
    }
}
