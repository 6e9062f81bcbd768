package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.schedule.ResourceQueue;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Which nodes have their inputs loaded before they start, as many as could run at a time. Guarded by the engine's lock.
 */
final class LookAhead {
    private final Loader loader;
    private final ResourceQueue queue;
    private final IntPredicate storesItself;
    private final int most;
    private final BitSet ahead = new BitSet();

    /**
     * For one run.
     *
     * @param storesItself whether the executor of a node loads what is stored, so that there is nothing to load here
     * @param most for how many nodes at a time
     */
    LookAhead(Loader loader, ResourceQueue queue, IntPredicate storesItself, int most) {
        this.loader = loader;
        this.queue = queue;
        this.storesItself = storesItself;
        this.most = most;
    }

    /** Whether there is room to look further ahead. */
    boolean hasRoom() {
        return !queue.isExclusive() && ahead.cardinality() < most;
    }

    /** Whether a node is queued, so that its inputs are what comes next. */
    boolean isQueued() {
        return queue.peek() >= 0;
    }

    /** Loads the inputs of the node that starts next, if there are any to load. */
    Task next() {
        int queued = queue.peek();
        if (queued < 0 || ahead.get(queued) || storesItself.test(queued) || !loader.loads(queued)) {
            return Task.None.NOW;
        }
        ahead.set(queued);
        return new Task.Load(queued);
    }

    /** A node starts. */
    void started(int node) {
        ahead.clear(node);
    }
}
