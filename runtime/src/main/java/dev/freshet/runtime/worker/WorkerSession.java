package dev.freshet.runtime.worker;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.parameter.Parameters;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.CallEvents;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.NodeOutput;
import dev.freshet.runtime.run.NodeWork;
import dev.freshet.runtime.run.NodeWorker;
import dev.freshet.runtime.run.PartitionPlan;
import dev.freshet.runtime.run.StagedOutput;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The worker's side of one run. */
final class WorkerSession {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Parameters parameters;
    private final NodeWorker worker;
    private final Consumer<Event> told;

    private WorkerSession(CompiledPipeline pipeline, Request.Setup setup, Consumer<Event> told) {
        this.pipeline = pipeline;
        graph = pipeline.graph();
        parameters = Parameters.ofJson(setup.parameters());
        worker = new NodeWorker(pipeline, Catalog.ofJson(setup.catalog()), setup.runId(), setup.seed());
        this.told = told;
    }

    static WorkerSession of(Request.Setup setup, Consumer<Event> told) throws Exception {
        setup.secrets().forEach(KnownSecrets::add);
        Method create = factory(Class.forName(setup.pipeline()));
        create.setAccessible(true);
        try {
            return new WorkerSession((CompiledPipeline) create.invoke(null), setup, told);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }

    /**
     * Returns the method that creates a pipeline without arguments.
     *
     * @throws NoSuchMethodException if there is no such method
     */
    static Method factory(Class<?> pipeline) throws NoSuchMethodException {
        return pipeline.getDeclaredMethod("create");
    }

    /** @param taken gets a permit for each message that the run has processed */
    NodeWorker.Call call(Request.Call call, Semaphore taken) {
        int node = graph.nodeNumber(call.node()).orElseThrow();
        List<NodeInput> inputs = new ArrayList<>();
        List<NodeOutput> outputs = new ArrayList<>();
        for (int i = 0; i < call.inputs().size(); i++) {
            inputs.add(input(graph.inputs(node)[i], call.inputs().get(i)));
        }
        for (int i = 0; i < call.outputs().size(); i++) {
            outputs.add(output(graph.outputs(node)[i], call.outputs().get(i)));
        }
        String partitions = call.partitions();
        return worker.call(
                new NodeWork(
                        call.node(),
                        inputs,
                        outputs,
                        partitions == null ? Optional.empty() : Optional.of(PartitionPlan.ofJson(partitions)),
                        Optional.ofNullable(call.partition())),
                new Sent(told, taken, call.logs()));
    }

    private NodeInput input(int dataset, Request.Place place) {
        if (place instanceof Request.Place.Failed failed) {
            return new NodeInput.Failure(
                    failed.dataset(), failed.node(), failed.cause().throwable());
        }
        if (place instanceof Request.Place.Parameter parameter) {
            return new NodeInput.Value(parameter.dataset(), parameter(dataset, parameter));
        }
        return place instanceof Request.Place.Spilled spilled
                ? new NodeInput.Elsewhere(spilled.dataset(), file(dataset, spilled))
                : new NodeInput.Stored(place.dataset());
    }

    private @Nullable Object parameter(int dataset, Request.Place.Parameter parameter) {
        return parameters.get(Parameters.path(parameter.dataset()), pipeline.type(dataset));
    }

    private NodeOutput output(int dataset, Request.Place.OfOutput place) {
        return place instanceof Request.Place.Spilled spilled
                ? new NodeOutput.Elsewhere(spilled.dataset(), file(dataset, spilled))
                : new NodeOutput.Stored(place.dataset(), ((Request.Place.Staged) place).name());
    }

    private Dataset<Object> file(int dataset, Request.Place.Spilled spilled) {
        Type type = pipeline.type(dataset);
        return Catalog.spill(spilled.dataset(), type, spilled.format(), Path.of(spilled.file()));
    }

    /** Sends the events of a call to the run. */
    private record Sent(Consumer<Event> told, Semaphore taken, boolean hearsOfLogs) implements CallEvents {
        @Override
        public void logged(System.Logger.Level level, String text) {
            told.accept(new Event.Logged(level, text));
        }

        @Override
        public void progressed(long done, long total) {
            told.accept(new Event.Progress(done, total));
        }

        @Override
        public void runIdRead() {
            told.accept(new Event.RunIdRead());
        }

        @Override
        public void loaded(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
            told.accept(new Event.Loaded(dataset, duration.toNanos(), Event.Content.of(digested)));
        }

        @Override
        public void staged(StagedOutput output) {
            told.accept(Event.Staged.of(output, false));
        }

        @Override
        public void put(StagedOutput output) {
            told.accept(Event.Staged.of(output, true));
            try {
                taken.acquire();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void kept(String dataset, String partition) {
            told.accept(new Event.Kept(dataset, partition));
        }

        @Override
        public void saved(String dataset, Duration duration, Optional<StoredContent.Digested> digested) {
            told.accept(new Event.Saved(dataset, duration.toNanos(), Event.Content.of(digested)));
        }

        @Override
        public void warned(String dataset, String warning) {
            told.accept(new Event.Warned(dataset, warning));
        }
    }
}
