package dev.freshet.runtime.run;

import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Notices that code was replaced while nodes ran. To look costs more than a small node, so it is done in a small part of the
 * run's time; what ended since the last look is what a look judges.
 */
final class CodeGuard {
    /** A look is due when this many times its own duration have passed. */
    private static final int PART = 20;

    private final Supplier<BitSet> replaced;
    private final BitSet ended = new BitSet();
    private long lastLook = System.nanoTime();
    private long duration;

    /** @param replaced looks which nodes' code is no longer what the run was planned for */
    CodeGuard(Supplier<BitSet> replaced) {
        this.replaced = replaced;
    }

    /** A node has ended; returns those whose code was replaced before they ended, each once. */
    synchronized BitSet ended(int node) {
        ended.set(node);
        return System.nanoTime() - lastLook < PART * duration ? new BitSet() : look();
    }

    /** Looks in any case. */
    synchronized BitSet look() {
        if (ended.isEmpty()) {
            return new BitSet();
        }
        long start = System.nanoTime();
        BitSet found = replaced.get();
        found.and(ended);
        ended.clear();
        lastLook = System.nanoTime();
        duration = lastLook - start;
        return found;
    }
}
