package dev.freshet.runtime.run.engine;

import dev.freshet.Outcome;
import dev.freshet.dataset.Dataset;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.HeldValue;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.wiring.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Provides the inputs of nodes: from memory if they are there, otherwise from storage, several at the same time. */
public final class Loader {
    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final MemoryValues values;
    private final Outcomes outcomes;
    private final DatasetEvents events;
    private final ExecutorService threads;
    /** The loads of a node's inputs, by node; null for inputs that need no load. */
    private final Map<Integer, @Nullable Future<Object>[]> started = new ConcurrentHashMap<>();

    /** The loads that all consumers share, by dataset. */
    private final Map<Integer, FutureTask<Object>> cached = new ConcurrentHashMap<>();
    /** Whether the inputs of a node were requested, by node. */
    private final AtomicIntegerArray begun;

    Loader(
            PipelineGraph graph,
            Supplier<Materials> materials,
            MemoryValues values,
            Outcomes outcomes,
            DatasetEvents events,
            ExecutorService threads) {
        this.graph = graph;
        this.materials = materials;
        this.values = values;
        this.outcomes = outcomes;
        this.events = events;
        this.threads = threads;
        begun = new AtomicIntegerArray(graph.nodeCount());
    }

    /** Starts the loads of a node that will run soon, unless the node has begun. */
    void startAhead(int node) {
        started.computeIfAbsent(node, key -> begun.get(key) == 0 ? start(key, 0) : null);
    }

    /** @param own how many loads the calling thread does itself */
    private @Nullable Future<Object>[] start(int node, int own) {
        int[] inputs = graph.inputs(node);
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable
        Future<Object>[] loads = new Future[inputs.length];
        int left = own;
        for (int i = 0; i < inputs.length; i++) {
            if (isLoadedFirst(node, i)) {
                FutureTask<Object> load = load(node, inputs[i]);
                loads[i] = load;
                if (left-- <= 0) {
                    threads.execute(load);
                }
            }
        }
        return loads;
    }

    private boolean isLoadedFirst(int node, int input) {
        Form form = graph.inputForm(node, input);
        return (form == Form.VALUE || form == Form.OUTCOME)
                && isToBeLoaded(graph.inputs(node)[input], form == Form.OUTCOME);
    }

    private boolean isToBeLoaded(int dataset, boolean asOutcome) {
        return values.get(dataset) == null
                && materials.get().stored(dataset) != null
                && !(asOutcome && outcomes.failedProducer(dataset) >= 0);
    }

    private FutureTask<Object> load(int node, int dataset) {
        if (!materials.get().cached().get(dataset)) {
            return new FutureTask<>(() -> value(node, dataset));
        }
        return cached.computeIfAbsent(
                dataset,
                shared -> new FutureTask<>(() -> {
                    // A shared load of another consumer may have ended since this consumer found no value.
                    Object known = values.get(dataset);
                    Object value = known != null ? known : value(node, dataset);
                    if (known == null) {
                        values.handOn(dataset, value);
                    }
                    cached.remove(dataset);
                    return value;
                }));
    }

    private Object value(int node, int dataset) {
        Dataset<Object> stored = materials.get().stored(dataset);
        if (stored == null) {
            throw new IllegalStateException(graph.dataset(dataset) + " is not stored");
        }
        long start = System.nanoTime();
        Object value = stored.load();
        events.loaded(node, dataset, Duration.ofNanos(System.nanoTime() - start));
        return value;
    }

    /** Returns whether a node has an input that must be loaded from storage before the call. */
    boolean loads(int node) {
        for (int i = 0; i < graph.inputs(node).length; i++) {
            if (isLoadedFirst(node, i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether some node reads a dataset. */
    boolean isRead(int dataset) {
        return values.isRead(dataset);
    }

    /**
     * Returns the inputs of a node; null for inputs that it reads from storage while it runs.
     *
     * @throws InterruptedException if the thread was interrupted while it waited for loads
     */
    @Nullable
    public Object[] inputs(int node) throws InterruptedException {
        int[] inputs = graph.inputs(node);
        @Nullable Object[] loaded = new Object[inputs.length];
        begun.set(node, 1);
        // Waits until another thread has started the loads.
        @Nullable Future<Object> @Nullable [] ahead = started.remove(node);
        if (ahead == null && loads(node)) {
            ahead = start(node, 1);
        }
        for (int i = 0; i < inputs.length; i++) {
            Object value = ahead == null || ahead[i] == null ? here(values.get(inputs[i])) : await(ahead[i]);
            loaded[i] = graph.takesOutcome(node, i) ? outcome(inputs[i], value) : value;
        }
        return loaded;
    }

    /** Loads a value that an executor keeps. */
    private static @Nullable Object here(@Nullable Object value) {
        return value instanceof HeldValue held ? held.load() : value;
    }

    /** Returns where the inputs of a node are. */
    public List<NodeInput> places(int node) {
        List<NodeInput> places = new ArrayList<>();
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            String name = graph.dataset(inputs[i]);
            boolean asOutcome = graph.takesOutcome(node, i);
            Object value = values.get(inputs[i]);
            if (value == null && isToBeLoaded(inputs[i], asOutcome)) {
                places.add(new NodeInput.Stored(name));
            } else if (asOutcome && outcome(inputs[i], value) instanceof Outcome.Failure<?> failure) {
                places.add(new NodeInput.Failure(name, failure.node(), failure.cause()));
            } else {
                places.add(new NodeInput.Value(name, value));
            }
        }
        return places;
    }

    private static Object await(Future<Object> load) throws InterruptedException {
        if (load instanceof FutureTask<Object> task) {
            // Does nothing if another thread has begun.
            task.run();
        }
        return Futures.await(load);
    }

    private Object outcome(int dataset, @Nullable Object value) {
        int failed = outcomes.failedProducer(dataset);
        if (failed >= 0) {
            return Outcome.failure(graph.node(failed), outcomes.cause(failed));
        }
        return value != null
                ? Outcome.success(value)
                : Outcome.failure(
                        graph.node(graph.producer(dataset)),
                        new IllegalStateException("\"" + graph.dataset(dataset) + "\" was not made"));
    }

    /** Drops all loads, since no further node runs. */
    void dropAll() {
        started.keySet().forEach(this::drop);
    }

    /** Drops what was loaded for a node that does not run. */
    void drop(int node) {
        @Nullable Future<Object> @Nullable [] loads = started.remove(node);
        if (loads != null) {
            int[] inputs = graph.inputs(node);
            for (int i = 0; i < loads.length; i++) {
                Future<Object> load = loads[i];
                // Other consumers share the loads of cached datasets.
                if (load != null && !materials.get().cached().get(inputs[i])) {
                    load.cancel(false);
                }
            }
        }
    }
}
