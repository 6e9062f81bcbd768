package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.detection.Context;
import dev.freshet.runtime.hook.NodeLog;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.setup.DescribedDatasets;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.RunOptions;
import dev.freshet.runtime.run.tracking.Tracking;
import dev.freshet.runtime.schedule.Priorities;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sets up the run of nodes, runs them, and frees what was set up. */
public final class Launch {
    private final RunDescription description;
    private final PipelineGraph graph;
    private final Listeners listeners;
    private final Map<String, Duration> durations;

    /** @param durations how long nodes took when they last ran */
    public Launch(RunDescription description, List<RunListener> listeners, Map<String, Duration> durations) {
        this.description = description;
        this.listeners = new Listeners(listeners);
        this.durations = durations;
        graph = description.pipeline().graph();
    }

    /** Reports a run in which nothing had to run to the listeners. */
    public void reportUpToDate(RunResults results, Instant start) {
        String runId = description.policy().runId();
        String name = description.pipeline().name();
        Set<String> keptBack = results.nodes().stream()
                .filter(Launch::isKeptBack)
                .map(NodeReport::node)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        listeners.runStarted(started(start, Map.of(), keptBack, () -> {}));
        results.nodes().forEach(listeners::nodeFinished);
        listeners.runFinished(new RunEnd(runId, name, Duration.ZERO, results.nodes(), results.succeeded()));
    }

    private static boolean isKeptBack(NodeReport report) {
        return report instanceof NodeReport.Skipped skipped && skipped.cause() == NodeReport.Skipped.Cause.KEPT_BACK;
    }

    public Report run(RunSetup setup, Supplier<Materials> materials, Map<Integer, Object> given, Tracking tracking) {
        Context.Policy policy = description.policy();
        String name = description.pipeline().name();
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        if (!listeners.isEmpty()) {
            Runnable cancel = description.cancellation()::cancel;
            listeners.runStarted(started(start, expected(tracking), keptBack(tracking), cancel));
        }
        ExecutorService ioThreads = IoThreads.newExecutor();
        NodeRun run = new NodeRun(description, materials, given, listeners, tracking);
        RunOptions options = description.options();
        try (NodeContexts contexts = new NodeContexts(
                        name,
                        policy.runId(),
                        policy.seed(),
                        description.catalog().injected(),
                        used(tracking));
                NodeExecutor executor = options.runner().start(setup)) {
            run.run(contexts, executor, ioThreads, order(options));
        } catch (RuntimeException | Error e) {
            listeners.runFinished(end(startNanos, run.results().nodes(), false));
            throw e;
        } finally {
            description.cancellation().end();
            ioThreads.shutdown();
        }
        RunResults results = run.results();
        RunEnd end = end(startNanos, results.nodes(), results.succeeded());
        listeners.runFinished(end);
        return Report.of(policy.runId(), start, end.duration(), results);
    }

    private NodeContexts.Progress used(Tracking tracking) {
        return new NodeContexts.Progress() {
            @Override
            public void progress(String node, long done, long total) {
                listeners.nodeProgressed(node, done, total);
            }

            @Override
            public void runIdRead(String node) {
                tracking.runIdRead(graph.nodeNumber(node).orElseThrow());
            }

            @Override
            public boolean hearsOfLogs() {
                return listeners.hearOfLogs();
            }

            @Override
            public void logged(String node, Optional<String> partition, System.Logger.Level level, String text) {
                listeners.nodeLogged(new NodeLog(node, partition, level, text));
            }
        };
    }

    private RunEnd end(long startNanos, List<NodeReport> nodes, boolean hasSucceeded) {
        Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
        return new RunEnd(description.policy().runId(), description.pipeline().name(), duration, nodes, hasSucceeded);
    }

    private RunStart started(Instant start, Map<String, Duration> expected, Set<String> keptBack, Runnable cancel) {
        return new RunStart(
                description.policy().runId(),
                description.pipeline().name(),
                description.environment(),
                start,
                graph.nodeCount(),
                description.options().slots(),
                description.options().capacities().amounts(),
                expected,
                keptBack,
                description.project(),
                new DescribedDatasets(description)::of,
                cancel);
    }

    private Map<String, Duration> expected(Tracking tracking) {
        Map<String, Duration> expected = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (tracking.mayRun(node)) {
                expected.put(graph.node(node), durations.getOrDefault(graph.node(node), Duration.ZERO));
            }
        }
        return expected;
    }

    private Set<String> keptBack(Tracking tracking) {
        return IntStream.range(0, graph.nodeCount())
                .filter(tracking::isKeptBack)
                .mapToObj(graph::node)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private int[] order(RunOptions options) {
        if (options.slots() == 1) {
            return Priorities.byNumber(graph);
        }
        return Priorities.byLongestPath(
                graph,
                node -> durations.getOrDefault(graph.node(node), Duration.ZERO).toNanos());
    }
}
