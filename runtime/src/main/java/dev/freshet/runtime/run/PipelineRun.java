package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.dataset.Dataset;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state of one run: values in memory, who still needs them, and what became of each node. Safe for runners with several
 * threads.
 */
final class PipelineRun implements Execution {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final NodeContexts contexts;
    private final RunListener listener;
    private final Tracking tracking;
    private final MemoryValues values;
    private final Outcomes outcomes;
    private final Map<Integer, Object> locks = new ConcurrentHashMap<>();

    /** @param given free inputs and parameters by number, if it is known that nodes run */
    PipelineRun(
            CompiledPipeline pipeline,
            Supplier<Materials> materials,
            Map<Integer, Object> given,
            NodeContexts contexts,
            RunListener listener,
            Tracking tracking) {
        this.pipeline = pipeline;
        this.graph = pipeline.graph();
        this.materials = materials;
        this.contexts = contexts;
        this.listener = listener;
        this.tracking = tracking;
        values = new MemoryValues(graph, given);
        outcomes = new Outcomes(graph);
    }

    CompiledPipeline pipeline() {
        return pipeline;
    }

    @Override
    public PipelineGraph graph() {
        return graph;
    }

    @Override
    public boolean isStopped() {
        return outcomes.hasFailure() || Thread.currentThread().isInterrupted();
    }

    @Override
    public boolean execute(int node) {
        Optional<List<Reason>> reasons;
        try {
            reasons = tracking.reasons(node);
        } catch (RuntimeException e) {
            outcomes.failed(node, 0, e);
            listener.nodeFinished(outcomes.report(node));
            return false;
        }
        if (reasons.isEmpty()) {
            outcomes.skipped(node);
            values.skip(node);
            return true;
        }
        if (!tracking.maySkip()) {
            return finish(node, reasons.get());
        }
        return makeInputs(node) && runOnce(node, reasons.get());
    }

    /** Runs the skipped nodes whose values in memory a node needs: ascending, and so each after those that it needs itself. */
    private boolean makeInputs(int node) {
        TreeMap<Integer, Reason> needed = new TreeMap<>();
        ArrayDeque<Integer> readers = new ArrayDeque<>();
        readers.add(node);
        while (!readers.isEmpty()) {
            int reader = readers.remove();
            for (int input : graph.inputs(reader)) {
                int producer = graph.producer(input);
                if (producer >= 0
                        && materials.get().stored(input) == null
                        && !outcomes.hasRun(producer)
                        && !needed.containsKey(producer)) {
                    needed.put(producer, new Reason.NeededBy(graph.node(reader), graph.dataset(input)));
                    readers.add(producer);
                }
            }
        }
        for (Map.Entry<Integer, Reason> producer : needed.entrySet()) {
            if (!runOnce(producer.getKey(), List.of(producer.getValue()))) {
                return false;
            }
        }
        return true;
    }

    private boolean runOnce(int node, List<Reason> reasons) {
        synchronized (locks.computeIfAbsent(node, key -> new Object())) {
            return outcomes.hasRun(node) ? !outcomes.hasFailed(node) : finish(node, reasons);
        }
    }

    private boolean finish(int node, List<Reason> reasons) {
        run(node, reasons);
        values.close(node);
        listener.nodeFinished(outcomes.report(node));
        return !outcomes.hasFailed(node);
    }

    private void run(int node, List<Reason> reasons) {
        long start = System.nanoTime();
        NodeContext context = contexts.of(graph.node(node));
        try {
            Object[] inputs = load(graph.inputs(node));
            Object[] outputs = pipeline.invoke(node, inputs, context);
            save(node, outputs);
            long nanos = System.nanoTime() - start;
            outcomes.succeeded(node, nanos, reasons, tracking.finished(node, Duration.ofNanos(nanos)));
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            outcomes.failed(node, System.nanoTime() - start, e);
        } finally {
            contexts.release(context);
        }
    }

    @SuppressWarnings("NullAway") // what a node reads is there until it is closed; a parameter may be null on purpose
    private Object[] load(int[] inputs) {
        Object[] loaded = new Object[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Dataset<Object> stored = materials.get().stored(inputs[i]);
            loaded[i] = stored == null ? values.get(inputs[i]) : stored.load();
        }
        return loaded;
    }

    private void save(int node, @Nullable Object[] made) {
        int[] outputs = graph.outputs(node);
        for (int i = 0; i < outputs.length; i++) {
            Object value = made[i];
            if (value == null) {
                throw new NullPointerException(
                        graph.method(node) + " returned null for \"" + graph.dataset(outputs[i]) + "\"");
            }
            Dataset<Object> stored = materials.get().stored(outputs[i]);
            if (stored == null) {
                values.set(outputs[i], value);
            } else {
                stored.save(value);
            }
        }
    }

    /** Whether nothing had to run. */
    boolean isFresh() {
        return outcomes.areSkipped();
    }

    boolean succeeded() {
        return outcomes.succeeded();
    }

    List<NodeReport> nodes() {
        return new AbstractList<>() {
            @Override
            public NodeReport get(int node) {
                return outcomes.report(node);
            }

            @Override
            public int size() {
                return graph.nodeCount();
            }
        };
    }

    @SuppressWarnings("unchecked") // the constant's type is the dataset's
    <T> T value(DatasetRef<T> ref) {
        int dataset = graph.datasetNumber(ref.name())
                .orElseThrow(() -> new IllegalArgumentException(
                        "pipeline " + pipeline.name() + " has no dataset \"" + ref.name() + "\""));
        Dataset<Object> stored = materials.get().stored(dataset);
        Object value = stored != null ? stored.load() : values.get(dataset);
        if (value == null) {
            throw new IllegalStateException("\"" + ref.name() + "\" is not there: " + absence(dataset));
        }
        return (T) value;
    }

    private String absence(int dataset) {
        int producer = graph.producer(dataset);
        return producer >= 0 && outcomes.isSkipped(producer)
                ? "it is only in memory, and its node was fresh and did not run; put it in the catalog, or force its node"
                : "its node did not succeed, or it was handed on in memory and is no longer needed";
    }

    Map<String, Dataset<Object>> saved() {
        Map<String, Dataset<Object>> saved = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (outcomes.hasRun(node) && !outcomes.hasFailed(node)) {
                for (int output : graph.outputs(node)) {
                    Dataset<Object> stored = materials.get().stored(output);
                    if (stored != null) {
                        saved.put(graph.dataset(output), stored);
                    }
                }
            }
        }
        return saved;
    }
}
