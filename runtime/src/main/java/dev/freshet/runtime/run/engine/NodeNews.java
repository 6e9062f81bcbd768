package dev.freshet.runtime.run.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.progress.Task;
import dev.freshet.runtime.state.Claim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Tells listeners about the nodes of a run. Safe for use by several threads. */
final class NodeNews {
    private static final int TELLING = 1;
    private static final int TOLD = 2;

    private final PipelineGraph graph;
    private final Outcomes outcomes;
    private final Listeners listeners;
    /** Whether the end of a node was reported, by node; 0 until then. */
    private final AtomicIntegerArray finished;
    /** The reported claim for which a node waits, by node. */
    private final Map<Integer, String> told = new ConcurrentHashMap<>();
    /** Failed nodes, which are reported after their upstream nodes. */
    @GuardedBy("this")
    private final Set<Integer> held = new TreeSet<>();

    private volatile boolean isHolding;

    NodeNews(PipelineGraph graph, Outcomes outcomes, Listeners listeners) {
        this.graph = graph;
        this.outcomes = outcomes;
        this.listeners = listeners;
        finished = new AtomicIntegerArray(listeners.isEmpty() ? 0 : graph.nodeCount());
    }

    /** Asks the listeners whether a stale node may run. */
    NodeDecision decide(int node) {
        return listeners.hearOfEveryNode() ? listeners.decide(start(node)) : NodeDecision.run();
    }

    void started(int node, int tried) {
        if (listeners.hearOfEveryNode()) {
            listeners.nodeStarted(start(node), tried);
        }
    }

    /** An attempt has ended and its durations are known. */
    void tried(int node) {
        if (listeners.hearOfEveryNode()) {
            listeners.nodeTried(graph.node(node), outcomes.timing(node));
        }
    }

    /** An attempt of a partition has ended. */
    void partitionTried(Task.Partition task, long nanos) {
        if (listeners.hearOfEveryNode()) {
            listeners.partitionTried(graph.node(task.node()), task.key(), Duration.ofNanos(nanos));
        }
    }

    /** Reports how much of a node's outputs has been fetched. */
    void progressed(int node, long moved, long total) {
        if (listeners.hearOfEveryNode()) {
            listeners.nodeProgressed(graph.node(node), moved, total);
        }
    }

    /** A node waits for another run. This is reported once for each claim. */
    void waits(int node, Claim by) {
        if (!by.id().equals(told.put(node, by.id()))) {
            listeners.nodeWaits(new NodeWait(graph.node(node), by.holder(), by.runId(), by.since()));
        }
    }

    void retried(int node, int tried, Throwable cause, Duration pause) {
        listeners.nodeRetried(graph.node(node), tried, cause, pause);
    }

    /** @param pause the pause before the next attempt; empty if there is none */
    void partitionFailed(Task.Partition task, int tried, Throwable cause, Optional<Duration> pause) {
        listeners.partitionFailed(new PartitionFailure(graph.node(task.node()), task.key(), tried, cause, pause));
    }

    /** Reports the outcome of a node, once. A failed node is reported after its upstream nodes that also end. */
    void finished(int node) {
        if (!listeners.hearOfEveryNode() || !outcomes.hasFailed(node) || !hold(node)) {
            finishedAtLast(node);
        }
    }

    /** Reports the outcome of a node, once, regardless of its upstream nodes. */
    void finishedAtLast(int node) {
        boolean isHeard = listeners.hearOfEveryNode() || (!listeners.isEmpty() && outcomes.hasFailed(node));
        if (isHeard && finished.compareAndSet(node, 0, TELLING)) {
            listeners.nodeFinished(outcomes.report(node));
            finished.set(node, TOLD);
        }
        if (isHolding) {
            takeHeld().forEach(this::finishedAtLast);
        }
    }

    private synchronized boolean hold(int node) {
        if (isNext(node)) {
            return false;
        }
        held.add(node);
        isHolding = true;
        return true;
    }

    private synchronized List<Integer> takeHeld() {
        List<Integer> next = held.stream().filter(this::isNext).toList();
        next.forEach(held::remove);
        isHolding = !held.isEmpty();
        return next;
    }

    /** Returns whether the direct upstream nodes were reported, or will not be before the run ends. */
    private boolean isNext(int node) {
        for (int before : graph.predecessors(node)) {
            if (finished.get(before) != TOLD && !outcomes.isOver(before)) {
                return false;
            }
        }
        return true;
    }

    private NodeStart start(int node) {
        return new NodeStart(
                graph.node(node), graph.method(node), graph.options(node).tags(), outcomes.reasons(node));
    }
}
