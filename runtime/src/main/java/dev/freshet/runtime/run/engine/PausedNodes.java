package dev.freshet.runtime.run.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/** Nodes that failed and wait to be tried again. Not safe for use by several threads. */
final class PausedNodes {
    private final PriorityQueue<Pause> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Pause::due).thenComparingInt(Pause::node));

    /**
     * One of them.
     *
     * @param due by {@link System#nanoTime}; never far from now, so that comparing is safe
     */
    private record Pause(int node, long due) {}

    void add(int node, long due) {
        waiting.add(new Pause(node, due));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Takes out those whose time has come. */
    void takeDue(long now, IntConsumer due) {
        while (!waiting.isEmpty() && waiting.peek().due() - now <= 0) {
            due.accept(waiting.remove().node());
        }
    }

    /** Takes out all. */
    void takeAll(IntConsumer all) {
        while (!waiting.isEmpty()) {
            all.accept(waiting.remove().node());
        }
    }

    /** How long until the next time comes; 0 if none waits. */
    long nanosUntilNext(long now) {
        return waiting.isEmpty() ? 0 : Math.max(1, waiting.peek().due() - now);
    }
}
