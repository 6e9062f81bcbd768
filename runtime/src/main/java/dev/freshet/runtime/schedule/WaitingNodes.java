package dev.freshet.runtime.schedule;

import java.util.Arrays;

/**
 * Nodes with equal needs that wait to start, by their ranks: the first by priority, and the one that has waited
 * longest. Nodes that leave stay in both queues until they come to the front.
 */
final class WaitingNodes {
    private static final long ABSENT = -1;

    private final IntHeap byRank = new IntHeap();
    /** Keys, which order by how long nodes have waited, and then by their ranks. */
    private final LongHeap byAge = new LongHeap();
    /** By rank, the key of each node that waits; shared by all lines. */
    private final long[] keys;

    private int size;
    private long lackedAt = -1;

    WaitingNodes(long[] keys) {
        this.keys = keys;
    }

    /** Creates the array that the lines of a queue share, for so many nodes. */
    static long[] keys(int nodes) {
        long[] keys = new long[nodes];
        Arrays.fill(keys, ABSENT);
        return keys;
    }

    /** @param starts how many nodes have started so far */
    void add(int rank, int starts) {
        long key = ((long) starts << Integer.SIZE) | rank;
        keys[rank] = key;
        byRank.add(rank);
        byAge.add(key);
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** A node starts, or will not start; returns whether it was here. */
    boolean remove(int rank) {
        if (keys[rank] == ABSENT) {
            return false;
        }
        keys[rank] = ABSENT;
        size--;
        return true;
    }

    /** A node could not start for want of a resource. */
    void lack(int starts) {
        lackedAt = starts;
    }

    /** The rank of the first node by priority; {@link Integer#MAX_VALUE} if none waits. */
    int first() {
        while (!byRank.isEmpty() && keys[byRank.peek()] == ABSENT) {
            byRank.remove();
        }
        return byRank.peek();
    }

    /** The rank of the node that has waited longest. */
    int oldest() {
        return rank(oldestKey());
    }

    /** Orders the nodes that have waited longest of several lines; not to be called if none waits. */
    long oldestKey() {
        long key = byAge.peek();
        while (keys[rank(key)] != key) {
            byAge.remove();
            key = byAge.peek();
        }
        return key;
    }

    private static int rank(long key) {
        return (int) key;
    }

    /** Whether that node has waited for a resource while at least so many others started. */
    boolean isOldestOverdue(int starts, int patience) {
        if (size == 0) {
            return false;
        }
        long ready = oldestKey() >>> Integer.SIZE;
        return lackedAt >= ready && starts - ready >= patience;
    }
}
