package dev.freshet.runtime.run.worker;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.HeldValue;
import dev.freshet.runtime.run.NodeCall;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.NodeInput;
import dev.freshet.runtime.run.RunSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Calls the nodes of one run in worker processes. Values that are not stored are in files of a directory of its own. */
final class ProcessExecutor implements NodeExecutor {
    private static final Duration TIME_TO_KILL = Duration.ofSeconds(5);
    private final RunSetup setup;
    private final PipelineGraph graph;
    private final Frames.Setup frame;
    private final WorkerCommand command;
    private final ClassPath.Seen code;
    private final BitSet read = new BitSet();
    /** By node, the worker that is ready to call it. */
    private final Map<Integer, WorkerProcess> ready = new ConcurrentHashMap<>();
    /** Values of this process that nodes read, by dataset. */
    private final Map<String, Spill> given = new ConcurrentHashMap<>();

    private final AtomicInteger files = new AtomicInteger();
    private @Nullable Path directory;

    ProcessExecutor(RunSetup setup, WorkerCommand command, ClassPath.Seen code) {
        this.setup = setup;
        this.command = command;
        this.code = code;
        graph = setup.pipeline().graph();
        frame = new Frames.Setup(
                ProcessRunner.whole(setup.pipeline()).getClass().getName(),
                setup.runId(),
                setup.seed(),
                setup.catalog().toJson(),
                setup.parameters().toJson());
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int input : graph.inputs(node)) {
                read.set(input);
            }
        }
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
        ready.put(call.node(), worker);
    }

    @Override
    public @Nullable Object[] execute(NodeCall call) throws Exception {
        WorkerProcess worker = Objects.requireNonNull(ready.remove(call.node()));
        try {
            int[] datasets = graph.outputs(call.node());
            @Nullable Object[] outputs = new Object[datasets.length];
            List<Frames.Place> places = new ArrayList<>();
            for (int i = 0; i < datasets.length; i++) {
                boolean stored = setup.catalog().isStored(graph.dataset(datasets[i]));
                Spill spill = stored ? null : newSpill(datasets[i]);
                outputs[i] = spill;
                places.add(spill == null ? Frames.Place.stored(graph.dataset(datasets[i])) : spill.place());
            }
            Frames.Call frames = new Frames.Call(call.name(), inputs(call), places, call.parts());
            worker.call(frames, event -> tell(call, event), setup.grace());
            for (int i = 0; i < datasets.length; i++) {
                if (outputs[i] instanceof Spill spill && !read.get(datasets[i])) {
                    outputs[i] = spill.file().load();
                    spill.drop();
                }
            }
            return outputs;
        } finally {
            WorkerPool.give(command, code, worker);
        }
    }

    private static void tell(NodeCall call, Frames.Event event) {
        switch (event.kind()) {
            case PROGRESS -> call.progressed(event.first(), event.second());
            case LOADED -> call.loaded(event.dataset(), Duration.ofNanos(event.first()), event.digested());
            case SAVED -> call.saved(event.dataset(), Duration.ofNanos(event.first()), event.digested());
            case DONE, FAILED -> throw new IllegalStateException("the answer of a node is no news");
        }
    }

    private List<Frames.Place> inputs(NodeCall call) {
        List<Frames.Place> places = new ArrayList<>();
        for (NodeInput input : call.inputs()) {
            if (input instanceof NodeInput.Failure failure) {
                places.add(Frames.Place.failed(failure.dataset(), failure.node(), failure.cause()));
            } else if (input instanceof NodeInput.Value value) {
                places.add(place(value));
            } else {
                places.add(Frames.Place.stored(input.dataset()));
            }
        }
        return places;
    }

    private Frames.Place place(NodeInput.Value input) {
        if (input.value() instanceof Spill spill) {
            return spill.place();
        }
        int dataset = graph.datasetNumber(input.dataset()).orElseThrow();
        if (graph.isParameter(dataset) && !setup.given().contains(input.dataset())) {
            return Frames.Place.parameter(input.dataset());
        }
        return given.computeIfAbsent(input.dataset(), name -> {
                    Spill spill = newSpill(dataset);
                    spill.file().save(Objects.requireNonNull(input.value()));
                    return spill;
                })
                .place();
    }

    private Spill newSpill(int dataset) {
        String name = graph.dataset(dataset);
        Type type = setup.pipeline().type(dataset);
        String format = setup.catalog()
                .spillFormat(name, type)
                .orElseThrow(() -> new IllegalStateException("the run " + ProcessRunner.noFormat(name, type)));
        Path path = directory().resolve(Integer.toString(files.incrementAndGet()));
        return new Spill(name, type, format, path);
    }

    private synchronized Path directory() {
        if (directory == null) {
            try {
                directory = Files.createTempDirectory("freshet-values-");
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
            TemporaryFiles.delete(directory);
        }
    }

    /** A value in a file. */
    private record Spill(String dataset, Type type, String format, Path path) implements HeldValue {
        Frames.Place place() {
            return Frames.Place.spilled(dataset, format, path.toString());
        }

        Dataset<Object> file() {
            return Catalog.spill(dataset, type, format, path);
        }

        @Override
        public void drop() {
            TemporaryFiles.delete(path);
        }
    }
}
