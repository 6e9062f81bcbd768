package dev.freshet.runtime.live;

import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.CriticalPath;
import dev.freshet.runtime.timing.NodeGraph;
import dev.freshet.runtime.timing.PartitionTimes;
import dev.freshet.runtime.timing.RunTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The latest activities of a run. Guarded by the lock of the run. */
final class LiveTimes {
    /** The largest number of activities, which a browser can still redraw each second. */
    static final int MOST = 2_000;

    /** How many activities there may be before the earliest are removed, all at once: one by one takes far longer. */
    private static final int ROOM = 4 * MOST;

    private final List<Activity> activities = new ArrayList<>();
    private final PartitionTimes partitions = new PartitionTimes();
    /** The earliest end that is of interest. */
    private long least = Long.MIN_VALUE;

    /** Adds an activity. Activities need not be added in the order of their ends. */
    void add(Activity activity) {
        if (activity.end() >= least) {
            activities.add(activity);
            if (activities.size() >= ROOM) {
                keepLatest();
            }
        }
    }

    /** Adds a partition that a node has made. */
    void partition(String node, long start, long end) {
        partitions.add(node, start, end);
        if (partitions.size() >= ROOM) {
            List<Activity> all = new ArrayList<>();
            partitions.addTo(all);
            partitions.removeBefore(latest(all).get(0).end());
        }
    }

    private void keepLatest() {
        if (activities.size() <= MOST) {
            return;
        }
        latest(activities);
        least = activities.get(0).end();
    }

    /** Removes all but the latest activities from a list, and sorts these by their ends. */
    private static List<Activity> latest(List<Activity> all) {
        all.sort(Comparator.comparingLong(Activity::end));
        all.subList(0, Math.max(0, all.size() - MOST)).clear();
        return all;
    }

    List<Activity> list() {
        keepLatest();
        List<Activity> all = new ArrayList<>(activities);
        partitions.addTo(all);
        return latest(all);
    }

    /**
     * Describes a run as a document does.
     *
     * @param done the activities that have ended
     * @param running the activities that are in progress
     */
    static LastTimes times(
            Run run, String outcome, long now, List<Activity> done, Collection<Activity> running, NodeGraph graph) {
        List<Activity> all = new ArrayList<>(done);
        all.addAll(running);
        all.sort(Comparator.comparingLong(Activity::start).thenComparing(Activity::node));
        RunTimes times = new RunTimes(now, run.slots(), run.capacities(), all);
        return new LastTimes(run.id(), run.start(), outcome, times, CriticalPath.of(times, graph));
    }

    /** The facts about a run that are known from its start. */
    record Run(String id, Instant start, int slots, Map<String, Double> capacities) {}
}
