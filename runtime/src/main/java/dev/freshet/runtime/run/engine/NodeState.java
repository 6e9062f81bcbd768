package dev.freshet.runtime.run.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How far a node is. */
enum NodeState {
    /** For nodes before it. */
    WAITING,
    /** To be decided about. */
    READY,
    /** Must run, but another that was skipped must run first. */
    HELD,
    /** Waits for a thread and for resources. */
    QUEUED,
    RUNNING,
    /** Waits to be tried again. */
    PAUSED,
    /** Its values are made, but not all are saved or may be recorded. */
    MADE,
    COMPLETE,
    SKIPPED,
    /** Failed, blocked or cancelled. */
    STOPPED;

    private static final List<Set<NodeState>> SUCCESSORS =
            Arrays.stream(values()).map(NodeState::legalSuccessors).toList();

    /** The table of all transitions. */
    private Set<NodeState> legalSuccessors() {
        return switch (this) {
            // A run that skips nothing does not ask about nodes.
            case WAITING -> EnumSet.of(READY, QUEUED, STOPPED);
            case READY -> EnumSet.of(SKIPPED, HELD, QUEUED, STOPPED);
            case HELD -> EnumSet.of(QUEUED, STOPPED);
            case QUEUED -> EnumSet.of(RUNNING, STOPPED);
            // A run that records nothing is done with a node when its values are made.
            case RUNNING -> EnumSet.of(MADE, COMPLETE, PAUSED, STOPPED);
            case PAUSED -> EnumSet.of(QUEUED, STOPPED);
            case MADE -> EnumSet.of(COMPLETE, STOPPED);
            // Another node needs what it makes in memory.
            case SKIPPED -> EnumSet.of(READY, STOPPED);
            case COMPLETE, STOPPED -> EnumSet.noneOf(NodeState.class);
        };
    }

    /** The states to which a node may go from this one. */
    Set<NodeState> successors() {
        return Collections.unmodifiableSet(SUCCESSORS.get(ordinal()));
    }

    boolean mayBecome(NodeState next) {
        return SUCCESSORS.get(ordinal()).contains(next);
    }
}
