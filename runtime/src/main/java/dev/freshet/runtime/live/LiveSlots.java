package dev.freshet.runtime.live;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last event of each node, by the node's number. Threads of the run write here, and never wait for readers. Usual
 * events are constants, so that they need no memory.
 */
final class LiveSlots {
    /** The node has started for the first time, without reasons to show. */
    static final Object STARTED = new Object();

    /** The node's call has ended. */
    static final Object TRIED = new Object();

    /** The node has succeeded. */
    static final Object SUCCEEDED = new Object();

    private final PipelineGraph graph;
    private final AtomicReferenceArray<@Nullable Object> events;
    private final AtomicReferenceArray<@Nullable Progress> progress;
    /** When the last event was. */
    private final long[] at;
    /** When the last call ended. */
    private final long[] triedAt;
    /** How long the last call took and waited. */
    private final long[] took;

    private final long[] waited;
    private final int[] tries;
    /** The events that were already taken. */
    private final @Nullable Object[] taken;

    private final @Nullable Progress[] takenProgress;

    /** Whether there may be events to take. */
    private volatile boolean isDirty;

    /** The progress of a node. */
    record Progress(long done, long total) {}

    /** A call that has ended. */
    record Call(int tries, long waited, long took, long end) {}

    /** Receives the changes. */
    interface Taker {
        /** A node has a new last event; the call is the last one that has ended. */
        void event(String node, Object event, long at, Call call);

        void progressed(String node, Progress progress);
    }

    LiveSlots(PipelineGraph graph) {
        this.graph = graph;
        int count = graph.nodeCount();
        events = new AtomicReferenceArray<>(count);
        progress = new AtomicReferenceArray<>(count);
        at = new long[count];
        triedAt = new long[count];
        took = new long[count];
        waited = new long[count];
        tries = new int[count];
        taken = new Object[count];
        takenProgress = new Progress[count];
        Arrays.fill(took, -1);
    }

    private int number(String node) {
        return graph.nodeNumber(node).orElse(-1);
    }

    /** Sets the last event of a node. */
    void put(String node, Object event, long now) {
        int number = number(node);
        if (number >= 0) {
            put(number, event, now);
        }
    }

    private void put(int number, Object event, long now) {
        at[number] = now;
        events.set(number, event);
        dirty();
    }

    /**
     * Marks that there are events. A reader clears the mark before it reads, so it sees either the mark or the event.
     */
    private void dirty() {
        if (!isDirty) {
            isDirty = true;
        }
    }

    void tried(String node, Call call) {
        int number = number(node);
        if (number >= 0) {
            tries[number] = call.tries();
            waited[number] = call.waited();
            took[number] = call.took();
            triedAt[number] = call.end();
            put(number, TRIED, call.end());
        }
    }

    void progressed(String node, Progress made) {
        int number = number(node);
        if (number >= 0) {
            progress.set(number, made);
            dirty();
        }
    }

    /** Returns the last event of a node; null if nothing has happened to it. */
    @Nullable
    Object last(String node) {
        int number = number(node);
        return number < 0 ? null : events.get(number);
    }

    @SuppressWarnings("ReferenceEquality") // two equal events are two events
    private static boolean isOther(Object now, @Nullable Object before) {
        return now != before;
    }

    /** Passes on the last event of each node that has a new one. Used by one thread at a time. */
    void take(Taker taker) {
        if (!isDirty) {
            return;
        }
        isDirty = false;
        for (int number = 0; number < taken.length; number++) {
            Object event = events.get(number);
            if (event != null && isOther(event, taken[number])) {
                taken[number] = event;
                Call call = new Call(tries[number], waited[number], took[number], triedAt[number]);
                taker.event(graph.node(number), event, at[number], call);
            }
            Progress made = progress.get(number);
            if (made != null && isOther(made, takenProgress[number])) {
                takenProgress[number] = made;
                taker.progressed(graph.node(number), made);
            }
        }
    }
}
