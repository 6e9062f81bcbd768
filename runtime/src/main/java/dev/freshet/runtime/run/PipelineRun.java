package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.runtime.dataset.Dataset;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The state of one run: values in memory, who still needs them, and what became of each node. Arrays by the numbers of the
 * graph, safe for runners with several threads.
 */
final class PipelineRun implements Execution {
    private static final long NOT_STARTED = -1;

    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Materials materials;
    private final NodeContexts contexts;
    private final RunListener listener;
    private final AtomicReferenceArray<@Nullable Object> values;
    private final AtomicIntegerArray readers;
    private final long[] nanos;
    private final Map<Integer, Throwable> failures = new ConcurrentHashMap<>();

    PipelineRun(CompiledPipeline pipeline, Materials materials, NodeContexts contexts, RunListener listener) {
        this.pipeline = pipeline;
        this.graph = pipeline.graph();
        this.materials = materials;
        this.contexts = contexts;
        this.listener = listener;
        values = new AtomicReferenceArray<>(graph.datasetCount());
        readers = new AtomicIntegerArray(graph.datasetCount());
        nanos = new long[graph.nodeCount()];
        Arrays.fill(nanos, NOT_STARTED);
        materials.values().forEach(values::set);
        for (int node = 0; node < nanos.length; node++) {
            for (int input : graph.inputs(node)) {
                readers.incrementAndGet(input);
            }
        }
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
        return !failures.isEmpty() || Thread.currentThread().isInterrupted();
    }

    @Override
    public boolean execute(int node) {
        long start = System.nanoTime();
        NodeContext context = contexts.of(graph.node(node));
        try {
            @Nullable Object[] inputs = load(graph.inputs(node));
            @Nullable Object[] outputs = pipeline.invoke(node, inputs, context);
            save(node, outputs);
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            failures.put(node, e);
        } finally {
            contexts.release(context);
        }
        nanos[node] = System.nanoTime() - start;
        for (int input : graph.inputs(node)) {
            if (readers.decrementAndGet(input) == 0) {
                values.set(input, null);
            }
        }
        listener.nodeFinished(report(node));
        return !failures.containsKey(node);
    }

    private @Nullable Object[] load(int[] inputs) {
        @Nullable Object[] loaded = new Object[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Dataset<Object> stored = materials.stored(inputs[i]);
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
            Dataset<Object> stored = materials.stored(outputs[i]);
            if (stored == null) {
                values.set(outputs[i], value);
            } else {
                stored.save(value);
            }
        }
    }

    boolean succeeded() {
        if (!failures.isEmpty()) {
            return false;
        }
        for (long each : nanos) {
            if (each == NOT_STARTED) {
                return false;
            }
        }
        return true;
    }

    List<NodeReport> nodes() {
        return new AbstractList<>() {
            @Override
            public NodeReport get(int node) {
                return report(node);
            }

            @Override
            public int size() {
                return nanos.length;
            }
        };
    }

    private NodeReport report(int node) {
        String name = graph.node(node);
        if (nanos[node] == NOT_STARTED) {
            int by = failedAncestor(node);
            return by < 0 ? new NodeReport.NotStarted(name) : new NodeReport.Blocked(name, graph.node(by));
        }
        Throwable failure = failures.get(node);
        Duration duration = Duration.ofNanos(nanos[node]);
        return failure == null
                ? new NodeReport.Succeeded(name, duration)
                : new NodeReport.Failed(name, duration, failure);
    }

    /** The failed node that a node depends on, directly or through others; -1 if there is none. */
    private int failedAncestor(int node) {
        if (failures.isEmpty()) {
            return -1;
        }
        BitSet seen = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            for (int earlier : graph.predecessors(open.remove())) {
                if (failures.containsKey(earlier)) {
                    return earlier;
                }
                if (!seen.get(earlier)) {
                    seen.set(earlier);
                    open.add(earlier);
                }
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // the constant's type is the dataset's
    <T> T value(DatasetRef<T> ref) {
        int dataset = graph.datasetNumber(ref.name())
                .orElseThrow(() -> new IllegalArgumentException(
                        "pipeline " + pipeline.name() + " has no dataset \"" + ref.name() + "\""));
        Dataset<Object> stored = materials.stored(dataset);
        Object value = stored == null ? values.get(dataset) : stored.load();
        if (value == null) {
            throw new IllegalStateException(
                    "\"" + ref.name()
                            + "\" is not there: its node did not succeed, or it was handed on in memory and is no longer needed");
        }
        return (T) value;
    }

    Map<String, Dataset<Object>> saved() {
        Map<String, Dataset<Object>> saved = new LinkedHashMap<>();
        for (int node = 0; node < nanos.length; node++) {
            if (nanos[node] == NOT_STARTED || failures.containsKey(node)) {
                continue;
            }
            for (int output : graph.outputs(node)) {
                Dataset<Object> stored = materials.stored(output);
                if (stored != null) {
                    saved.put(graph.dataset(output), stored);
                }
            }
        }
        return saved;
    }
}
