package dev.freshet.runtime.live;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
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

    /** How many nodes share a mark. */
    private static final int BLOCK = 256;

    /** How many names are remembered; more than there are threads, a power of two. */
    private static final int RECENT = 256;

    private final PipelineGraph graph;
    private final Slot[] slots;
    /** The events that were already taken. */
    private final @Nullable Object[] taken;

    private final @Nullable Progress[] takenProgress;

    /** 1 for each block of nodes that may have events to take. */
    private final AtomicIntegerArray dirty;

    /**
     * The numbers of the nodes that had events last. Each node has several events in a row, and to look a name up among
     * many takes longer than everything else here. Threads may overwrite each other's entries.
     */
    private final @Nullable Numbered[] recent = new Numbered[RECENT];

    /**
     * What happened last to a node. It is an object and no entry of arrays, since nodes with neighbouring numbers often
     * run at the same time, and threads that write into the same line of the cache slow each other down.
     */
    private static final class Slot {
        /** When the last event was. */
        long at;
        /** When the last call ended. */
        long triedAt;
        /** How long the last call took and waited. */
        long took = -1;

        long waited;
        int tries;
        volatile @Nullable Object event;
        volatile @Nullable Progress progress;
    }

    /** The number of a name, which is compared by identity. */
    private record Numbered(String name, int number) {}

    /** The progress of a node. */
    record Progress(long done, long total) {}

    /** A call that has ended. */
    record Call(int tries, long waited, long took, long end) {}

    /** Receives the changes. */
    interface Taker {
        /** A node has a new last event; the call is the last one that has ended. */
        void event(int node, Object event, long at, Call call);

        void progressed(int node, Progress progress);
    }

    LiveSlots(PipelineGraph graph) {
        this.graph = graph;
        int count = graph.nodeCount();
        slots = new Slot[count];
        Arrays.setAll(slots, number -> new Slot());
        taken = new Object[count];
        takenProgress = new Progress[count];
        dirty = new AtomicIntegerArray(count / BLOCK + 1);
    }

    @SuppressWarnings("ReferenceEquality") // equal names that are not the same are looked up
    private int number(String node) {
        int place = node.hashCode() & (RECENT - 1);
        Numbered known = recent[place];
        if (known != null && known.name() == node) {
            return known.number();
        }
        int number = graph.nodeNumber(node).orElse(-1);
        recent[place] = new Numbered(node, number);
        return number;
    }

    /** Sets the last event of a node. */
    void put(String node, Object event, long now) {
        int number = number(node);
        if (number >= 0) {
            put(number, event, now);
        }
    }

    private void put(int number, Object event, long now) {
        Slot slot = slots[number];
        slot.at = now;
        slot.event = event;
        dirty(number);
    }

    /**
     * Marks that there are events. A reader clears the mark before it reads, so it sees either the mark or the event.
     */
    private void dirty(int number) {
        int block = number / BLOCK;
        if (dirty.get(block) == 0) {
            dirty.set(block, 1);
        }
    }

    void tried(String node, Call call) {
        int number = number(node);
        if (number >= 0) {
            Slot slot = slots[number];
            slot.tries = call.tries();
            slot.waited = call.waited();
            slot.took = call.took();
            slot.triedAt = call.end();
            put(number, TRIED, call.end());
        }
    }

    void progressed(String node, Progress made) {
        int number = number(node);
        if (number >= 0) {
            slots[number].progress = made;
            dirty(number);
        }
    }

    /** Returns the last event of a node; null if nothing has happened to it. */
    @Nullable
    Object last(String node) {
        int number = number(node);
        return number < 0 ? null : slots[number].event;
    }

    @SuppressWarnings("ReferenceEquality") // two equal events are two events
    private static boolean isOther(Object now, @Nullable Object before) {
        return now != before;
    }

    /** Passes on the last event of each node that has a new one. Used by one thread at a time. */
    void take(Taker taker) {
        for (int block = 0; block < dirty.length(); block++) {
            if (dirty.get(block) == 1) {
                dirty.set(block, 0);
                take(taker, block * BLOCK, Math.min(taken.length, (block + 1) * BLOCK));
            }
        }
    }

    private void take(Taker taker, int from, int to) {
        for (int number = from; number < to; number++) {
            Slot slot = slots[number];
            Object event = slot.event;
            if (event != null && isOther(event, taken[number])) {
                taken[number] = event;
                Call call = new Call(slot.tries, slot.waited, slot.took, slot.triedAt);
                taker.event(number, event, slot.at, call);
            }
            Progress made = slot.progress;
            if (made != null && isOther(made, takenProgress[number])) {
                takenProgress[number] = made;
                taker.progressed(number, made);
            }
        }
    }
}
