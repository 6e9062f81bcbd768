package dev.freshet.runtime.live;

import dev.freshet.runtime.graph.GraphDocument.LastTimes;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.CriticalPath;
import dev.freshet.runtime.timing.NodeGraph;
import dev.freshet.runtime.timing.RunTimes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** What a run has done so far, the latest activities of it. Guarded by the lock of the run. */
final class LiveTimes {
    /** A browser draws no more than this while it draws them again each second. */
    static final int MOST = 2_000;

    private final Deque<Activity> activities = new ArrayDeque<>();

    void add(Activity activity) {
        activities.addLast(activity);
        if (activities.size() > MOST) {
            activities.removeFirst();
        }
    }

    List<Activity> list() {
        return new ArrayList<>(activities);
    }

    /**
     * Describes a run as a document does.
     *
     * @param done what has ended
     * @param running what goes on
     */
    static LastTimes times(
            Run run, String outcome, long now, List<Activity> done, Collection<Activity> running, NodeGraph graph) {
        List<Activity> all = new ArrayList<>(done);
        all.addAll(running);
        all.sort(Comparator.comparingLong(Activity::start).thenComparing(Activity::node));
        RunTimes times = new RunTimes(now, run.slots(), run.capacities(), all);
        return new LastTimes(run.id(), run.start(), outcome, times, CriticalPath.of(times, graph));
    }

    /** What is known of a run from its start on. */
    record Run(String id, Instant start, int slots, Map<String, Double> capacities) {}
}
