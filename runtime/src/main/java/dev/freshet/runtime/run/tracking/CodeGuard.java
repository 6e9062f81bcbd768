package dev.freshet.runtime.run.tracking;

import java.util.BitSet;
import java.util.function.Supplier;

/**
 * Notices that code was replaced while nodes ran. A check costs more than a small node, so checks take only a small
 * part of the run's time. Each check judges the nodes that have ended since the last one.
 */
public final class CodeGuard {
    /** The time between checks, as a multiple of a check's duration. */
    private static final int PART = 20;

    private final Supplier<BitSet> replaced;
    private final BitSet ended = new BitSet();
    private final BitSet judged = new BitSet();
    private boolean hasPartitions;
    private BitSet last = new BitSet();
    private long lastLook = System.nanoTime();
    private long duration;

    /** @param replaced finds the nodes whose code is no longer what the run was planned for */
    public CodeGuard(Supplier<BitSet> replaced) {
        this.replaced = replaced;
    }

    /**
     * A node has ended; returns the nodes whose code was replaced before they ended, each once.
     *
     * @param isJudgedNow whether to check although no check is due, because the node's results cannot be withdrawn
     *     later
     */
    synchronized BitSet ended(int node, boolean isJudgedNow) {
        ended.set(node);
        return !isJudgedNow && System.nanoTime() - lastLook < PART * duration ? new BitSet() : look();
    }

    /** Returns whether a check has found that a node's code was replaced before the node ended. */
    synchronized boolean isJudged(int node) {
        return judged.get(node);
    }

    /** A node makes partitions, which are kept even if it fails: a check is needed although no node has ended. */
    synchronized void makesPartitions() {
        hasPartitions = true;
    }

    /** Returns the nodes whose code was replaced, as of the last check, whether they have ended or not. */
    synchronized BitSet replaced() {
        return (BitSet) last.clone();
    }

    /** Checks, unless nothing was made that could count. */
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
