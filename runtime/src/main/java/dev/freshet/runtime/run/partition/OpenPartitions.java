package dev.freshet.runtime.run.partition;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * The partitions of one node that are still to be made: which wait, how many are being made, and which wait to be tried
 * again. Not safe for use by several threads.
 */
public final class OpenPartitions {
    private final Deque<String> waiting;
    private final PriorityQueue<Pause> paused = new PriorityQueue<>(Comparator.comparingLong(Pause::due));
    private final int atOnce;
    private int running;
    private boolean isOffered;

    /** A partition that is tried again. */
    private record Pause(String key, long due) {}

    /**
     * Partitions that wait.
     *
     * @param keys in the order in which they start
     * @param atOnce how many are made at a time, at most; 0 if that is not limited
     */
    public OpenPartitions(Collection<String> keys, int atOnce) {
        waiting = new ArrayDeque<>(keys);
        this.atOnce = atOnce == 0 ? Integer.MAX_VALUE : atOnce;
    }

    /**
     * Offers the next partition, unless one is offered already; returns whether there is one. A partition that is to be
     * tried again counts as being made, so that none overtakes it where they come one after the other.
     */
    public boolean offer() {
        boolean isNew = !isOffered && !waiting.isEmpty() && running + paused.size() < atOnce;
        isOffered |= isNew;
        return isNew;
    }

    /** Starts the partition that was offered; returns its key. */
    public String take() {
        isOffered = false;
        running++;
        return waiting.remove();
    }

    /** A partition that was taken has not been started, and is the next again. */
    public void giveBack(String key) {
        running--;
        waiting.addFirst(key);
    }

    /** A partition has ended. */
    public void ended() {
        running--;
    }

    /**
     * A partition has ended and is to be tried again.
     *
     * @param due when, by {@link System#nanoTime}
     */
    public void pause(String key, long due) {
        running--;
        paused.add(new Pause(key, due));
    }

    /** The first pause is over, so that its partition is the next. */
    public void resume() {
        Pause over = paused.poll();
        if (over != null) {
            waiting.addFirst(over.key());
        }
    }

    /** No further partition starts; returns whether one was offered. */
    public boolean drop() {
        boolean wasOffered = isOffered;
        isOffered = false;
        waiting.clear();
        paused.clear();
        return wasOffered;
    }

    /** Whether nothing is left to do. */
    public boolean isOver() {
        return running == 0 && waiting.isEmpty() && paused.isEmpty();
    }
}
