package dev.freshet.runtime.run.engine;

import dev.freshet.NodeContext;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.part.PartsPlan;
import dev.freshet.runtime.run.part.Returned;
import dev.freshet.runtime.run.part.StreamedCall;
import dev.freshet.wiring.Form;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What it means to decide about a node, to run it, to save what it made and to record it; {@link Engine} says when. */
public final class PipelineRun {
    /** What is to be done with a node. */
    enum Verdict {
        RUN,
        SKIP,
        FAIL,
        CANCELLED
    }

    /** How a try of a node ended. */
    enum Tried {
        DONE,
        RETRY,
        FAILED,
        CANCELLED
    }

    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final NodeContexts contexts;
    private final Listeners listeners;
    private final Tracking tracking;
    private final RunOptions options;
    private final NodeExecutor executor;
    private final MemoryValues values;
    private final Outcomes outcomes;
    private final Loader loader;
    private final DatasetEvents datasetEvents;
    private final MadeValues made;
    /** Nodes that were skipped, and run because another needs what they make. */
    private final Map<Integer, Reason> demanded = new ConcurrentHashMap<>();
    /** What the last try of nodes that are tried again failed of. */
    private final Map<Integer, Throwable> lastCauses = new ConcurrentHashMap<>();

    /** Calls that have not ended, of nodes that read or write while they run. */
    private final Set<NodeCall> calls = ConcurrentHashMap.newKeySet();

    private final AtomicIntegerArray reported;

    private final Cancellation cancellation;
    /** Whether somebody else interrupted the thread that started the run; used by that thread only. */
    private boolean interrupted;

    private final Thread callingThread = Thread.currentThread();

    /** @param given free inputs and parameters by number, if it is known that nodes run */
    PipelineRun(
            RunDescription description,
            Supplier<Materials> materials,
            Map<Integer, Object> given,
            NodeContexts contexts,
            Listeners listeners,
            Tracking tracking,
            NodeExecutor executor,
            ExecutorService ioThreads) {
        this.pipeline = description.pipeline();
        Catalog catalog = description.catalog();
        this.graph = pipeline.graph();
        this.materials = materials;
        this.contexts = contexts;
        this.listeners = listeners;
        this.tracking = tracking;
        this.options = description.options();
        this.executor = executor;
        this.cancellation = description.cancellation();
        values = new MemoryValues(graph, given);
        outcomes = new Outcomes(graph);
        datasetEvents = new DatasetEvents(graph, materials, catalog, listeners);
        loader = new Loader(graph, materials, values, outcomes, datasetEvents, ioThreads);
        made = new MadeValues(graph, materials, datasetEvents, listeners, options, cancellation);
        reported = new AtomicIntegerArray(listeners.isEmpty() ? 0 : graph.nodeCount());
    }

    public CompiledPipeline pipeline() {
        return pipeline;
    }

    public PipelineGraph graph() {
        return graph;
    }

    Outcomes outcomes() {
        return outcomes;
    }

    MemoryValues values() {
        return values;
    }

    /** What nodes made that is not saved yet. */
    MadeValues made() {
        return made;
    }

    /** Whether every node runs without being asked about. */
    boolean runsAll() {
        return !tracking.maySkip() && !listeners.hearOfEveryNode();
    }

    /** Whether it is known beforehand that a node runs. */
    boolean isCertain(int node) {
        return tracking.isCertain(node);
    }

    /** Whether what is read under this name is handed on in memory at once. */
    boolean isHandedOn(int dataset) {
        Dataset<Object> stored = materials.get().stored(dataset);
        return stored == null
                || (options.tee()
                        && (stored.isLossless() || materials.get().cached().get(dataset))
                        && !executor.storesItself()
                        && !isStreamed(dataset));
    }

    /** Whether a dataset is written while its node runs, so that it is never in memory as a whole. */
    private boolean isStreamed(int dataset) {
        int producer = graph.producer(dataset);
        int[] outputs = producer < 0 ? new int[0] : graph.outputs(producer);
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] == dataset && graph.outputForm(producer, i) != Form.VALUE) {
                return true;
            }
        }
        return false;
    }

    /** A skipped node must run because another needs what it makes. */
    void demand(int node, Reason reason) {
        demanded.put(node, reason);
    }

    /** Decides about a node whose predecessors are settled. Never throws. */
    Verdict decide(int node) {
        try {
            Reason demand = demanded.get(node);
            Optional<List<Reason>> reasons = demand != null
                    ? Optional.of(List.of(demand))
                    : failedInput(node).or(() -> tracking.reasons(node));
            if (reasons.isEmpty()) {
                outcomes.skipped(node);
                values.skip(node);
                return Verdict.SKIP;
            }
            outcomes.mustRun(node, reasons.get());
            return listeners.hearOfEveryNode() ? ask(node) : Verdict.RUN;
        } catch (RuntimeException e) {
            if (isOnCallingThread() && Thread.currentThread().isInterrupted()) {
                return Verdict.CANCELLED;
            }
            fail(node, e);
            return Verdict.FAIL;
        }
    }

    private Optional<List<Reason>> failedInput(int node) {
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            if (graph.takesOutcome(node, i) && outcomes.failedProducer(inputs[i]) >= 0) {
                return Optional.of(List.of(new Reason.InputFailed(graph.dataset(inputs[i]))));
            }
        }
        return Optional.empty();
    }

    private Verdict ask(int node) {
        NodeDecision decision = listeners.decide(start(node));
        if (decision instanceof NodeDecision.Skip skip) {
            outcomes.skipped(node, NodeReport.Skipped.Cause.LISTENER, skip.why());
            tracking.skipped(node, false);
            values.skip(node);
            return Verdict.SKIP;
        }
        if (decision instanceof NodeDecision.Use use) {
            give(node, use.values());
            outcomes.skipped(node, NodeReport.Skipped.Cause.VALUE_GIVEN, "a listener gave its values");
            tracking.skipped(node, true);
            values.close(node);
            return Verdict.SKIP;
        }
        return Verdict.RUN;
    }

    private void give(int node, Map<String, Object> given) {
        for (int output : graph.outputs(node)) {
            Object value = given.get(graph.dataset(output));
            if (value == null) {
                throw new IllegalStateException("a listener gave values for " + graph.node(node) + ", but none for \""
                        + graph.dataset(output) + "\"");
            }
            values.handOn(output, value);
        }
    }

    private NodeStart start(int node) {
        return new NodeStart(
                graph.node(node), graph.method(node), graph.options(node).tags(), outcomes.reasons(node));
    }

    /** Whether a dataset is only in memory, and not there. */
    boolean isToBeMade(int dataset) {
        return materials.get().stored(dataset) == null && values.get(dataset) == null;
    }

    /** Starts the loads of a node that will run soon. */
    void loadAhead(int node) {
        loader.startAhead(node);
    }

    boolean hasLoads(int node) {
        return !executor.storesItself() && loader.loads(node);
    }

    /** How long an interrupted node is waited for. */
    Duration grace() {
        return options.grace().plus(executor.timeToEnd());
    }

    public Loader loader() {
        return loader;
    }

    public DatasetEvents datasetEvents() {
        return datasetEvents;
    }

    /**
     * Loads a node's inputs and calls its method. Never throws.
     *
     * @param since when it could have started
     */
    Tried execute(int node, int tried, long since) {
        long start = System.nanoTime();
        long waited = start - since;
        if (listeners.hearOfEveryNode()) {
            listeners.nodeStarted(start(node), tried);
        }
        NodeContext context = contexts.of(graph.node(node));
        NodeCall call = new NodeCall(this, node, tried, context);
        try {
            cancellation.enter();
            if (call.isStreaming()) {
                calls.add(call);
            }
            executor.prepare(call);
            start = System.nanoTime();
            waited = start - since;
            Optional<Duration> timeout = graph.options(node).timeout();
            @Nullable
            Object[] outputs = timeout.isEmpty()
                    ? executor.execute(call)
                    : new TimeLimit(timeout.get(), grace())
                            .call("freshet-" + graph.node(node), () -> executor.execute(call), call::giveUp);
            requireValues(node, outputs);
            made.set(node, outputs);
            outcomes.tried(node, waited, System.nanoTime() - start);
            return Tried.DONE;
        } catch (Throwable e) {
            outcomes.tried(node, waited, System.nanoTime() - start);
            return failed(node, tried, e);
        } finally {
            // A flag that a node leaves on another thread is not meant for the run.
            boolean flag = cancellation.exit();
            if (call.isStreaming()) {
                calls.remove(call);
                call.giveUp();
            }
            interrupted |= flag && isOnCallingThread() && !cancellation.isCancelled();
            NodeContexts.release(context);
        }
    }

    private void requireValues(int node, @Nullable Object[] outputs) {
        for (int i = 0; i < outputs.length; i++) {
            boolean isSaved = executor.storesItself() || graph.outputForm(node, i) != Form.VALUE;
            if (!(isSaved && made.isStored(node, i))) {
                Returned.required(graph, node, i, outputs[i]);
            }
        }
    }

    private Tried failed(int node, int tried, Throwable e) {
        boolean isInterrupt = e instanceof InterruptedException && isOnCallingThread();
        interrupted |= isInterrupt;
        if (isInterrupt || cancellation.isCancelled()) {
            outcomes.cancelled(node);
            finish(node);
            return Tried.CANCELLED;
        }
        if (e instanceof Exception && tried <= graph.options(node).retries()) {
            lastCauses.put(node, e);
            listeners.nodeRetried(graph.node(node), tried, e, made.pause(tried));
            return Tried.RETRY;
        }
        fail(node, e);
        return Tried.FAILED;
    }

    /** A node has failed for good. */
    void fail(int node, Throwable cause) {
        outcomes.failed(node, cause);
        finish(node);
    }

    /** A node is not tried again because the run stopped; returns whether it counts as failed, and not as cancelled. */
    boolean failedAtLast(int node) {
        if (cancellation.isCancelled()) {
            outcomes.cancelled(node);
            finish(node);
            return false;
        }
        fail(node, Objects.requireNonNull(lastCauses.get(node)));
        return true;
    }

    /** A node cannot run, or what it made does not count. */
    void block(int node, int by) {
        outcomes.blocked(node, by);
        finish(node);
    }

    private void finish(int node) {
        made.drop(node);
        loader.drop(node);
        values.close(node);
    }

    /** Where the datasets of a node are that it reads or writes while it runs. */
    public StreamedCall.Places places(int node, int tried) {
        return new StoredPlaces(graph, materials, datasetEvents, node, () -> parts(node, tried));
    }

    /** What a node that makes parts must know of earlier ones. */
    public Optional<PartsPlan> parts(int node, int tried) {
        return tracking.parts(node, tried, options.policy() == FailurePolicy.KEEP_GOING);
    }

    /** Tells the listeners what became of a node, once. */
    void report(int node) {
        boolean isHeard = listeners.hearOfEveryNode() || (!listeners.isEmpty() && outcomes.hasFailed(node));
        if (isHeard && reported.compareAndSet(node, 0, 1)) {
            listeners.nodeFinished(outcomes.report(node));
        }
    }

    /** The run is over: tells what became of the nodes of which nothing was told yet, and frees what was loaded for them. */
    void end() {
        calls.forEach(NodeCall::giveUp);
        for (int node = 0; node < graph.nodeCount(); node++) {
            report(node);
            values.close(node);
        }
        loader.dropAll();
    }

    /** Hands what a node made on to its readers, as far as they take it from memory; returns how many outputs are to be saved. */
    int handOver(int node) {
        @Nullable Object[] outputs = made.get(node);
        int[] datasets = graph.outputs(node);
        int saves = 0;
        for (int i = 0; i < datasets.length; i++) {
            Dataset<Object> stored = materials.get().stored(datasets[i]);
            if (stored != null && (executor.storesItself() || !made.isToBeSaved(node, i))) {
                continue;
            }
            saves += stored == null ? 0 : 1;
            if (stored == null) {
                values.handOn(datasets[i], Objects.requireNonNull(outputs[i]));
            } else if (isHandedOn(datasets[i]) && values.isAwaited(datasets[i])) {
                values.handOn(datasets[i], readOnly(Objects.requireNonNull(outputs[i])));
            }
        }
        if (saves == 0) {
            made.drop(node);
        }
        values.close(node);
        return saves;
    }

    /** Lists are being saved while others read them. */
    private static Object readOnly(Object value) {
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(list);
        }
        return value instanceof Collection<?> collection ? Collections.unmodifiableCollection(collection) : value;
    }

    /** Records a node whose outputs are saved, after those before it. Never throws; returns whether it succeeded. */
    boolean complete(int node) {
        made.drop(node);
        try {
            outcomes.succeeded(node, tracking.finished(node, Duration.ofNanos(outcomes.nanos(node))));
        } catch (RuntimeException e) {
            outcomes.failed(node, e);
        }
        report(node);
        return outcomes.hasSucceeded(node);
    }

    /** A node was left behind. */
    void cancelled(int node) {
        outcomes.cancelled(node);
    }

    /** Whether the thread that started the run was interrupted, which is told once. */
    boolean takeInterrupt() {
        boolean taken = isOnCallingThread() && interrupted;
        interrupted &= !taken;
        return taken;
    }

    private boolean isOnCallingThread() {
        return Thread.currentThread().equals(callingThread);
    }
}
