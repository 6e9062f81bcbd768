package dev.freshet.runtime.live;

import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.CriticalPath;
import dev.freshet.runtime.timing.NodeGraph;
import dev.freshet.runtime.timing.RunTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/** The latest activities of a run. Guarded by the lock of the run. */
final class LiveTimes {
    /** The largest number of activities, which a browser can still redraw each second. */
    static final int MOST = 2_000;

    private final Queue<Activity> activities = new PriorityQueue<>(Comparator.comparingLong(Activity::end));

    /** Adds an activity. Activities need not be added in the order of their ends. */
    void add(Activity activity) {
        activities.add(activity);
        if (activities.size() > MOST) {
            activities.remove();
        }
    }

    List<Activity> list() {
        return new ArrayList<>(activities);
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
