package dev.freshet.runtime.run.engine;

/**
 * How many nodes may be decided about before a thread is free for them. Where others must agree that a node runs, a
 * decision takes a request to a shared state; several at a time go into one request. As many are made as nodes were
 * called in about the last second, so that short nodes do not wait for requests, and long ones are left to others.
 * Guarded by the engine's lock.
 */
final class DecideAhead {
    private static final double SECOND = 1e9;
    private static final int MOST = 64;

    private final boolean isAsked;
    private double recent;
    private long last = System.nanoTime();

    /** @param isAsked whether others must agree that a node runs */
    DecideAhead(boolean isAsked) {
        this.isAsked = isAsked;
    }

    /** A node was called. */
    void called(long now) {
        recent = recent * Math.exp((last - now) / SECOND) + 1;
        last = now;
    }

    /** Whether another decision may be made ahead. */
    boolean hasRoom(int decidedAhead) {
        return isAsked && decidedAhead < Math.min(MOST, (int) (recent * Math.exp((last - System.nanoTime()) / SECOND)));
    }
}
