package dev.freshet.runtime.run.engine;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How far a node is. */
enum NodeState {
    /** For nodes before it. */
    WAITING,
    /** To be decided about. */
    READY,
    /** Must run, but another run is working on it. It is decided again. */
    ELSEWHERE,
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

    private static final Map<NodeState, Set<NodeState>> SUCCESSORS = new EnumMap<>(NodeState.class);

    static {
        for (NodeState state : values()) {
            SUCCESSORS.put(state, state.legalSuccessors());
        }
    }

    /** The table of all transitions. */
    private Set<NodeState> legalSuccessors() {
        return switch (this) {
            // A run that skips nothing does not ask about nodes.
            case WAITING -> EnumSet.of(READY, QUEUED, STOPPED);
            case READY -> EnumSet.of(SKIPPED, ELSEWHERE, HELD, QUEUED, STOPPED);
            case ELSEWHERE -> EnumSet.of(READY, STOPPED);
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
        return Objects.requireNonNull(SUCCESSORS.get(this), "the table has all states");
    }

    boolean mayBecome(NodeState next) {
        return successors().contains(next);
    }
}
