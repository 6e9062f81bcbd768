package dev.freshet.runtime.run.progress;

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
 * Nodes that wait for a thread: to be decided, to run, or to be retried. Nodes that stop while they wait to be decided
 * are skipped later. Guarded by the engine's lock.
 */
final class StartQueue {
    private final ResourceQueue queue;
    private final boolean inOrder;
    /** Ranks of the nodes to decide. */
    private final IntHeap ready = new IntHeap();
    /** Ranks of nodes that are decided before a thread is free. */
    private final BitSet decidedAhead = new BitSet();

    /** How many nodes wait for a thread and for resources. */
    private int queued;

    private final PausedNodes paused = new PausedNodes();
    /** The partitions that are still to be made, by node that is called for each partition of an input. */
    private final Map<Integer, OpenPartitions> partitions = new HashMap<>();

    /** When each node could have started, by node. */
    private final long[] since;

    /** @param inOrder whether nodes start strictly in the order of their ranks */
    StartQueue(ResourceQueue queue, int nodes, boolean inOrder) {
        this.queue = queue;
        this.inOrder = inOrder;
        since = new long[nodes];
    }

    /** A node can start from now on. */
    void ready(int node, long now) {
        since[node] = now;
    }

    /** Queues a node to be decided. */
    void decide(int node) {
        ready.add(queue.rank(node));
    }

    /** Queues a node to run. */
    void run(int node) {
        queued++;
        queue.add(node);
    }

    /** Removes a node that was queued to run. */
    void remove(int node) {
        queued--;
        queue.remove(node);
    }

    /** Queues a node to be retried after a pause. */
    void pause(int node, long nanos) {
        paused.add(node, System.nanoTime() + nanos);
    }

    /**
     * Queues partitions of a node. Each starts as soon as a thread and the node's resources are free.
     *
     * @param atOnce how many run at the same time, at most; 0 for no limit
     */
    void open(int node, List<String> keys, int atOnce) {
        OpenPartitions open = new OpenPartitions(keys, atOnce);
        partitions.put(node, open);
        offer(node, open);
    }

    /** Queues the next partition of a node, in the way that the node itself would be queued. */
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

    /** A partition of a node has ended and is retried after a pause. */
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

    /** Takes back a partition that was not started. */
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

    /** Forgets the partitions of a node if none is left to make; returns whether none is left. */
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

    /** Returns the task of a node that starts. */
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

    /** Returns whether something waits that could start if resources allow. */
    boolean hasWaiting() {
        return !ready.isEmpty() || !queue.isEmpty();
    }

    boolean hasPaused() {
        return !paused.isEmpty();
    }

    /** Returns the time until the next retry; 0 if there is none. */
    long nanosUntilRetry() {
        return paused.nanosUntilNext(System.nanoTime());
    }

    /** Removes the nodes whose pause is over, and passes them on. */
    void takeDue(IntConsumer due) {
        paused.takeDue(System.nanoTime(), due);
    }

    /** Removes all nodes that wait to be retried, and passes them on. */
    void takePaused(IntConsumer all) {
        paused.takeAll(all);
    }

    boolean isInOrder() {
        return inOrder;
    }

    /**
     * Returns the next node to decide or to run.
     *
     * @param isReady whether a node must still be decided
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

    /** Returns the next node to decide ahead, so that it is ready once a thread is free. */
    Task nextAhead(IntPredicate isReady) {
        int first = ready.isEmpty() ? -1 : queue.node(ready.remove());
        if (first < 0 || !isReady.test(first)) {
            return Task.None.NOW;
        }
        decidedAhead.set(queue.rank(first));
        return new Task.Decide(first, true);
    }

    /** Returns how many nodes are being decided ahead or wait for a thread. */
    int ahead() {
        return decidedAhead.cardinality() + queued;
    }

    /** A node was decided ahead. */
    void decidedAhead(int node) {
        decidedAhead.clear(queue.rank(node));
    }
}
