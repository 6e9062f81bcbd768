package dev.freshet.runtime.run.worker;

import dev.freshet.config.KnownSecrets;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.Scratch;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.HeldValue;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.NodeOutput;
import dev.freshet.runtime.run.PartitionPlan;
import dev.freshet.runtime.run.RunSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls the nodes of one run in worker processes. Values that are not stored are in files of a directory of its own.
 */
final class ProcessExecutor implements NodeExecutor {
    private static final Duration TIME_TO_KILL = Duration.ofSeconds(5);
    private final RunSetup setup;
    private final PipelineGraph graph;
    private final Request.Setup frame;
    private final WorkerCommand command;
    private final ClassPath.Seen code;
    /** By call, the worker that is ready for it. */
    private final Map<NodeCall, WorkerProcess> ready = new ConcurrentHashMap<>();
    /** Values of this process that nodes read, by dataset. */
    private final Map<String, Spill> given = new ConcurrentHashMap<>();

    private final AtomicInteger files = new AtomicInteger();
    private @Nullable Path directory;

    ProcessExecutor(RunSetup setup, WorkerCommand command, ClassPath.Seen code) {
        this.setup = setup;
        this.command = command;
        this.code = code;
        graph = setup.pipeline().graph();
        frame = new Request.Setup(
                ProcessRunner.whole(setup.pipeline()).getClass().getName(),
                setup.runId(),
                setup.seed(),
                setup.catalog().toJson(),
                setup.parameters().toJson(),
                KnownSecrets.values());
    }

    @Override
    public boolean storesItself() {
        return true;
    }

    @Override
    public Duration timeToEnd() {
        return TIME_TO_KILL;
    }

    @Override
    public void prepare(NodeCall call) throws Exception {
        WorkerProcess worker = WorkerPool.take(command, code);
        boolean isReady = worker.knows(setup.runId());
        try {
            if (!isReady) {
                worker.setUp(frame);
                isReady = true;
            }
        } finally {
            if (!isReady) {
                worker.kill();
            }
        }
        ready.put(call, worker);
    }

    @Override
    public @Nullable Object[] execute(NodeCall call) throws Exception {
        WorkerProcess worker = Objects.requireNonNull(ready.remove(call));
        try {
            List<NodeOutput> outputs = call.outputs();
            List<@Nullable Spill> spills = new ArrayList<>();
            List<Request.Place.OfOutput> places = new ArrayList<>();
            for (NodeOutput output : outputs) {
                Spill spill = output instanceof NodeOutput.Value ? newSpill(output.dataset()) : null;
                spills.add(spill);
                places.add(spill == null ? new Request.Place.Stored(output.dataset()) : spill.place());
            }
            String partitions = call.partitions().map(PartitionPlan::toJson).orElse(null);
            worker.call(
                    new Request.Call(
                            call.name(),
                            inputs(call),
                            places,
                            partitions,
                            call.partition().orElse(null),
                            call.hearsOfLogs()),
                    news -> news.tell(call),
                    setup.grace(),
                    setup.wording());
            @Nullable Object[] made = new Object[outputs.size()];
            for (int i = 0; i < made.length; i++) {
                made[i] = value(outputs.get(i), spills.get(i));
            }
            return made;
        } finally {
            WorkerPool.give(command, code, worker);
        }
    }

    /** What no node reads is loaded, since the caller of the run may ask for it. */
    private static @Nullable Object value(NodeOutput output, @Nullable Spill spill) {
        if (spill == null || (output instanceof NodeOutput.Value value && value.isRead())) {
            return spill;
        }
        Object loaded = spill.load();
        spill.drop();
        return loaded;
    }

    private List<Request.Place> inputs(NodeCall call) {
        List<Request.Place> places = new ArrayList<>();
        for (NodeInput input : call.inputs()) {
            if (input instanceof NodeInput.Failure failure) {
                places.add(new Request.Place.Failed(failure.dataset(), failure.node(), Failure.of(failure.cause())));
            } else if (input instanceof NodeInput.Value value) {
                places.add(place(value));
            } else {
                places.add(new Request.Place.Stored(input.dataset()));
            }
        }
        return places;
    }

    private Request.Place place(NodeInput.Value input) {
        if (input.value() instanceof Spill spill) {
            return spill.place();
        }
        int dataset = graph.datasetNumber(input.dataset()).orElseThrow();
        if (graph.isParameter(dataset) && !setup.given().contains(input.dataset())) {
            return new Request.Place.Parameter(input.dataset());
        }
        return given.computeIfAbsent(input.dataset(), name -> {
                    Spill spill = newSpill(name);
                    spill.file().save(Objects.requireNonNull(input.value()));
                    return spill;
                })
                .place();
    }

    private Spill newSpill(String name) {
        Type type = setup.pipeline().type(graph.datasetNumber(name).orElseThrow());
        String format = setup.catalog()
                .spillFormat(name, type)
                .orElseThrow(() -> new IllegalStateException("the run " + ProcessRunner.noFormat(name, type)));
        Path path = directory().resolve(Integer.toString(files.incrementAndGet()));
        return new Spill(name, type, format, path);
    }

    private synchronized Path directory() {
        if (directory == null) {
            try {
                directory = Scratch.createDirectory("freshet-values-");
            } catch (IOException e) {
                throw new UncheckedIOException("cannot create a temporary directory for values", e);
            }
        }
        return directory;
    }

    @Override
    public synchronized void close() {
        ready.values().forEach(WorkerProcess::close);
        if (directory != null) {
            Scratch.delete(directory);
        }
    }

    /** A value in a file. */
    private record Spill(String dataset, Type type, String format, Path path) implements HeldValue {
        Request.Place.Spilled place() {
            return new Request.Place.Spilled(dataset, format, path.toString());
        }

        Dataset<Object> file() {
            return Catalog.spill(dataset, type, format, path);
        }

        @Override
        public Object load() {
            return file().load();
        }

        @Override
        public void drop() {
            Scratch.delete(path);
        }
    }
}
