package dev.freshet.runtime.timing;

import dev.freshet.runtime.hook.PartitionFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The attempts of partitions, for a trace. Safe for use by several threads. */
final class TracePartitions {
    /** The largest number of attempts that a trace has. A file with more is too large for its readers. */
    static final int MOST = 200_000;

    private final Collection<TraceBar> bars = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    /** The partitions whose attempt has failed, until the end of the attempt is reported. */
    private final Set<Key> failed = ConcurrentHashMap.newKeySet();

    private record Key(String node, String partition) {}

    void failed(PartitionFailure failure) {
        failed.add(new Key(failure.node(), failure.partition()));
    }

    void tried(String node, String partition, long start, long end) {
        boolean hasFailed = failed.remove(new Key(node, partition));
        if (count.incrementAndGet() <= MOST) {
            bars.add(TraceBar.partition(node, partition, hasFailed, start, end));
        }
    }

    List<TraceBar> bars() {
        return new ArrayList<>(bars);
    }

    /** Returns how many attempts are left out. */
    int leftOut() {
        return Math.max(0, count.get() - MOST);
    }
}
