package dev.freshet.runtime.change;

import java.util.List;

/** Whether a node must run. */
public sealed interface Decision {
    /** What it made is what it would make again. */
    record UpToDate() implements Decision {}

    /**
     * It must run.
     *
     * @param reasons why; never empty
     */
    record Stale(List<Reason> reasons) implements Decision {}

    /**
     * All that it makes is in memory: it runs if a node that must run needs it.
     *
     * @param changes what differs since it last ran
     */
    record InMemory(List<Reason> changes) implements Decision {}

    /**
     * Not known before others have run: it must run if one of these datasets turns out to have other content.
     *
     * @param datasets what it waits for
     */
    record Undecided(List<String> datasets) implements Decision {}
}
