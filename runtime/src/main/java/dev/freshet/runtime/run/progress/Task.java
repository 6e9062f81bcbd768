package dev.freshet.runtime.run.progress;

/** What a thread does next. */
public sealed interface Task {
    /**
     * Decides whether a node runs.
     *
     * @param isAhead whether this happens in the background, because no thread was free
     */
    record Decide(int node, boolean isAhead) implements Task {}

    /**
     * Runs a node.
     *
     * @param since when it could have started, by {@link System#nanoTime}
     */
    record Execute(int node, long since) implements Task {}

    /** Makes one partition of a node that is called for each partition. */
    record Partition(int node, String key) implements Task {}

    /** Finishes a node whose partitions are made, or will not be made. */
    record Finish(int node) implements Task {}

    /** Loads the inputs of a node that will run soon, in the background. */
    record Load(int node) implements Task {}

    /** Nothing. */
    enum None implements Task {
        /** Nothing to do at the moment. */
        NOW,
        /** Nothing will ever be left to do. */
        EVER
    }
}
