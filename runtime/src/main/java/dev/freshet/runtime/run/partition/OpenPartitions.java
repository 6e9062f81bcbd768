package dev.freshet.runtime.run.partition;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * The partitions of one node that are still to be made: those that wait, the number that are being made, and those that
 * wait to be retried. Not safe for use by several threads.
 */
public final class OpenPartitions {
    private final Deque<String> waiting;
    private final PriorityQueue<Pause> paused = new PriorityQueue<>(Comparator.comparingLong(Pause::due));
    private final int atOnce;
    private int running;
    private boolean isOffered;

    /** A partition that waits to be retried. */
    private record Pause(String key, long due) {}

    /**
     * Starts with partitions that wait.
     *
     * @param keys in the order in which they start
     * @param atOnce how many are made at the same time, at most; 0 for no limit
     */
    public OpenPartitions(Collection<String> keys, int atOnce) {
        waiting = new ArrayDeque<>(keys);
        this.atOnce = atOnce == 0 ? Integer.MAX_VALUE : atOnce;
    }

    /**
     * Offers the next partition, unless one is already offered; returns whether there is one. A partition that waits to
     * be retried counts as being made, so that no other overtakes it if partitions are made one after the other.
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

    /** Takes back a partition that was not started; it is the next one again. */
    public void giveBack(String key) {
        running--;
        waiting.addFirst(key);
    }

    /** A partition has ended. */
    public void ended() {
        running--;
    }

    /**
     * A partition has ended and will be retried.
     *
     * @param due when it will be retried, by {@link System#nanoTime}
     */
    public void pause(String key, long due) {
        running--;
        paused.add(new Pause(key, due));
    }

    /** The first pause is over, so its partition is the next one. */
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

    /** Returns whether nothing is left to do. */
    public boolean isOver() {
        return running == 0 && waiting.isEmpty() && paused.isEmpty();
    }
}
