package dev.freshet.runtime.run.progress;

import java.util.EnumSet;
import java.util.Set;

/** How far a node is. */
enum NodeState {
    /** Waits for upstream nodes. */
    WAITING,
    /** Waits to be decided. */
    READY,
    /** Must run, but another run is working on it. It will be decided again. */
    ELSEWHERE,
    /** Must run, but a skipped node must run first. */
    HELD,
    /** Waits for a thread and for resources. */
    QUEUED,
    RUNNING,
    /** Waits for its next attempt. */
    PAUSED,
    /** Its values are made, but not all are saved, or it cannot be recorded yet. */
    MADE,
    COMPLETE,
    SKIPPED,
    /** Failed, blocked or cancelled. */
    STOPPED;

    private static final int[] SUCCESSORS = new int[values().length];

    static {
        for (NodeState state : values()) {
            for (NodeState next : state.successors()) {
                SUCCESSORS[state.ordinal()] |= 1 << next.ordinal();
            }
        }
    }

    /** Returns the states that may follow this one; the table of all transitions. */
    Set<NodeState> successors() {
        return switch (this) {
            // A run that skips nothing does not decide about nodes.
            case WAITING -> EnumSet.of(READY, QUEUED, STOPPED);
            case READY -> EnumSet.of(SKIPPED, ELSEWHERE, HELD, QUEUED, STOPPED);
            case ELSEWHERE -> EnumSet.of(READY, STOPPED);
            case HELD -> EnumSet.of(QUEUED, STOPPED);
            case QUEUED -> EnumSet.of(RUNNING, STOPPED);
            // In a run that records nothing, a node is complete when its values are made.
            case RUNNING -> EnumSet.of(MADE, COMPLETE, PAUSED, STOPPED);
            case PAUSED -> EnumSet.of(QUEUED, STOPPED);
            case MADE -> EnumSet.of(COMPLETE, STOPPED);
            // Another node needs its values in memory.
            case SKIPPED -> EnumSet.of(READY, STOPPED);
            case COMPLETE, STOPPED -> EnumSet.noneOf(NodeState.class);
        };
    }

    /** Looks into the table as bits, since each change of a node asks it. */
    boolean mayBecome(NodeState next) {
        return (SUCCESSORS[ordinal()] & 1 << next.ordinal()) != 0;
    }
}
