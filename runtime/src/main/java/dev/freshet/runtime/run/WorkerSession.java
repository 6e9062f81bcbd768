package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.Outcome;
import dev.freshet.runtime.dataset.Catalog;
import dev.freshet.runtime.dataset.Dataset;
import dev.freshet.runtime.dataset.Parameters;
import dev.freshet.runtime.dataset.StoredContent;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

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
        Object[] inputs = load(node, call.inputs());
        NodeContext context = contexts.of(call.node());
        Object[] outputs;
        try {
            cancellation.enter();
            outputs = pipeline.invoke(node, inputs, context);
        } finally {
            cancellation.exit();
            contexts.release(context);
        }
        int[] datasets = graph.outputs(node);
        for (int i = 0; i < datasets.length; i++) {
            save(
                    PipelineRun.required(graph, node, i, outputs[i]),
                    datasets[i],
                    call.outputs().get(i));
        }
    }

    /** All at the same time. */
    private Object[] load(int node, List<Frames.Place> places) throws InterruptedException {
        int[] datasets = graph.inputs(node);
        List<Future<Object>> loads = new ArrayList<>();
        for (int i = 0; i < datasets.length; i++) {
            int dataset = datasets[i];
            Frames.Place place = places.get(i);
            FutureTask<Object> load = new FutureTask<>(() -> load(dataset, place));
            loads.add(load);
            if (i > 0 && place.kind() != Frames.Place.Where.PARAMETER) {
                LOADS.execute(load);
            } else {
                load.run();
            }
        }
        Object[] inputs = new Object[datasets.length];
        for (int i = 0; i < datasets.length; i++) {
            Object value = Futures.await(loads.get(i));
            boolean wrapped = graph.takesOutcome(node, i) && !(value instanceof Outcome.Failure<?>);
            inputs[i] = wrapped ? Outcome.success(value) : value;
        }
        return inputs;
    }

    private Object load(int dataset, Frames.Place place) {
        return switch (place.kind()) {
            case PARAMETER -> parameters.get(Parameters.path(place.dataset()), pipeline.type(dataset));
            case FAILED ->
                Outcome.failure(
                        place.node(), Objects.requireNonNull(place.failure()).throwable());
            case SPILLED -> spill(dataset, place).load();
            case STORED -> {
                long start = System.nanoTime();
                Object value = stored(dataset, place).load();
                moved(Frames.Event.What.LOADED, place, start);
                yield value;
            }
        };
    }

    private void save(Object value, int dataset, Frames.Place place) {
        if (place.kind() == Frames.Place.Where.SPILLED) {
            spill(dataset, place).save(value);
            return;
        }
        long start = System.nanoTime();
        stored(dataset, place).save(value);
        moved(Frames.Event.What.SAVED, place, start);
    }

    private Dataset<Object> spill(int dataset, Frames.Place place) {
        return Catalog.spill(place.dataset(), pipeline.type(dataset), place.format(), Path.of(place.file()));
    }

    private Dataset<Object> stored(int dataset, Frames.Place place) {
        return catalog.open(place.dataset(), pipeline.type(dataset));
    }

    private void moved(Frames.Event.What kind, Frames.Place place, long start) {
        events.accept(Frames.Event.moved(
                kind,
                place.dataset(),
                System.nanoTime() - start,
                catalog.content(place.dataset()).flatMap(StoredContent::digested)));
    }
}
