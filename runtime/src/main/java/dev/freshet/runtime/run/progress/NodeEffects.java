package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.change.Reason;

/**
 * What changes of nodes ask and tell the rest of the engine. All methods are called under the engine's lock. They
 * are quick, do not take that lock, and call no code of users except {@link dev.freshet.runtime.run.HeldValue#drop}.
 */
public interface NodeEffects {
    /** Returns whether a dataset is in memory and has no value now. */
    boolean isToBeMade(int dataset);

    /** Returns whether a dataset is stored. */
    boolean isStored(int dataset);

    /** Returns whether a node was skipped because it is up to date, and not by a listener. */
    boolean isUpToDate(int node);

    /** Returns whether a node was skipped because a listener gave its values. */
    boolean isGiven(int node);

    /** A skipped node must run. */
    void demand(int node, Reason reason);

    /** A node that must run waits for a value that a skipped node makes on demand. */
    void readsOnDemand(int node, int producer);

    /** A node has failed for good. */
    void fail(int node, Throwable cause);

    /** A node cannot run, or its results do not count, because another node failed. */
    void block(int node, int by);

    /** The run is stopping, so a node is not retried. Returns whether the node counts as failed. */
    boolean giveUp(int node);

    /** A node that was about to run does not start, because the run starts no further node. */
    void notStarted(int node);

    /** A node still runs although the run has ended. */
    void leaveBehind(int node);
}
