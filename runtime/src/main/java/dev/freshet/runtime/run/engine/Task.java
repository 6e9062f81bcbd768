package dev.freshet.runtime.run.engine;

/** What a thread is to do next. */
sealed interface Task {
    /**
     * Decides whether a node runs.
     *
     * @param isAhead whether no thread was free for it, so that it is done in the background
     */
    record Decide(int node, boolean isAhead) implements Task {}

    /**
     * Runs a node.
     *
     * @param since when it could have started, by {@link System#nanoTime}
     */
    record Execute(int node, long since) implements Task {}

    /** Makes a partition of a node that is called for each. */
    record Partition(int node, String key) implements Task {}

    /** Ends a node whose partitions are made, or are not to be made any more. */
    record Finish(int node) implements Task {}

    /** Loads the inputs of a node that will run soon, in the background. */
    record Load(int node) implements Task {}

    /** Nothing. */
    enum None implements Task {
        /** There is nothing to do at the moment. */
        NOW,
        /** No node can be taken any more. */
        EVER
    }
}
