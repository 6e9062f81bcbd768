package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.hook.PartitionFailure;
import java.util.List;
import java.util.function.IntConsumer;

/** Ends nodes that make nothing: notes their outcomes, and drops the values that were kept for them. */
final class Endings {
    private final Outcomes outcomes;
    private final RetryRules retries;
    private final Interrupts interrupts;
    private final IntConsumer drop;

    /** @param drop drops the inputs and outputs of a node that are in memory */
    Endings(Outcomes outcomes, RetryRules retries, Interrupts interrupts, IntConsumer drop) {
        this.outcomes = outcomes;
        this.retries = retries;
        this.interrupts = interrupts;
        this.drop = drop;
    }

    /** A node has failed for good. */
    void fail(int node, Throwable cause) {
        outcomes.failed(node, cause);
        drop.accept(node);
    }

    /** A node has failed for good because of some of its partitions. */
    void fail(int node, Throwable cause, List<PartitionFailure> partitions) {
        outcomes.failed(node, cause, partitions);
        drop.accept(node);
    }

    /** A node was interrupted because the run was cancelled. */
    void cancel(int node) {
        outcomes.cancelled(node);
        drop.accept(node);
    }

    /** A node cannot run, or its results do not count, because another node failed. */
    void block(int node, int by) {
        outcomes.blocked(node, by);
        drop.accept(node);
    }

    /**
     * The run is stopping, so a node is not retried. Returns whether the node counts as failed, and not as cancelled.
     */
    boolean giveUp(int node) {
        if (interrupts.isCancelled()) {
            cancel(node);
            return false;
        }
        fail(node, retries.lastCause(node));
        return true;
    }

    /** A node that was about to run does not start. */
    void notStarted(int node) {
        drop.accept(node);
    }

    /** A node still runs although the run has ended. */
    void leaveBehind(int node) {
        outcomes.cancelled(node);
    }
}
