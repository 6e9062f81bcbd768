package dev.freshet.runtime.run.worker;

import dev.freshet.NodeContext;
import dev.freshet.Outcome;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.engine.Cancellation;
import dev.freshet.runtime.run.engine.Futures;
import dev.freshet.runtime.run.engine.IoThreads;
import dev.freshet.runtime.run.part.PartsPlan;
import dev.freshet.runtime.run.part.Returned;
import dev.freshet.runtime.run.part.StreamedCall;
import dev.freshet.wiring.Form;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A run as a worker process sees it: loads inputs, calls nodes, saves outputs. */
final class WorkerSession {
    private static final ExecutorService LOADS = IoThreads.newExecutor();

    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Catalog catalog;
    private final Parameters parameters;
    private final NodeContexts contexts;
    private final Consumer<Frames.Event> events;

    private WorkerSession(CompiledPipeline pipeline, Frames.Setup setup, Consumer<Frames.Event> events) {
        this.pipeline = pipeline;
        this.events = events;
        graph = pipeline.graph();
        catalog = Catalog.ofJson(setup.catalog());
        parameters = Parameters.ofJson(setup.parameters());
        contexts = new NodeContexts(
                pipeline.name(),
                setup.runId(),
                setup.seed(),
                (node, done, total) -> events.accept(Frames.Event.progress(done, total)));
    }

    static WorkerSession of(Frames.Setup setup, Consumer<Frames.Event> events) throws Exception {
        Method create = factory(Class.forName(setup.pipeline()));
        try {
            return new WorkerSession((CompiledPipeline) create.invoke(null), setup, events);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }

    /**
     * The method that makes a pipeline out of nothing.
     *
     * @throws NoSuchMethodException if there is none
     */
    static Method factory(Class<?> pipeline) throws NoSuchMethodException {
        Method create = pipeline.getDeclaredMethod("create");
        create.setAccessible(true);
        return create;
    }

    void call(Frames.Call call, Cancellation cancellation) throws Exception {
        int node = graph.nodeNumber(call.node()).orElseThrow();
        @Nullable Object[] inputs = load(node, call.inputs());
        NodeContext context = contexts.of(call.node());
        @Nullable Object[] outputs;
        try (StreamedCall streams = new StreamedCall(graph, node, new Places(node, call), cancellation::isCancelled)) {
            cancellation.enter();
            outputs = streams.call(pipeline, inputs, context);
        } finally {
            cancellation.exit();
            NodeContexts.release(context);
        }
        int[] datasets = graph.outputs(node);
        for (int i = 0; i < datasets.length; i++) {
            if (graph.outputForm(node, i) == Form.VALUE) {
                save(
                        Returned.required(graph, node, i, outputs[i]),
                        datasets[i],
                        call.outputs().get(i));
            }
        }
    }

    /** Where the datasets of a node are, as the run says. */
    private final class Places implements StreamedCall.Places {
        private final int node;
        private final Frames.Call call;

        Places(int node, Frames.Call call) {
            this.node = node;
            this.call = call;
        }

        @Override
        public Dataset<Object> input(int input) {
            return dataset(graph.inputs(node)[input], call.inputs().get(input));
        }

        @Override
        public void loaded(int input, Duration duration) {
            moved(Frames.Event.What.LOADED, call.inputs().get(input), duration);
        }

        @Override
        public Dataset<Object> output(int output) {
            return dataset(graph.outputs(node)[output], call.outputs().get(output));
        }

        @Override
        public void saved(int output, Duration duration) {
            moved(Frames.Event.What.SAVED, call.outputs().get(output), duration);
        }

        @Override
        public Optional<PartsPlan> parts() {
            return call.parts();
        }
    }

    /** All at the same time; null for those that are read while the node runs. */
    private @Nullable Object[] load(int node, List<Frames.Place> places) throws InterruptedException {
        int[] datasets = graph.inputs(node);
        List<Future<Optional<Object>>> loads = new ArrayList<>();
        for (int i = 0; i < datasets.length; i++) {
            int dataset = datasets[i];
            Frames.Place place = places.get(i);
            boolean isReadLater = isInFile(place) && isOther(graph.inputForm(node, i));
            FutureTask<Optional<Object>> load =
                    new FutureTask<>(() -> isReadLater ? Optional.empty() : load(dataset, place));
            loads.add(load);
            if (i > 0 && isInFile(place) && !isReadLater) {
                LOADS.execute(load);
            } else {
                load.run();
            }
        }
        @Nullable Object[] inputs = new Object[datasets.length];
        for (int i = 0; i < datasets.length; i++) {
            Object value = Futures.await(loads.get(i)).orElse(null);
            boolean isWrapped = graph.takesOutcome(node, i) && !(value instanceof Outcome.Failure<?>);
            inputs[i] = isWrapped && value != null ? Outcome.success(value) : value;
        }
        return inputs;
    }

    private static boolean isInFile(Frames.Place place) {
        return place.kind() == Frames.Place.Where.STORED || place.kind() == Frames.Place.Where.SPILLED;
    }

    private static boolean isOther(Form form) {
        return form != Form.VALUE && form != Form.OUTCOME;
    }

    /** Empty for a parameter that is null on purpose. */
    private Optional<Object> load(int dataset, Frames.Place place) {
        return Optional.ofNullable(value(dataset, place));
    }

    private @Nullable Object value(int dataset, Frames.Place place) {
        return switch (place.kind()) {
            case PARAMETER -> parameters.get(Parameters.path(place.dataset()), pipeline.type(dataset));
            case FAILED ->
                Outcome.failure(
                        place.node(), Objects.requireNonNull(place.failure()).throwable());
            case SPILLED, STORED -> {
                long start = System.nanoTime();
                Object value = dataset(dataset, place).load();
                moved(Frames.Event.What.LOADED, place, Duration.ofNanos(System.nanoTime() - start));
                yield value;
            }
        };
    }

    private void save(Object value, int dataset, Frames.Place place) {
        long start = System.nanoTime();
        dataset(dataset, place).save(value);
        moved(Frames.Event.What.SAVED, place, Duration.ofNanos(System.nanoTime() - start));
    }

    private Dataset<Object> dataset(int dataset, Frames.Place place) {
        Type type = pipeline.type(dataset);
        return place.kind() == Frames.Place.Where.SPILLED
                ? Catalog.spill(place.dataset(), type, place.format(), Path.of(place.file()))
                : catalog.open(place.dataset(), type);
    }

    private void moved(Frames.Event.What kind, Frames.Place place, Duration duration) {
        if (place.kind() == Frames.Place.Where.STORED) {
            events.accept(Frames.Event.moved(
                    kind,
                    place.dataset(),
                    duration.toNanos(),
                    catalog.content(place.dataset()).flatMap(StoredContent::digested)));
        }
    }
}
