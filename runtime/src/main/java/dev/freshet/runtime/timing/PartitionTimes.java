package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * When partitions of nodes were made. Those that follow each other in one place are one activity, so that a node of a
 * million partitions has as many as it has places. Safe for use by several threads.
 */
final class PartitionTimes {
    /** Who is ready sooner than this after another has not waited for it. */
    private static final long GAP = TimeUnit.MILLISECONDS.toNanos(1);

    private final Map<String, List<Activity>> byNode = new HashMap<>();

    synchronized void add(String node, long start, long end) {
        List<Activity> places = byNode.computeIfAbsent(node, any -> new ArrayList<>());
        for (int i = 0; i < places.size(); i++) {
            Activity before = places.get(i);
            if (before.end() <= start && start - before.end() <= GAP) {
                places.set(i, Activity.of(Kind.PARTITIONS, node, "", before.start(), end));
                return;
            }
        }
        places.add(Activity.of(Kind.PARTITIONS, node, "", start, end));
    }

    synchronized void addTo(Collection<Activity> all) {
        byNode.values().forEach(all::addAll);
    }
}
