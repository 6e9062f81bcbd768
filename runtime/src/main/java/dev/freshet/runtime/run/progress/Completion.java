package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.schedule.ResourceQueue;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * What each node still needs to be complete: saves of its outputs, and its upstream nodes. Guarded by the engine's
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

    /** Saves of a node's outputs have begun. */
    void saving(int node, int saves) {
        unsaved[node] = saves;
        for (int i = 0; i < saves; i++) {
            queue.saving();
        }
    }

    /** One save has ended, with or without success. */
    void saved(int node) {
        queue.saved();
        unsaved[node]--;
    }

    /** Begins to finish a node whose partitions are made. This may save outputs that are stored as a whole. */
    void finishing() {
        queue.saving();
    }

    /** A node whose partitions are made has been finished. */
    void finished() {
        queue.saved();
    }

    boolean isSaved(int node) {
        return unsaved[node] == 0;
    }

    /** Returns whether all nodes that a node reads from are complete. */
    boolean mayComplete(int node) {
        return incomplete[node] <= 0;
    }

    /** An upstream node is complete, or it failed and the node takes the failure as its input. */
    void lacksOneLess(int node) {
        incomplete[node]--;
    }

    /** Queues a node to be recorded, since it is complete. */
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

    /** A node is complete. The caller then calls {@link #lacksOneLess} for its consumers. */
    void completed(int node) {
        completed.set(node);
    }

    /** A node may save its outputs again, so its consumers cannot be complete before it is. */
    void reopen(int node) {
        if (completed.get(node)) {
            completed.clear(node);
            for (int edge = edges.first(node); edge < edges.end(node); edge++) {
                incomplete[edges.successor(edge)] += edges.carriesData(edge) ? 1 : 0;
            }
        }
    }
}
