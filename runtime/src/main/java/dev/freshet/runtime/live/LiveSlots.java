package dev.freshet.runtime.live;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last event of each node, by the node's number. Threads of the run write here, and never wait for those who read.
 * Events that are usual are marks, so that nothing is kept of nodes that nobody looks at.
 */
final class LiveSlots {
    /** It has started, for the first time and for no reason worth telling. */
    static final Object STARTED = new Object();

    /** Its call has ended. */
    static final Object TRIED = new Object();

    /** It has succeeded. */
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
    /** What has been taken from here. */
    private final @Nullable Object[] taken;

    private final @Nullable Progress[] takenProgress;

    /** The node that a thread was told of last. */
    private static final class Found {
        String node = "";
        int number = -1;
    }

    private final ThreadLocal<Found> found = ThreadLocal.withInitial(Found::new);

    /** Whether there may be something to take. */
    private volatile boolean isDirty;

    /** How far a node is. */
    record Progress(long done, long total) {}

    /** A call that has ended. */
    record Call(int tries, long waited, long took, long end) {}

    /** Receives what has changed. */
    interface Taker {
        /** The last event of a node is another; the call is the last that has ended. */
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

    /** The events of a node follow each other on one thread: only the first one of them is looked up. */
    private int number(String node) {
        Found known = found.get();
        if (!known.node.equals(node)) {
            known.node = node;
            known.number = graph.nodeNumber(node).orElse(-1);
        }
        return known.number;
    }

    /** Something has happened to a node. */
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

    /** Whoever takes has said that nothing is left before he looked, so that this is seen by him, or he sees the event. */
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

    /** Hands on the last event of each node that has had one since. One thread at a time calls this. */
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
