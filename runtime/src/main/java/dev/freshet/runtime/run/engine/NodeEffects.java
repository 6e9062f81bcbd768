package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.Reason;

/**
 * What follows outside of {@link NodeStates} when they change, and what they must know of it. Called under the engine's
 * lock: all of it is quick, and none of it asks for the engine's lock or calls what users wrote, but for {@link
 * dev.freshet.runtime.run.HeldValue#drop}.
 */
interface NodeEffects {
    /** Whether a dataset is only in memory, and not there. */
    boolean isToBeMade(int dataset);

    /** Whether a dataset is stored. */
    boolean isStored(int dataset);

    /** Whether a node was skipped because nothing has changed, and not by a listener. */
    boolean isUpToDate(int node);

    /** A node that was skipped must run. */
    void demand(int node, Reason reason);

    /** A node that is to run reads what another makes on demand, and waits for it. */
    void readsOnDemand(int node, int producer);

    /** A node has failed for good. */
    void fail(int node, Throwable cause);

    /** A node cannot run, or what it made does not count, because another failed. */
    void block(int node, int by);

    /** The run stopped, so a node is not retried. Returns whether the node has failed. */
    boolean giveUp(int node);

    /** A node that was to run will not, since the run starts no further node. */
    void notStarted(int node);

    /** A node goes on although the run has ended. */
    void leaveBehind(int node);
}
