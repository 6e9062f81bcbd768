package dev.freshet.runtime.run.progress;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/** Nodes that failed and wait for their next attempt. Not safe for use by several threads. */
final class PausedNodes {
    private final PriorityQueue<Pause> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Pause::due).thenComparingInt(Pause::node));

    /**
     * A node that waits.
     *
     * @param due when its pause ends, by {@link System#nanoTime}; never far from now, so that comparing is safe
     */
    private record Pause(int node, long due) {}

    void add(int node, long due) {
        waiting.add(new Pause(node, due));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Removes the nodes whose pause is over, and passes them on. */
    void takeDue(long now, IntConsumer due) {
        while (!waiting.isEmpty() && waiting.peek().due() - now <= 0) {
            due.accept(waiting.remove().node());
        }
    }

    /** Removes all nodes, and passes them on. */
    void takeAll(IntConsumer all) {
        while (!waiting.isEmpty()) {
            all.accept(waiting.remove().node());
        }
    }

    /** Returns the time until the next pause ends; 0 if no node waits. */
    long nanosUntilNext(long now) {
        return waiting.isEmpty() ? 0 : Math.max(1, waiting.peek().due() - now);
    }
}
