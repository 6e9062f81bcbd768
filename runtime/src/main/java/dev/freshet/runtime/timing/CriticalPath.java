package dev.freshet.runtime.timing;

import dev.freshet.runtime.timing.Activity.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The critical path of a run: segments without gaps from its start to its end. It is followed backwards from the
 * activity that ended last. Before a call comes what made the node ready, such as the call or the save of an upstream
 * node. If the node was ready but had to wait, the call comes that released the thread or the resource, or the pause
 * between attempts, or another run. The time between such activities is a wait.
 */
public final class CriticalPath {
    private final RunTimes times;
    private final NodeGraph graph;
    private final Map<String, List<Activity>> byNode = new HashMap<>();
    /** The calls, those that ended last first. */
    private final List<Activity> calls;
    /** When calls knew their partitions, by call. */
    private final Map<Activity, Long> opened = new HashMap<>();
    /** The segments, from the end of the run backwards. */
    private final List<Segment> path = new ArrayList<>();

    private long cursor;
    /** How many of the calls ended after the cursor, which never moves to a later time. */
    private int later;

    /**
     * A part of the path.
     *
     * @param kind the kind of the activity; empty for a wait
     * @param node the node of the activity, or the node that waited; empty if there is none
     * @param dataset the dataset that was loaded or saved; empty for other kinds
     * @param why the cause of a wait, or what the activity waited for before it could start
     */
    public record Segment(Optional<Kind> kind, String node, String dataset, long start, long end, String why) {
        /** Returns its length in nanoseconds. */
        public long nanos() {
            return end - start;
        }
    }

    private CriticalPath(RunTimes times, NodeGraph graph) {
        this.times = times;
        this.graph = graph;
        for (Activity each : times.activities()) {
            byNode.computeIfAbsent(each.node(), node -> new ArrayList<>()).add(each);
        }
        calls = times.activities().stream()
                .flatMap(this::held)
                .sorted(Comparator.comparingLong(Activity::end).reversed())
                .toList();
    }

    /**
     * When an activity occupied a thread, and took its resources: of a call for each partition, only until it knew its
     * partitions, and then while each was made.
     */
    private Stream<Activity> held(Activity activity) {
        if (activity.kind() == Kind.PARTITIONS) {
            return Stream.of(activity);
        }
        if (activity.kind() != Kind.CALL) {
            return Stream.empty();
        }
        return Stream.of(
                Activity.call(activity.node(), activity.tried(), activity.ready(), activity.start(), opened(activity)));
    }

    /** When a call knew its partitions; the end of a call that is made once. */
    private long opened(Activity call) {
        return opened.computeIfAbsent(call, this::firstPartition);
    }

    private long firstPartition(Activity call) {
        return of(call.node(), Kind.PARTITIONS)
                .filter(each -> isPartOf(each, call))
                .mapToLong(Activity::start)
                .min()
                .orElse(call.end());
    }

    private static boolean isPartOf(Activity partitions, Activity call) {
        return partitions.start() >= call.start() && partitions.start() < call.end();
    }

    /** Returns the segments in the order of time. Their lengths add up to the time of the run. */
    public static List<Segment> of(RunTimes times, NodeGraph graph) {
        return new CriticalPath(times, graph).follow();
    }

    private List<Segment> follow() {
        cursor = times.total();
        Optional<Activity> next = times.activities().stream()
                .filter(CriticalPath::isAwaited)
                .max(Comparator.comparingLong(Activity::end));
        next.ifPresent(last -> waitUntil(last.end(), last.node(), "recording, and the end of the run"));
        while (next.isPresent()) {
            Activity activity = next.get();
            next = switch (activity.kind()) {
                case SAVE -> beforeSave(activity);
                case OTHER_RUN -> beforeOtherRun(activity);
                case PARTITIONS -> beforePartitions(activity);
                default -> beforeCall(activity);
            };
        }
        waitUntil(0, "", "the start of the run");
        Collections.reverse(path);
        return List.copyOf(path);
    }

    /** Whether nodes downstream may wait for the end of an activity. Another run may make what they need. */
    private static boolean isAwaited(Activity activity) {
        return switch (activity.kind()) {
            case CALL, SAVE, OTHER_RUN -> true;
            case LOAD, PARTITIONS, PAUSE -> false;
        };
    }

    /** Moves back to an earlier time, and adds a wait in between. */
    private void waitUntil(long time, String node, String why) {
        add(Optional.empty(), node, "", Math.max(0, time), why);
    }

    private void add(Optional<Kind> kind, String node, String dataset, long start, String why) {
        if (start < cursor) {
            path.add(new Segment(kind, node, dataset, start, cursor, why));
            cursor = start;
        }
    }

    private Optional<Activity> beforeSave(Activity save) {
        add(Optional.of(Kind.SAVE), save.node(), save.dataset(), save.start(), "");
        Optional<Activity> call = of(save.node(), Kind.CALL)
                .filter(each -> each.start() < cursor)
                .max(Comparator.comparingLong(Activity::end));
        call.ifPresent(made -> waitUntil(made.end(), save.node(), "its turn to be saved"));
        return call;
    }

    /** Before partitions come those that had the thread or the resource; before the first, the look at all of them. */
    private Optional<Activity> beforePartitions(Activity made) {
        add(Optional.of(Kind.CALL), made.node(), "", made.start(), "");
        Optional<Activity> call =
                of(made.node(), Kind.CALL).filter(each -> isPartOf(made, each)).findFirst();
        if (call.isEmpty()) {
            return call;
        }
        long opened = opened(call.get());
        Optional<Activity> holder = holder(made, opened);
        if (holder.isPresent()) {
            String lacked = lack(made, holder.get());
            waitUntil(holder.get().end(), made.node(), "its next partition, after " + lacked + " was free");
            return holder;
        }
        waitUntil(Math.min(opened, cursor), made.node(), "its next partition");
        add(Optional.of(Kind.CALL), made.node(), "", call.get().start(), "");
        return beforeStart(call.get());
    }

    /** What ended last of those that had what an activity lacked since it was ready. */
    private Optional<Activity> holder(Activity waiting, long ready) {
        while (later < calls.size() && calls.get(later).end() > cursor) {
            later++;
        }
        return calls.subList(later, calls.size()).stream()
                .takeWhile(each -> each.end() > ready)
                .filter(each -> !each.equals(waiting) && !lack(waiting, each).isEmpty())
                .findFirst();
    }

    private Optional<Activity> beforeCall(Activity call) {
        Optional<Activity> partitions = of(call.node(), Kind.PARTITIONS)
                .filter(each -> isPartOf(each, call) && each.end() <= cursor && each.start() < cursor)
                .max(Comparator.comparingLong(Activity::end));
        if (partitions.isPresent()) {
            add(Optional.of(Kind.CALL), call.node(), "", partitions.get().end(), "");
            return partitions;
        }
        Optional<Activity> load = of(call.node(), Kind.LOAD)
                .filter(each -> each.end() > call.start() && each.end() <= cursor)
                .max(Comparator.comparingLong(Activity::end));
        load.ifPresent(last -> {
            add(Optional.of(Kind.CALL), call.node(), "", last.end(), "");
            add(Optional.of(Kind.LOAD), call.node(), last.dataset(), Math.max(call.start(), last.start()), "");
        });
        add(Optional.of(Kind.CALL), call.node(), "", call.start(), "");
        Optional<Activity> before = of(call.node(), Kind.CALL)
                .filter(each -> each.tried() == call.tried() - 1)
                .findFirst();
        before.ifPresent(failed -> beforeRetry(call, failed));
        return before.isPresent() ? before : beforeStart(call);
    }

    private Stream<Activity> of(String node, Kind kind) {
        return byNode.getOrDefault(node, List.of()).stream().filter(each -> each.kind() == kind);
    }

    private void beforeRetry(Activity call, Activity failed) {
        of(call.node(), Kind.PAUSE)
                .filter(each -> each.start() >= failed.end() && each.start() < call.start())
                .max(Comparator.comparingLong(Activity::start))
                .ifPresent(pause -> {
                    waitUntil(Math.min(pause.end(), cursor), call.node(), "a thread, after the pause");
                    add(Optional.of(Kind.PAUSE), call.node(), "", pause.start(), "");
                });
        waitUntil(failed.end(), call.node(), "its next attempt");
    }

    private void addOtherRun(Activity wait) {
        add(Optional.of(Kind.OTHER_RUN), wait.node(), "", wait.start(), "another run worked on it");
    }

    /** The node was not called after the wait, since the other run made its outputs. */
    private Optional<Activity> beforeOtherRun(Activity wait) {
        addOtherRun(wait);
        return beforeStart(wait);
    }

    private Optional<Activity> beforeStart(Activity call) {
        of(call.node(), Kind.OTHER_RUN)
                .filter(each -> each.end() <= call.start())
                .findFirst()
                .ifPresent(other -> {
                    waitUntil(other.end(), call.node(), "its start");
                    addOtherRun(other);
                });
        Optional<Activity> producer = graph.before(call.node()).stream()
                .flatMap(node -> byNode.getOrDefault(node, List.of()).stream())
                .filter(CriticalPath::isAwaited)
                .filter(each -> each.end() <= cursor)
                .max(Comparator.comparingLong(Activity::end));
        long ready = Math.max(call.ready(), producer.map(Activity::end).orElse(0L));
        Optional<Activity> holder = holder(call, ready);
        if (holder.isPresent()) {
            String lacked = lack(call, holder.get());
            waitUntil(holder.get().end(), call.node(), "its start, after " + lacked + " was free");
            return holder;
        }
        waitUntil(Math.min(ready, cursor), call.node(), "the decision that it runs, and its start");
        if (producer.isEmpty()) {
            return beforeDecision(call);
        }
        waitUntil(producer.get().end(), call.node(), "what " + producer.get().node() + " made, to be recorded");
        return producer;
    }

    /**
     * A node may start late although nothing upstream of it ran: what it makes in memory is only needed if a node
     * downstream of it runs. This is decided once the last of the other inputs of that node is known.
     */
    private Optional<Activity> beforeDecision(Activity call) {
        Set<String> readers = reached(call.node());
        Optional<Activity> decided = readers.stream()
                .flatMap(reader -> graph.before(reader).stream())
                .filter(node -> !readers.contains(node) && !node.equals(call.node()))
                .distinct()
                .flatMap(node -> byNode.getOrDefault(node, List.of()).stream())
                .filter(CriticalPath::isAwaited)
                .filter(each -> each.end() <= cursor)
                .max(Comparator.comparingLong(Activity::end));
        decided.ifPresent(made ->
                waitUntil(made.end(), call.node(), "what " + made.node() + " made, which decided that it is needed"));
        return decided;
    }

    /** Returns the nodes downstream of a node that ran. */
    private Set<String> reached(String node) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(graph.after(node));
        while (!next.isEmpty()) {
            String reader = next.remove();
            if (byNode.containsKey(reader) && reached.add(reader)) {
                next.addAll(graph.after(reader));
            }
        }
        return reached;
    }

    /** Returns what a node lacked until a call ended and released it; an empty text if nothing. */
    private String lack(Activity waiting, Activity held) {
        List<Activity> running = calls.stream()
                .filter(each -> each.start() < held.end() && each.end() >= held.end())
                .filter(each -> !each.equals(waiting))
                .toList();
        return graph.lack(
                waiting.node(),
                held.node(),
                running.stream().map(Activity::node).toList(),
                times.slots(),
                times.capacities());
    }
}
