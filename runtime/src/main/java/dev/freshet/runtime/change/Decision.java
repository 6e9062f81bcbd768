package dev.freshet.runtime.change;

import java.util.List;

/** The decision whether a node must run. */
public sealed interface Decision {
    /**
     * The node is up to date: it would make what it made before.
     *
     * @param changes what has changed since it last ran, although the node need not run: it would receive no partition
     *     of its incremental inputs
     */
    record UpToDate(List<Reason> changes) implements Decision {
        /** Nothing has changed. */
        public UpToDate() {
            this(List.of());
        }
    }

    /**
     * The node is stale: it must run.
     *
     * @param reasons why; never empty
     */
    record Stale(List<Reason> reasons) implements Decision {}

    /**
     * All outputs of the node are in memory: it runs if a node that must run needs them.
     *
     * @param changes what has changed since it last ran
     */
    record InMemory(List<Reason> changes) implements Decision {}

    /**
     * The decision depends on upstream nodes: the node must run if the content of one of these datasets changes.
     *
     * @param datasets the datasets on which the decision depends
     */
    record Undecided(List<String> datasets) implements Decision {}
}
