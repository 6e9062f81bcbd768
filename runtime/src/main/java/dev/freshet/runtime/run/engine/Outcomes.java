package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.failure.FailureText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The outcome of each node so far. Arrays by the nodes' numbers; safe for use by several threads. */
public final class Outcomes {
    /** Outcomes; 0 is a node that has none yet. */
    private static final int SKIPPED = 1;

    private static final int SUCCEEDED = 2;
    private static final int FAILED = 3;
    private static final int BLOCKED = 4;
    private static final int CANCELLED = 5;

    private final PipelineGraph graph;
    private final AtomicIntegerArray states;
    private final long[] waited;
    private final long[] ran;
    private final AtomicIntegerArray tries;
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    /** The failed partitions, by node that failed because of partitions. */
    private final Map<Integer, List<PartitionFailure>> failedPartitions = new ConcurrentHashMap<>();
    /** What was done to the partitions of outputs, by node and dataset. */
    private final Map<Integer, SortedMap<String, OutputPartitions>> partitions = new ConcurrentHashMap<>();
    /** The failed node that blocks a node, by blocked node. */
    private final Map<Integer, Integer> blockers = new ConcurrentHashMap<>();
    /** Only nodes that have reasons, so that a large run in memory stays small. */
    private final Map<Integer, List<Reason>> reasons = new ConcurrentHashMap<>();

    private final Map<Integer, List<String>> changedInputs = new ConcurrentHashMap<>();
    private final Set<Integer> inMemory = ConcurrentHashMap.newKeySet();
    /** What has changed of nodes that are kept back. */
    private final Map<Integer, List<Reason>> keptBack = new ConcurrentHashMap<>();
    /** The decisions of listeners that skipped a node. */
    private final Map<Integer, NodeReport.Skipped> decided = new ConcurrentHashMap<>();

    /** Who worked on a node for which it waited. */
    private final Map<Integer, String> waitedFor = new ConcurrentHashMap<>();

    public Outcomes(PipelineGraph graph) {
        this.graph = graph;
        int count = graph.nodeCount();
        states = new AtomicIntegerArray(count);
        waited = new long[count];
        ran = new long[count];
        tries = new AtomicIntegerArray(count);
    }

    void mustRun(int node, List<Reason> why) {
        if (!why.isEmpty()) {
            reasons.put(node, why);
        }
    }

    List<Reason> reasons(int node) {
        return reasons.getOrDefault(node, List.of());
    }

    /** A node that need not run has only outputs in memory. */
    public void isInMemory(int node) {
        inMemory.add(node);
    }

    int inMemory() {
        return inMemory.size();
    }

    /** A node that is not up to date does not run. */
    public void isKeptBack(int node, List<Reason> changes) {
        keptBack.put(node, changes);
    }

    int keptBack() {
        return keptBack.size();
    }

    /** A node waits for another run. */
    void waits(int node, String holder) {
        waitedFor.put(node, holder);
    }

    public void skipped(int node) {
        states.set(node, SKIPPED);
    }

    public void skipped(int node, NodeReport.Skipped.Cause cause, String detail) {
        decided.put(node, new NodeReport.Skipped(graph.node(node), cause, detail));
        states.set(node, SKIPPED);
    }

    /**
     * An attempt to run a node has ended.
     *
     * @param tried the number of the attempt, from 1. For a node that is called for each partition of an input, the
     *     largest number of attempts of one partition
     */
    void tried(int node, int tried, long nanosWaited, long nanosRan) {
        tries.set(node, tried);
        waited[node] = nanosWaited;
        ran[node] = nanosRan;
    }

    long nanos(int node) {
        return ran[node];
    }

    void succeeded(int node, List<String> changed) {
        if (!changed.isEmpty()) {
            changedInputs.put(node, changed);
        }
        states.set(node, SUCCEEDED);
    }

    void failed(int node, Throwable cause) {
        failures.putIfAbsent(node, FailureText.tellable(cause));
        states.set(node, FAILED);
    }

    /** A node has failed because of some of its partitions. */
    void failed(int node, Throwable cause, List<PartitionFailure> of) {
        failedPartitions.put(node, of);
        failed(node, cause);
    }

    /** An attempt of a node has ended, which stores the partitions of an output separately. */
    void partitioned(int node, OutputPartitions output) {
        SortedMap<String, OutputPartitions> all =
                partitions.computeIfAbsent(node, unused -> new ConcurrentSkipListMap<>());
        all.merge(output.dataset(), output, OutputPartitions::then);
    }

    private List<OutputPartitions> partitions(int node) {
        SortedMap<String, OutputPartitions> all = partitions.get(node);
        return all == null ? List.of() : List.copyOf(all.values());
    }

    void blocked(int node, int by) {
        blockers.put(node, by);
        states.set(node, BLOCKED);
    }

    void cancelled(int node) {
        states.set(node, CANCELLED);
    }

    boolean hasSucceeded(int node) {
        return states.get(node) == SUCCEEDED;
    }

    boolean hasFailed(int node) {
        return states.get(node) == FAILED;
    }

    boolean isSkipped(int node) {
        return states.get(node) == SKIPPED;
    }

    /** Returns whether a node is skipped or blocked, which is reported when the run ends. */
    boolean isOver(int node) {
        return states.get(node) == SKIPPED || states.get(node) == BLOCKED;
    }

    /** Returns whether a node was skipped because it is up to date or kept back, and not by a listener. */
    boolean isUpToDate(int node) {
        return isSkipped(node) && !decided.containsKey(node);
    }

    /** Returns whether a node was skipped because a listener gave its values. */
    boolean isGiven(int node) {
        NodeReport.Skipped skipped = decided.get(node);
        return skipped != null && skipped.cause() == NodeReport.Skipped.Cause.VALUE_GIVEN;
    }

    Throwable cause(int node) {
        return Objects.requireNonNull(failures.get(node));
    }

    /** Returns the failed node that keeps a dataset from being produced; -1 if there is none. */
    int failedProducer(int dataset) {
        int producer = graph.producer(dataset);
        if (producer < 0) {
            return -1;
        }
        int state = states.get(producer);
        int by = state == FAILED ? producer : state == BLOCKED ? blockers.getOrDefault(producer, -1) : -1;
        return by >= 0 && failures.containsKey(by) ? by : -1;
    }

    /** A node that needs the value of a node that a listener skipped is skipped, too. */
    private NodeReport notRun(String name, int by) {
        NodeReport.Skipped skipped = decided.get(by);
        return skipped == null || failures.containsKey(by)
                ? new NodeReport.Blocked(name, graph.node(by))
                : new NodeReport.Skipped(
                        name, skipped.cause(), "needs " + graph.node(by) + ", which was skipped: " + skipped.detail());
    }

    /** Returns whether a node is blocked because a listener skipped another one. */
    private boolean isSkippedWithAnother(int node) {
        return states.get(node) == BLOCKED
                && notRun("", blockers.getOrDefault(node, node)) instanceof NodeReport.Skipped;
    }

    /** Returns whether every node ran or was skipped, and none failed. */
    boolean succeeded() {
        for (int node = 0; node < states.length(); node++) {
            if (states.get(node) != SKIPPED && states.get(node) != SUCCEEDED && !isSkippedWithAnother(node)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether there are nodes, and none had to run. */
    boolean areUpToDate() {
        for (int node = 0; node < states.length(); node++) {
            if (states.get(node) != SKIPPED) {
                return false;
            }
        }
        return states.length() > 0 && decided.isEmpty();
    }

    /** Returns the durations of a node's last attempt. */
    NodeReport.Timing timing(int node) {
        return new NodeReport.Timing(Duration.ofNanos(waited[node]), Duration.ofNanos(ran[node]), tries.get(node));
    }

    /** Returns the report of a node that did not run, and not because of a listener. */
    private NodeReport.Skipped skipped(String name, int node) {
        List<Reason> changes = keptBack.get(node);
        if (changes != null) {
            return NodeReport.Skipped.keptBack(name, changes);
        }
        String holder = waitedFor.get(node);
        return new NodeReport.Skipped(
                name,
                NodeReport.Skipped.Cause.UP_TO_DATE,
                holder == null ? "nothing has changed" : "became so while it waited for " + holder);
    }

    NodeReport report(int node) {
        String name = graph.node(node);
        NodeReport.Timing timing = timing(node);
        return switch (states.get(node)) {
            case SKIPPED -> Objects.requireNonNullElseGet(decided.get(node), () -> skipped(name, node));
            case SUCCEEDED ->
                new NodeReport.Succeeded(
                        name, timing, reasons(node), changedInputs.getOrDefault(node, List.of()), partitions(node));
            case FAILED ->
                new NodeReport.Failed(
                        name,
                        timing,
                        reasons(node),
                        cause(node),
                        failedPartitions.getOrDefault(node, List.of()),
                        partitions(node));
            case BLOCKED -> notRun(name, blockers.getOrDefault(node, node));
            case CANCELLED -> new NodeReport.Cancelled(name, timing, partitions(node));
            default -> new NodeReport.NotStarted(name);
        };
    }
}
