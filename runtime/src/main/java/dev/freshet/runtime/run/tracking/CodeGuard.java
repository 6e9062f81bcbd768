package dev.freshet.runtime.run.tracking;

import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Notices that code was replaced while nodes ran. To look costs more than a small node, so it is done in a small part
 * of the run's time; what ended since the last look is what a look judges.
 */
public final class CodeGuard {
    /** A look is due when this many times its own duration have passed. */
    private static final int PART = 20;

    private final Supplier<BitSet> replaced;
    private final BitSet ended = new BitSet();
    private final BitSet judged = new BitSet();
    private boolean hasPartitions;
    private BitSet last = new BitSet();
    private long lastLook = System.nanoTime();
    private long duration;

    /** @param replaced looks which nodes' code is no longer what the run was planned for */
    public CodeGuard(Supplier<BitSet> replaced) {
        this.replaced = replaced;
    }

    /**
     * A node has ended; returns those whose code was replaced before they ended, each once.
     *
     * @param isJudgedNow whether to look although no look is due, because what the node made cannot be taken back later
     */
    synchronized BitSet ended(int node, boolean isJudgedNow) {
        ended.set(node);
        return !isJudgedNow && System.nanoTime() - lastLook < PART * duration ? new BitSet() : look();
    }

    /** Whether a look has found that a node's code was replaced before the node ended. */
    synchronized boolean isJudged(int node) {
        return judged.get(node);
    }

    /** A node makes partitions, which stay when it fails: a look is needed although no node has ended. */
    synchronized void makesPartitions() {
        hasPartitions = true;
    }

    /** The nodes whose code was replaced, whether they ended or not, as of the last look. */
    synchronized BitSet replaced() {
        return (BitSet) last.clone();
    }

    /** Looks, unless nothing was made that could count. */
    synchronized BitSet look() {
        if (ended.isEmpty() && !hasPartitions) {
            return new BitSet();
        }
        long start = System.nanoTime();
        last = replaced.get();
        BitSet found = (BitSet) last.clone();
        found.and(ended);
        judged.or(found);
        ended.clear();
        lastLook = System.nanoTime();
        duration = lastLook - start;
        return found;
    }
}
