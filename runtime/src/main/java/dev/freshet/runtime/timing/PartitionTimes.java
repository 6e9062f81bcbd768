package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * When partitions of nodes were made. Those that follow each other in one place are one activity, so that a node of a
 * million partitions has as many as it has places. Safe for use by several threads.
 */
final class PartitionTimes {
    /** Who is ready sooner than this after another has not waited for it. */
    static final long GAP = TimeUnit.MILLISECONDS.toNanos(1);

    private final Comparator<Long> order;
    /** By node, the starts of its activities by their ends. */
    private final Map<String, NavigableMap<Long, Deque<Long>>> byNode = new HashMap<>();

    PartitionTimes() {
        this(Comparator.naturalOrder());
    }

    /** @param order of times; a test counts the comparisons */
    PartitionTimes(Comparator<Long> order) {
        this.order = order;
    }

    /** Of the activities that a partition can follow, it follows the one that ended first: no later one could. */
    synchronized void add(String node, long start, long end) {
        NavigableMap<Long, Deque<Long>> places = byNode.computeIfAbsent(node, any -> new TreeMap<>(order));
        Map.@Nullable Entry<Long, Deque<Long>> before = places.ceilingEntry(start - GAP);
        long first = start;
        if (before != null && before.getKey() <= start) {
            first = before.getValue().remove();
            if (before.getValue().isEmpty()) {
                places.remove(before.getKey());
            }
        }
        places.computeIfAbsent(end, any -> new ArrayDeque<>(1)).add(first);
    }

    synchronized void addTo(Collection<Activity> all) {
        byNode.forEach((node, places) -> places.forEach(
                (end, starts) -> starts.forEach(start -> all.add(Activity.of(Kind.PARTITIONS, node, "", start, end)))));
    }
}
