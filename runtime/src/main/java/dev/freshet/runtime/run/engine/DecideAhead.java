package dev.freshet.runtime.run.engine;

/**
 * Limits how many nodes are decided before a thread is free for them. With a shared state, each decision needs a
 * request, and several decisions share one request. The limit is the number of nodes that were called in about the last
 * second. So short nodes do not wait for requests, and other machines can take long nodes. Guarded by the engine's
 * lock.
 */
final class DecideAhead {
    private static final double SECOND = 1e9;
    private static final int MOST = 64;

    private final boolean isAsked;
    private double recent;
    private long last = System.nanoTime();

    /** @param isAsked whether each decision asks a shared state */
    DecideAhead(boolean isAsked) {
        this.isAsked = isAsked;
    }

    /** A node was called. */
    void called(long now) {
        if (isAsked) {
            recent = recent * Math.exp((last - now) / SECOND) + 1;
            last = now;
        }
    }

    /** Returns whether another node may be decided ahead. */
    boolean hasRoom(int decidedAhead) {
        return isAsked && decidedAhead < Math.min(MOST, (int) (recent * Math.exp((last - System.nanoTime()) / SECOND)));
    }
}
