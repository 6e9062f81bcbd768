package dev.freshet.runtime.run.engine;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.ProcessBound;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.run.progress.Edges;
import dev.freshet.runtime.run.progress.NodeEffects;
import dev.freshet.runtime.run.progress.Progress;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.RunOptions;
import dev.freshet.runtime.run.tracking.Tracking;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Sets up the engine of one run, and runs the nodes. */
final class NodeRun {
    private final RunDescription description;
    private final RunOptions options;
    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final Listeners listeners;
    private final Tracking tracking;
    private final Outcomes outcomes;
    private final MemoryValues values;

    /** @param given pipeline inputs and parameters by number */
    NodeRun(
            RunDescription description,
            Supplier<Materials> materials,
            Map<Integer, Object> given,
            Listeners listeners,
            Tracking tracking) {
        this.description = description;
        this.materials = materials;
        this.listeners = listeners;
        this.tracking = tracking;
        options = description.options();
        graph = description.pipeline().graph();
        outcomes = new Outcomes(graph);
        values = new MemoryValues(graph, given, kept());
    }

    /** The datasets in memory whose values the caller wants. */
    private BitSet kept() {
        BitSet kept = new BitSet();
        for (String name : description.policy().kept()) {
            int dataset = graph.datasetNumber(name).orElseThrow();
            kept.set(dataset, materials.get().stored(dataset) == null);
        }
        return kept;
    }

    /** Runs the nodes until all have ended, or until the run no longer waits for them. */
    void run(NodeContexts contexts, NodeExecutor given, ExecutorService ioThreads, int[] order) {
        ProcessBound.Executor executor =
                new ProcessBound(description.pipeline(), description.catalog()).executor(given);
        Duration grace = options.grace().plus(executor.timeToEnd());
        Interrupts interrupts =
                new Interrupts(description.cancellation(), description.options().mayBeInterrupted());
        NodeNews news = new NodeNews(graph, outcomes, listeners);
        RetryRules retries = new RetryRules(graph, options.firstPause(), interrupts::isCancelled, news);
        DatasetEvents events = new DatasetEvents(graph, materials, description.catalog(), listeners);
        Loader loader = new Loader(graph, materials, values, outcomes, events, ioThreads);
        MadeValues made = new MadeValues(graph, materials, events, retries, executor::storesItself, outcomes);
        Delivery delivery = new Delivery(graph, materials, values, made, options.tee(), executor);
        Endings endings = new Endings(outcomes, retries, interrupts, node -> drop(node, made, loader));
        Decider decider =
                new Decider(graph, description.pipeline()::type, tracking, outcomes, values, news, endings, interrupts);
        NodeCalls calls = new NodeCalls(
                description.pipeline(),
                contexts,
                materials,
                loader,
                events,
                plans(news),
                executor::storesItself,
                outcomes);
        Execution execution =
                new Execution(graph, executor, grace, calls, made, outcomes, retries, news, endings, interrupts);

        boolean asks = tracking.maySkip() || listeners.hearOfEveryNode();
        ResourceQueue queue = new ResourceQueue(graph, options.capacities(), order);
        LookAhead ahead = new LookAhead(loader, queue, executor::storesItself, options.slots());
        NodeEffects effects = new RunEffects(delivery, outcomes, decider, endings);
        Edges edges = new Edges(graph, tracking::isCertain, delivery::isHandedOn);
        Progress progress = Progress.of(graph, edges, effects, queue, options.slots() == 1, asks);
        DecideAhead decideAhead = new DecideAhead(tracking.asksOthers());
        Engine engine = new Engine(new Scheduler(progress, queue, ahead, decideAhead, retries, options.policy(), asks));
        Background background = new Background(made, ioThreads, options.tee(), options.saves(), engine::broken);
        Recorder recorder = new Recorder(tracking, outcomes, made, news, ioThreads);
        NodeSteps steps = new NodeSteps(
                engine, decider, execution, delivery, recorder, loader, background, news, asks, tracking.asksOthers());
        new Workers(engine, steps, description.pipeline().name(), interrupts, description.cancellation(), grace)
                .run(options.slots());
        end(calls, loader, recorder, news);
    }

    /** Drops everything that was kept for a node that makes nothing. */
    private void drop(int node, MadeValues made, Loader loader) {
        tracking.gaveUp(node);
        made.drop(node);
        loader.drop(node);
        values.close(node);
    }

    /** Reports the nodes that were not reported yet, and frees what was loaded for them. */
    private void end(NodeCalls calls, Loader loader, Recorder recorder, NodeNews news) {
        calls.giveUpAll();
        tracking.settle().forEach(outcomes::failed);
        recorder.awaitTold();
        for (int node = 0; node < graph.nodeCount(); node++) {
            news.finishedAtLast(node);
            values.close(node);
        }
        values.takeKept().forEach(listeners::warned);
        loader.dropAll();
    }

    private NodeCalls.Plans plans(NodeNews news) {
        return new NodeCalls.Plans() {
            @Override
            public Optional<KnownPartitions> of(int node, boolean resumes) {
                return tracking.partitions(
                        node,
                        resumes,
                        options.policy() == FailurePolicy.KEEP_GOING,
                        (moved, total) -> news.progressed(node, moved, total));
            }

            @Override
            public boolean areInputsUnchanged(int node) {
                return tracking.areInputsUnchanged(node);
            }
        };
    }

    /** Returns the outcomes of the nodes, and their values in memory. */
    RunResults results() {
        List<String> warnings = new ArrayList<>(listeners.warnings());
        warnings.addAll(description.catalog().takeWarnings());
        warnings.replaceAll(KnownSecrets::masked);
        return new RunResults(description.pipeline(), materials, values, outcomes, warnings);
    }
}
