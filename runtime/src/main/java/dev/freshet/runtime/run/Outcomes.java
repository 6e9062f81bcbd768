package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** What became of each node so far. Arrays by the nodes' numbers; safe for use by several threads. */
final class Outcomes {
    private static final int OPEN = 0;
    private static final int SKIPPED = 1;
    private static final int SUCCEEDED = 2;
    private static final int FAILED = 3;

    private final PipelineGraph graph;
    private final AtomicIntegerArray states;
    private final long[] nanos;
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
    /** Only of nodes that have any, so that a large run in memory stays small. */
    private final Map<Integer, List<Reason>> reasons = new ConcurrentHashMap<>();

    private final Map<Integer, List<String>> changedInputs = new ConcurrentHashMap<>();

    Outcomes(PipelineGraph graph) {
        this.graph = graph;
        states = new AtomicIntegerArray(graph.nodeCount());
        nanos = new long[graph.nodeCount()];
    }

    void skipped(int node) {
        states.set(node, SKIPPED);
    }

    void succeeded(int node, long duration, List<Reason> why, List<String> changed) {
        nanos[node] = duration;
        if (!why.isEmpty()) {
            reasons.put(node, why);
        }
        if (!changed.isEmpty()) {
            changedInputs.put(node, changed);
        }
        states.set(node, SUCCEEDED);
    }

    void failed(int node, long duration, Throwable cause) {
        nanos[node] = duration;
        failures.put(node, cause);
        states.set(node, FAILED);
    }

    boolean hasRun(int node) {
        return states.get(node) >= SUCCEEDED;
    }

    boolean hasFailed(int node) {
        return states.get(node) == FAILED;
    }

    boolean isSkipped(int node) {
        return states.get(node) == SKIPPED;
    }

    boolean hasFailure() {
        return !failures.isEmpty();
    }

    /** Whether every node ran or was skipped, and none failed. */
    boolean succeeded() {
        if (hasFailure()) {
            return false;
        }
        for (int node = 0; node < states.length(); node++) {
            if (states.get(node) == OPEN) {
                return false;
            }
        }
        return true;
    }

    /** Whether there are nodes, and all of them were skipped. */
    boolean areSkipped() {
        for (int node = 0; node < states.length(); node++) {
            if (states.get(node) != SKIPPED) {
                return false;
            }
        }
        return states.length() > 0;
    }

    NodeReport report(int node) {
        String name = graph.node(node);
        Duration duration = Duration.ofNanos(nanos[node]);
        return switch (states.get(node)) {
            case SKIPPED -> new NodeReport.Skipped(name);
            case SUCCEEDED ->
                new NodeReport.Succeeded(
                        name,
                        duration,
                        reasons.getOrDefault(node, List.of()),
                        changedInputs.getOrDefault(node, List.of()));
            case FAILED -> new NodeReport.Failed(name, duration, Objects.requireNonNull(failures.get(node)));
            default -> {
                int by = failedAncestor(node);
                yield by < 0 ? new NodeReport.NotStarted(name) : new NodeReport.Blocked(name, graph.node(by));
            }
        };
    }

    /** The failed node that a node depends on, directly or through others; -1 if there is none. */
    private int failedAncestor(int node) {
        if (failures.isEmpty()) {
            return -1;
        }
        BitSet seen = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            int[] before = graph.predecessors(open.remove());
            for (int earlier : before) {
                if (failures.containsKey(earlier)) {
                    return earlier;
                }
            }
            Arrays.stream(before).filter(earlier -> !seen.get(earlier)).forEach(earlier -> {
                seen.set(earlier);
                open.add(earlier);
            });
        }
        return -1;
    }
}
