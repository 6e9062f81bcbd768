package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.Outcome;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.engine.Futures;
import dev.freshet.runtime.run.engine.IoThreads;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.run.partition.Returned;
import dev.freshet.runtime.run.partition.StreamedCall;
import dev.freshet.runtime.run.setup.Cancellation;
import dev.freshet.wiring.Form;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Calls nodes of a run for an executor that stores outputs itself, in this process or in another one. It loads the
 * inputs, calls the method, reads and writes streams and partitions while the method runs, and stages the outputs.
 * Staged outputs count once the run publishes them. Outputs whose dataset type cannot stage are saved directly. Safe
 * for use by several threads.
 *
 * <p>{@link Runner#processes} creates one in each worker process. {@link RunSetup} and {@link NodeWork} hold all that a
 * run and its worker must agree on; how this reaches the worker is up to the runner. {@code Catalog.toJson} writes the
 * catalog with its credentials, and {@link PartitionPlan#toJson} what partitioned nodes need.
 */
public final class NodeWorker {
    private static final ExecutorService LOADS = IoThreads.newExecutor();

    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final Catalog catalog;
    private final String runId;
    private final long seed;
    private final SharedInputs shared = new SharedInputs();

    /**
     * Creates a worker for the nodes of one run.
     *
     * @param pipeline with at least the nodes of the run
     * @param catalog see {@link RunSetup#catalog}
     * @param runId see {@link RunSetup#runId}
     * @param seed see {@link RunSetup#seed}
     */
    public NodeWorker(CompiledPipeline pipeline, Catalog catalog, String runId, long seed) {
        this.pipeline = pipeline;
        this.catalog = catalog;
        this.runId = runId;
        this.seed = seed;
        graph = pipeline.graph();
    }

    /**
     * Prepares a call of a node, without calling it yet.
     *
     * @param events receives the events of the call
     * @throws IllegalArgumentException if the pipeline has no such node
     */
    public Call call(NodeWork work, CallEvents events) {
        int node = graph.nodeNumber(work.node())
                .orElseThrow(() -> new IllegalArgumentException("there is no node \"" + work.node() + "\""));
        return new Call(node, work, events);
    }

    /** One call of a node. */
    public final class Call {
        private final int node;
        private final NodeWork work;
        private final CallEvents events;
        private final Cancellation cancellation = new Cancellation();
        /** By output, its staging; only outputs whose dataset types can stage. */
        private final Map<Integer, Catalog.Staging> stagings = new ConcurrentHashMap<>();

        private Call(int node, NodeWork work, CallEvents events) {
            this.node = node;
            this.work = work;
            this.events = events;
        }

        /**
         * Makes the call, on this thread. Call this once.
         *
         * @return one value for each output, in order; null for outputs that were staged or saved
         * @throws Exception whatever the node throws, or a {@link dev.freshet.dataset.DatasetException}
         */
        public @Nullable Object[] run() throws Exception {
            try {
                return outputs();
            } finally {
                work.inputs().forEach(input -> warn(input.dataset()));
                work.outputs().forEach(output -> warn(output.dataset()));
                stagings.forEach(
                        (output, staging) -> warn(work.outputs().get(output).dataset(), staging.content()));
            }
        }

        private void warn(String dataset) {
            catalog.content(dataset).ifPresent(content -> warn(dataset, content));
        }

        private void warn(String dataset, StoredContent content) {
            content.takeWarnings().forEach(warning -> events.warned(dataset, warning));
        }

        private @Nullable Object[] outputs() throws Exception {
            if (work.partition().isPresent()) {
                return outputs(work.partition().get());
            }
            shared.drop();
            @Nullable Object[] inputs = load();
            @Nullable Object[] outputs;
            try (NodeContexts contexts = contexts()) {
                outputs = call(inputs, contexts.of(work.node()));
            }
            for (int i = 0; i < outputs.length; i++) {
                if (graph.outputForm(node, i) == Form.VALUE) {
                    outputs[i] = save(i, Returned.required(graph, node, i, outputs[i]));
                }
            }
            return outputs;
        }

        private @Nullable Object[] outputs(NodePartition partition) throws Exception {
            @Nullable Object[] inputs = shared.of(partition.group(), this::load);
            try (NodeContexts contexts = contexts()) {
                NodeContext context = NodeContexts.ofPartition(contexts.of(work.node()), partition.key());
                return streaming(context, streams -> {
                    streams.callPartition(pipeline, inputs, context, partition.key());
                    return new Object[work.outputs().size()];
                });
            }
        }

        private NodeContexts contexts() {
            return new NodeContexts(pipeline.name(), runId, seed, catalog.injected(), new Told(events));
        }

        private @Nullable Object[] call(@Nullable Object[] inputs, NodeContext context) throws Exception {
            return streaming(context, streams -> streams.call(pipeline, inputs, context));
        }

        private <T> T streaming(NodeContext context, Streaming<T> call) throws Exception {
            try (StreamedCall streams = new StreamedCall(graph, node, new Places(), cancellation::isCancelled)) {
                cancellation.enter();
                NodeContexts.enter(context);
                return call.of(streams);
            } finally {
                NodeContexts.leave();
                cancellation.exit();
            }
        }

        /**
         * Interrupts the node's method if it runs, and discards what it still writes to streams and partitions. Does
         * not interrupt loads and saves, since an interrupt would close their files. May be called by any thread.
         */
        public void interrupt() {
            cancellation.cancel();
        }

        /** Loads all inputs at the same time; null for those that are read while the node runs. */
        private @Nullable Object[] load() throws InterruptedException {
            int count = work.inputs().size();
            List<Future<Optional<Object>>> loads = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int input = i;
                boolean isInStorage = work.inputs().get(i) instanceof NodeInput.Stored
                        || work.inputs().get(i) instanceof NodeInput.Elsewhere;
                boolean isReadLater = isInStorage && isReadLater(i);
                FutureTask<Optional<Object>> load =
                        new FutureTask<>(() -> isReadLater ? Optional.empty() : Optional.ofNullable(value(input)));
                loads.add(load);
                if (i > 0 && isInStorage && !isReadLater) {
                    LOADS.execute(load);
                } else {
                    load.run();
                }
            }
            @Nullable Object[] inputs = new Object[count];
            for (int i = 0; i < count; i++) {
                Object value = Futures.await(loads.get(i)).orElse(null);
                boolean isWrapped = graph.takesOutcome(node, i) && !(value instanceof Outcome.Failure<?>);
                inputs[i] = isWrapped && value != null ? Outcome.success(value) : value;
            }
            return inputs;
        }

        private boolean isReadLater(int input) {
            Form form = graph.inputForm(node, input);
            return form != Form.VALUE && form != Form.OUTCOME && !isShared(input);
        }

        /** Whether the call takes one partition of a value that can only be read as a whole. */
        private boolean isShared(int input) {
            return work.partition().isPresent()
                    && input == graph.eachInput(node)
                    && work.inputs().get(input) instanceof NodeInput.Elsewhere elsewhere
                    && !(elsewhere.place() instanceof PartitionedDataset);
        }

        private @Nullable Object value(int input) {
            NodeInput place = work.inputs().get(input);
            if (place instanceof NodeInput.Value value) {
                return value.value();
            }
            if (place instanceof NodeInput.Failure failure) {
                return Outcome.failure(failure.node(), failure.cause());
            }
            long start = System.nanoTime();
            Object value = inputPlace(input).load();
            loaded(input, Duration.ofNanos(System.nanoTime() - start));
            return value;
        }

        private Dataset<Object> inputPlace(int input) {
            NodeInput place = work.inputs().get(input);
            return place instanceof NodeInput.Elsewhere elsewhere
                    ? elsewhere.place()
                    : catalog.open(place.dataset(), pipeline.type(graph.inputs(node)[input]));
        }

        private @Nullable Dataset<Object> outputPlace(int output) {
            NodeOutput place = work.outputs().get(output);
            if (place instanceof NodeOutput.Value) {
                return null;
            }
            if (place instanceof NodeOutput.Elsewhere elsewhere) {
                return elsewhere.place();
            }
            Type type = pipeline.type(graph.outputs(node)[output]);
            Optional<Catalog.Staging> staging =
                    Optional.ofNullable(stagings.get(output)).or(() -> staging((NodeOutput.Stored) place, type));
            staging.ifPresent(opened -> stagings.put(output, opened));
            return staging.map(Catalog.Staging::dataset).orElseGet(() -> catalog.open(place.dataset(), type));
        }

        private Optional<Catalog.Staging> staging(NodeOutput.Stored place, Type type) {
            return catalog.staging(place.dataset(), type, place.staging());
        }

        private @Nullable Object save(int output, Object value) {
            Dataset<Object> place = outputPlace(output);
            if (place == null) {
                return value;
            }
            long start = System.nanoTime();
            place.save(value);
            saved(output, Duration.ofNanos(System.nanoTime() - start));
            return null;
        }

        private void loaded(int input, Duration duration) {
            if (work.inputs().get(input) instanceof NodeInput.Stored stored) {
                events.loaded(stored.dataset(), duration, digested(stored.dataset()));
            }
        }

        private void saved(int output, Duration duration) {
            if (!(work.outputs().get(output) instanceof NodeOutput.Stored stored)) {
                return;
            }
            Catalog.Staging staging = stagings.get(output);
            if (staging == null) {
                events.saved(stored.dataset(), duration, digested(stored.dataset()));
                return;
            }
            boolean isInPartitions = staging.dataset() instanceof PartitionedDataset;
            if (!isInPartitions || graph.outputForm(node, output) == Form.VALUE) {
                staging.content().staged().forEach((key, digest) -> {
                    Optional<String> partition = Optional.of(key).filter(any -> isInPartitions);
                    Optional<String> name = Optional.of(stored.staging());
                    events.staged(new StagedOutput(stored.dataset(), partition, name, digest, duration));
                });
            }
            events.saved(stored.dataset(), duration, Optional.empty());
        }

        /** A partition of an output was staged, or stored if it cannot be staged. */
        private void stored(int output, String key) {
            if (work.outputs().get(output) instanceof NodeOutput.Stored stored) {
                Catalog.Staging staging = stagings.get(output);
                Optional<String> digest = staging != null && staging.dataset() instanceof PartitionedDataset partitions
                        ? partitions.content(key).digested().map(StoredContent.Digested::digest)
                        : Optional.empty();
                Optional<String> name = Optional.of(stored.staging()).filter(any -> staging != null);
                events.put(new StagedOutput(stored.dataset(), Optional.of(key), name, digest, Duration.ZERO));
            }
        }

        private Optional<StoredContent.Digested> digested(String dataset) {
            return catalog.content(dataset).flatMap(StoredContent::digested);
        }

        /** The places of the node's datasets, as the run gave them. */
        private final class Places implements StreamedCall.Places {
            @Override
            public Dataset<Object> input(int input) {
                return inputPlace(input);
            }

            @Override
            public void loaded(int input, Duration duration) {
                Call.this.loaded(input, duration);
            }

            @Override
            public @Nullable Dataset<Object> output(int output) {
                return outputPlace(output);
            }

            @Override
            public void saved(int output, Duration duration) {
                Call.this.saved(output, duration);
            }

            @Override
            public void stored(int output, String key) {
                Call.this.stored(output, key);
            }

            @Override
            public void kept(int output, String key) {
                events.kept(work.outputs().get(output).dataset(), key);
            }

            @Override
            public Optional<KnownPartitions> partitions() {
                return work.partitions().map(KnownPartitions.class::cast);
            }
        }
    }

    /** A call during which streams may be open. */
    private interface Streaming<T> {
        T of(StreamedCall streams) throws Exception;
    }

    /** Passes on the events of the node's context. */
    private record Told(CallEvents events) implements NodeContexts.Progress {
        @Override
        public void progress(String node, long done, long total) {
            events.progressed(done, total);
        }

        @Override
        public void runIdRead(String node) {
            events.runIdRead();
        }

        @Override
        public boolean hearsOfLogs() {
            return events.hearsOfLogs();
        }

        @Override
        public void logged(String node, Optional<String> partition, System.Logger.Level level, String text) {
            events.logged(level, text);
        }
    }
}
