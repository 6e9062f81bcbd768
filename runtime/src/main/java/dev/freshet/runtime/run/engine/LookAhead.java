package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.progress.Task;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Chooses the nodes whose inputs are loaded before they start, as many as can run at a time. Guarded by the engine's
 * lock.
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
     * @param storesItself whether the executor of a node loads stored inputs, so that there is nothing to load here
     * @param most the largest number of nodes
     */
    LookAhead(Loader loader, ResourceQueue queue, IntPredicate storesItself, int most) {
        this.loader = loader;
        this.queue = queue;
        this.storesItself = storesItself;
        this.most = most;
    }

    /** Returns whether the inputs of another node may be loaded ahead. */
    boolean hasRoom() {
        return !queue.isExclusive() && ahead.cardinality() < most;
    }

    /** Returns whether a node is queued, whose inputs can be loaded next. */
    boolean isQueued() {
        return queue.peek() >= 0;
    }

    /** Returns the task to load the inputs of the node that starts next, if there are any. */
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
