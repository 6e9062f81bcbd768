package dev.freshet.runtime.hook;

import java.time.Duration;

/**
 * Is told of a run as it goes. Registered with {@code Run.listener}, or, for every run of a program, as a service of this
 * type ({@link java.util.ServiceLoader}).
 *
 * <p>Methods may be called on any thread, several at the same time, and hold up what they are told of. What they throw is
 * reported and changes nothing else.
 */
public interface RunListener {
    /**
     * Whether it wants to be told of runs in which every node is fresh. If no listener does, nothing at all is loaded to find
     * out that nothing has to run.
     */
    default boolean hearsOfFreshRuns() {
        return true;
    }

    /**
     * Whether it wants to be told of nodes that run as they should. If not, it is told of the run, of retries and of nodes that
     * failed, and is not asked to {@link #decide}; then nodes that take less than a microsecond are not held up.
     */
    default boolean hearsOfEveryNode() {
        return true;
    }

    /** The run starts. */
    default void runStarted(RunStart run) {}

    /**
     * Says whether a node runs that must. Called before any of its inputs is loaded. Of several listeners, the first that
     * does not say {@link NodeDecision#run} decides; one that throws has no say.
     */
    default NodeDecision decide(NodeStart node) {
        return NodeDecision.run();
    }

    /**
     * A node starts.
     *
     * @param tried 1 for the first time
     */
    default void nodeStarted(NodeStart node, int tried) {}

    /** A node tells how far it is; see {@link dev.freshet.NodeContext#progress}. */
    default void nodeProgressed(String node, long done, long total) {}

    /**
     * A node failed and is tried again.
     *
     * @param tried how often it was started so far
     * @param pause how long it waits until then
     */
    default void nodeRetried(String node, int tried, Throwable cause, Duration pause) {}

    /** An input of a node was loaded from where it is stored. */
    default void datasetLoaded(DatasetEvent load) {}

    /** An output of a node was saved. */
    default void datasetSaved(DatasetEvent save) {}

    /** It is known what became of a node. Called once for each node of a run. */
    default void nodeFinished(NodeReport node) {}

    /** The run has ended. */
    default void runFinished(RunEnd run) {}
}
