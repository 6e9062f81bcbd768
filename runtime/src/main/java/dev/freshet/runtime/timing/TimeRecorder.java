package dev.freshet.runtime.timing;

import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.timing.Activity.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** Records the activities of one run. */
public final class TimeRecorder implements RunListener {
    private final int slots;
    private final Map<String, Double> capacities;
    private final LongSupplier clock;
    private final Collection<Activity> activities = new ConcurrentLinkedQueue<>();
    private final OtherRunWaits waits = new OtherRunWaits();

    private final PartitionTimes partitions = new PartitionTimes();

    private final Map<String, Long> rows = new ConcurrentHashMap<>();

    private volatile long origin;

    /**
     * @param slots how many nodes run at a time
     * @param capacities the capacity of each resource
     */
    public TimeRecorder(int slots, Map<String, Double> capacities) {
        this(slots, capacities, System::nanoTime);
    }

    TimeRecorder(int slots, Map<String, Double> capacities, LongSupplier clock) {
        this.slots = slots;
        this.capacities = Map.copyOf(capacities);
        this.clock = clock;
        origin = clock.getAsLong();
    }

    /** Returns the time since the start of the run. */
    long now() {
        return Math.max(0, clock.getAsLong() - origin);
    }

    @Override
    public boolean hearsOfUpToDateRuns() {
        return false;
    }

    @Override
    public void runStarted(RunStart run) {
        origin = clock.getAsLong();
    }

    @Override
    public void nodeTried(String node, NodeReport.Timing timing) {
        long end = now();
        long start = Math.max(0, end - timing.ran().toNanos());
        long ready = Math.max(0, start - timing.waited().toNanos());
        activities.add(Activity.call(node, timing.tries(), ready, start, end));
        waits.ended(node, start).ifPresent(activities::add);
    }

    /** Another run may have made the outputs of a node that waited for it, so that the node is not called. */
    @Override
    public void nodeFinished(NodeReport node) {
        waits.ended(node.node(), now()).ifPresent(activities::add);
    }

    @Override
    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
        long now = now();
        activities.add(Activity.of(Kind.PAUSE, node, "", now, now + pause.toNanos()));
    }

    @Override
    public void partitionTried(String node, String partition, Duration ran) {
        long end = now();
        partitions.add(node, Math.max(0, end - ran.toNanos()), end);
    }

    @Override
    public void nodeWaits(NodeWait wait) {
        waits.waits(wait.node(), now());
    }

    @Override
    public void datasetLoaded(DatasetEvent load) {
        add(Kind.LOAD, load);
    }

    @Override
    public void datasetSaved(DatasetEvent save) {
        add(Kind.SAVE, save);
        save.rows().ifPresent(count -> rows.put(save.dataset(), count));
    }

    /** Returns how many values were saved, by dataset, as far as it is known. */
    public Map<String, Long> rows() {
        return Map.copyOf(rows);
    }

    private void add(Kind kind, DatasetEvent event) {
        long end = now();
        long start = Math.max(0, end - event.duration().toNanos());
        activities.add(Activity.of(kind, event.node(), event.dataset(), start, end));
    }

    /**
     * Returns the activities of the run.
     *
     * @param duration the duration of the whole run
     */
    public RunTimes times(Duration duration) {
        List<Activity> all = new ArrayList<>();
        partitions.addTo(all);
        activities.stream().filter(each -> each.kind() != Kind.PAUSE).forEach(all::add);
        long total = all.stream().mapToLong(Activity::end).reduce(duration.toNanos(), Math::max);
        activities.stream()
                .filter(each -> each.kind() == Kind.PAUSE)
                .map(each -> cut(each, total))
                .forEach(all::add);
        all.sort(Comparator.comparingLong(Activity::start).thenComparing(Activity::node));
        return new RunTimes(total, slots, capacities, List.copyOf(all));
    }

    /** A run that is cancelled ends before the pause of an attempt does. */
    private static Activity cut(Activity pause, long total) {
        return Activity.of(Kind.PAUSE, pause.node(), "", Math.min(pause.start(), total), Math.min(pause.end(), total));
    }
}
