package dev.freshet.runtime.change;

import dev.freshet.Rerun;
import java.util.List;

/** The decision whether a node must run. */
public sealed interface Decision {
    /**
     * The node is up to date: it would make what it made before.
     *
     * @param changes what has changed since it last ran, although the node need not run: it would receive no partition
     *     of its incremental inputs
     * @param mayChange the datasets that upstream nodes may still change in the same run. If they do, the node is kept
     *     back. Empty for a node that runs when something changes: about that it is undecided
     */
    record UpToDate(List<Reason> changes, List<String> mayChange) implements Decision {
        /** Nothing has changed. */
        public UpToDate() {
            this(List.of());
        }

        /** No upstream node can change an input. */
        public UpToDate(List<Reason> changes) {
            this(changes, List.of());
        }
    }

    /**
     * The node is not up to date, but it does not run: its declaration or the run's options say so.
     *
     * @param rerun {@code NEVER} if it runs only if it is forced by name; {@code WHEN_MISSING} if only a missing output
     *     counts, and none is missing
     * @param changes what has changed since it last ran; never empty, since a node without changes is up to date
     */
    record KeptBack(Rerun rerun, List<Reason> changes) implements Decision {}

    /** Returns whether the node does not run, unless another node needs a value that it makes in memory. */
    default boolean isSkipped() {
        return this instanceof UpToDate || this instanceof KeptBack;
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
