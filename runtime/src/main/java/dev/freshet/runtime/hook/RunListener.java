package dev.freshet.runtime.hook;

import java.time.Duration;

/**
 * Listener for a run's events. Register it with {@code Run.listener} or, for every run of a program, as a service of
 * this type ({@link java.util.ServiceLoader}).
 *
 * <p>Methods are called on any thread, also concurrently. The run waits for each call to return. An exception in a
 * listener is logged and does not affect the run.
 */
public interface RunListener {
    /**
     * Returns whether the listener receives the events of runs in which every node is up to date. If no listener does,
     * a snapshot of the last run can show that every node is up to date, and nothing else is loaded.
     */
    default boolean hearsOfUpToDateRuns() {
        return true;
    }

    /**
     * Returns whether the listener receives the events of every node. If not, it receives only those of the run, of
     * retries and of failed nodes, and {@link #decide} is not called. Nodes that take less than a microsecond are then
     * not slowed down.
     */
    default boolean hearsOfEveryNode() {
        return true;
    }

    /**
     * Returns whether the listener receives what nodes log by the loggers of their contexts. If none does, nobody keeps
     * these lines but the log.
     */
    default boolean hearsOfLogs() {
        return false;
    }

    /** Called when the run starts. */
    default void runStarted(RunStart run) {}

    /**
     * Decides whether a stale node runs. Called before the node's inputs are loaded. If several listeners are
     * registered, the first decision other than {@link NodeDecision#run} counts. If a listener throws, its decision is
     * ignored.
     */
    default NodeDecision decide(NodeStart node) {
        return NodeDecision.run();
    }

    /**
     * Called when a node starts.
     *
     * @param tried the number of the attempt, from 1
     */
    default void nodeStarted(NodeStart node, int tried) {}

    /** Called when a node reports its progress; see {@link dev.freshet.NodeContext#progress}. */
    default void nodeProgressed(String node, long done, long total) {}

    /** Called when a node logs a line; see {@link #hearsOfLogs}. */
    default void nodeLogged(NodeLog line) {}

    /**
     * Called when an attempt of a node has ended, before its outputs are saved.
     *
     * @param timing the durations of this attempt, with its number
     */
    default void nodeTried(String node, NodeReport.Timing timing) {}

    /**
     * Called when a node has failed and will be retried.
     *
     * @param tried the number of attempts so far
     * @param pause the time until the next attempt
     */
    default void nodeRetried(String node, int tried, Throwable cause, Duration pause) {}

    /** Called when a partition of a node has failed, whether it will be retried or not; see {@link dev.freshet.Node#each}. */
    default void partitionFailed(PartitionFailure failure) {}

    /**
     * An attempt of a partition has ended, of a node that is called for each partition of an input.
     *
     * @param ran how long it took, from its first load to its record
     */
    default void partitionTried(String node, String partition, Duration ran) {}

    /** Called when a node waits for another run that shares the state, once for each run that it waits for. */
    default void nodeWaits(NodeWait wait) {}

    /** Called when a stored input of a node has been loaded. */
    default void datasetLoaded(DatasetEvent load) {}

    /** Called when an output of a node has been saved. */
    default void datasetSaved(DatasetEvent save) {}

    /** Called once for each node of a run, when its result is known. */
    default void nodeFinished(NodeReport node) {}

    /** Called when the run has ended. */
    default void runFinished(RunEnd run) {}
}
