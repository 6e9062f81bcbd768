package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Context;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.schedule.Priorities;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Runs nodes: puts together what that takes, and takes it apart again. */
final class Launch {
    private final Run.Description description;
    private final PipelineGraph graph;
    private final Listeners listeners;
    private final Map<String, Duration> durations;

    /** @param durations how long nodes took when they last ran */
    Launch(Run.Description description, List<RunListener> listeners, Map<String, Duration> durations) {
        this.description = description;
        this.listeners = new Listeners(listeners);
        this.durations = durations;
        graph = description.pipeline().graph();
    }

    /** Tells of a run in which nothing had to run. */
    void tellFresh(RunResults results, Instant start) {
        String runId = description.policy().runId();
        String name = description.pipeline().name();
        listeners.runStarted(new RunStart(runId, name, start, graph.nodeCount(), durations));
        results.nodes().forEach(listeners::nodeFinished);
        listeners.runFinished(new RunEnd(runId, name, Duration.ZERO, results.nodes(), results.succeeded()));
    }

    RunReport run(Supplier<Materials> materials, Map<Integer, Object> given, Tracking tracking) {
        Context.Policy policy = description.policy();
        String name = description.pipeline().name();
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        listeners.runStarted(new RunStart(policy.runId(), name, start, graph.nodeCount(), durations));
        ExecutorService ioThreads = IoThreads.newExecutor();
        RunOptions options = description.options();
        PipelineRun run;
        try (NodeContexts contexts = new NodeContexts(name, policy.runId(), policy.seed(), listeners::nodeProgressed);
                NodeExecutor executor = options.runner().start()) {
            run = new PipelineRun(
                    description.pipeline(),
                    materials,
                    given,
                    contexts,
                    listeners,
                    tracking,
                    options,
                    executor,
                    ioThreads);
            Background background = new Background(run, ioThreads, options.tee(), options.saves());
            ResourceQueue queue = new ResourceQueue(graph, options.capacities(), order(options));
            Engine engine = new Engine(run, queue, options.policy(), background, options.slots());
            new Workers(engine, run, options.grace()).run(options.slots());
            run.end();
        } finally {
            ioThreads.shutdown();
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
        RunResults results =
                new RunResults(description.pipeline(), materials, run.values(), run.outcomes(), listeners.failures());
        listeners.runFinished(new RunEnd(policy.runId(), name, duration, results.nodes(), results.succeeded()));
        return RunReport.of(new RunReport.Summary(policy.runId(), start, duration), results);
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
