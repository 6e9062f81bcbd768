package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.Collection;
import java.util.Comparator;
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
public final class PartitionTimes {
    /** Who is ready sooner than this after another has not waited for it. */
    static final long GAP = TimeUnit.MILLISECONDS.toNanos(1);

    private final Comparator<End> order;
    /** The activities of each node by their ends. */
    private final Map<String, NavigableMap<End, Activity>> byNode = new HashMap<>();

    private long count;
    private int size;

    /** Creates an empty list of times. */
    public PartitionTimes() {
        this(Comparator.naturalOrder());
    }

    /** @param times the order of times; a test counts the comparisons */
    PartitionTimes(Comparator<Long> times) {
        order = Comparator.comparing(End::time, times).thenComparingLong(End::number);
    }

    /** The end of an activity; the number tells those apart that end at the same time. */
    private record End(long time, long number) {}

    /**
     * Adds a partition of a node. It continues the activity that ended last before it, if there is no gap: partitions are
     * added when they have ended, so an earlier activity may belong to one that still goes on.
     */
    public synchronized void add(String node, long start, long end) {
        NavigableMap<End, Activity> places = byNode.computeIfAbsent(node, any -> new TreeMap<>(order));
        Map.@Nullable Entry<End, Activity> before = places.floorEntry(new End(start, Long.MAX_VALUE));
        long begin = start;
        if (before != null && start - before.getKey().time() <= GAP) {
            begin = before.getValue().start();
            places.remove(before.getKey());
            size--;
        }
        places.put(new End(end, count++), Activity.of(Kind.PARTITIONS, node, "", begin, end));
        size++;
    }

    /** Returns the number of activities. */
    public synchronized int size() {
        return size;
    }

    /** Removes the activities that ended before a time. */
    public synchronized void removeBefore(long time) {
        byNode.values().removeIf(places -> {
            NavigableMap<End, Activity> earlier = places.headMap(new End(time, -1), false);
            size -= earlier.size();
            earlier.clear();
            return places.isEmpty();
        });
    }

    /** Adds the activities to a collection. */
    public synchronized void addTo(Collection<Activity> all) {
        byNode.values().forEach(places -> all.addAll(places.values()));
    }
}
