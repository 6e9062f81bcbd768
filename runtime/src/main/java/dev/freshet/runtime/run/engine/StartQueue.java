package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.partition.OpenPartitions;
import dev.freshet.runtime.schedule.IntHeap;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Nodes that wait for a thread: to be decided about, to run, or to be tried again. Nodes that stop while they wait to
 * be decided about are left out later. Guarded by the engine's lock.
 */
final class StartQueue {
    private final ResourceQueue queue;
    private final boolean inOrder;
    /** Ranks of the nodes to be decided about. */
    private final IntHeap ready = new IntHeap();
    /** Ranks of nodes that are decided about before a thread is free. */
    private final BitSet decidedAhead = new BitSet();

    /** How many nodes wait for a thread and for resources. */
    private int queued;

    private final PausedNodes paused = new PausedNodes();
    /** By node that is called for each partition of an input, those that are still to be made. */
    private final Map<Integer, OpenPartitions> partitions = new HashMap<>();

    /** By node, since when it could have started. */
    private final long[] since;

    /** @param inOrder whether no node may overtake one that could have been taken before it */
    StartQueue(ResourceQueue queue, int nodes, boolean inOrder) {
        this.queue = queue;
        this.inOrder = inOrder;
        since = new long[nodes];
    }

    /** From now on a node could start. */
    void ready(int node, long now) {
        since[node] = now;
    }

    /** A node is to be decided about. */
    void decide(int node) {
        ready.add(queue.rank(node));
    }

    /** A node is to run. */
    void run(int node) {
        queued++;
        queue.add(node);
    }

    /** A node that was to run must not. */
    void remove(int node) {
        queued--;
        queue.remove(node);
    }

    /** A node is to be tried again after a pause. */
    void pause(int node, long nanos) {
        paused.add(node, System.nanoTime() + nanos);
    }

    /**
     * Partitions of a node are to be made, each as soon as there is a thread and what the node needs.
     *
     * @param atOnce how many at a time, at most; 0 if that is not limited
     */
    void open(int node, List<String> keys, int atOnce) {
        OpenPartitions open = new OpenPartitions(keys, atOnce);
        partitions.put(node, open);
        offer(node, open);
    }

    /** The next partition of a node waits, as the node itself would. */
    private void offer(int node, OpenPartitions open) {
        if (open.offer()) {
            run(node);
        }
    }

    /** A partition of a node has ended. */
    void partitionEnded(int node) {
        OpenPartitions open = open(node);
        open.ended();
        offer(node, open);
    }

    /** A partition of a node has ended, and is to be tried again after a pause. */
    void pausePartition(int node, String key, long nanos) {
        open(node).pause(key, System.nanoTime() + nanos);
        pause(node, nanos);
    }

    /** A pause of a partition is over. */
    void resumePartition(int node) {
        OpenPartitions open = partitions.get(node);
        if (open != null) {
            open.resume();
            offer(node, open);
        }
    }

    /** A partition of a node that was taken is not started. */
    void giveBackPartition(int node, String key) {
        OpenPartitions open = open(node);
        open.giveBack(key);
        offer(node, open);
    }

    /** No further partition of a node starts. */
    void dropPartitions(int node) {
        OpenPartitions open = partitions.get(node);
        if (open != null && open.drop()) {
            remove(node);
        }
    }

    /** Forgets the partitions of a node if none is left to be made; returns whether that is so. */
    boolean closePartitions(int node) {
        OpenPartitions open = partitions.get(node);
        boolean isOver = open != null && open.isOver();
        if (isOver) {
            partitions.remove(node);
        }
        return isOver;
    }

    private OpenPartitions open(int node) {
        return Objects.requireNonNull(partitions.get(node), "it has open partitions");
    }

    /** What a node does that has its turn. */
    private Task started(int node) {
        queued--;
        OpenPartitions open = partitions.isEmpty() ? null : partitions.get(node);
        if (open == null) {
            return new Task.Execute(node, since[node]);
        }
        String key = open.take();
        offer(node, open);
        return new Task.Partition(node, key);
    }

    /** Whether there is something that could be taken, if resources allow. */
    boolean hasWaiting() {
        return !ready.isEmpty() || !queue.isEmpty();
    }

    boolean hasPaused() {
        return !paused.isEmpty();
    }

    /** How long until a node is tried again; 0 if none is. */
    long nanosUntilRetry() {
        return paused.nanosUntilNext(System.nanoTime());
    }

    /** Takes out the nodes whose pause is over. */
    void takeDue(IntConsumer due) {
        paused.takeDue(System.nanoTime(), due);
    }

    /** Takes out all nodes that are to be tried again. */
    void takePaused(IntConsumer all) {
        paused.takeAll(all);
    }

    boolean isInOrder() {
        return inOrder;
    }

    /**
     * The next node to be decided about, or to run.
     *
     * @param isReady whether a node is still to be decided about
     * @param below the rank below which nodes are considered
     */
    Task next(IntPredicate isReady, int below) {
        int limit = inOrder && !decidedAhead.isEmpty() ? Math.min(below, decidedAhead.nextSetBit(0)) : below;
        while (ready.peek() < limit) {
            int node = queue.poll(Math.min(limit, ready.peek()));
            if (node >= 0) {
                return started(node);
            }
            int first = queue.node(ready.remove());
            if (isReady.test(first)) {
                return new Task.Decide(first, false);
            }
        }
        int node = queue.poll(limit);
        return node < 0 ? Task.None.NOW : started(node);
    }

    /** The next node to be decided about, so that it is ready when a thread is. */
    Task nextAhead(IntPredicate isReady) {
        int first = ready.isEmpty() ? -1 : queue.node(ready.remove());
        if (first < 0 || !isReady.test(first)) {
            return Task.None.NOW;
        }
        decidedAhead.set(queue.rank(first));
        return new Task.Decide(first, true);
    }

    /** How many nodes are being decided about ahead, or wait for a thread. */
    int ahead() {
        return decidedAhead.cardinality() + queued;
    }

    /** A node that was to be decided about ahead has been. */
    void decidedAhead(int node) {
        decidedAhead.clear(queue.rank(node));
    }
}
