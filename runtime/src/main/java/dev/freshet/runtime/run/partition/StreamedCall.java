package dev.freshet.runtime.run.partition;

import dev.freshet.NodeContext;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call of a node that reads or writes datasets record by record, or loads inputs on demand. The end of the call
 * closes everything that it opened. What it writes replaces the stored content once the method has returned, unless the
 * node was given up.
 */
public final class StreamedCall implements AutoCloseable {
    /** The node's datasets, by the indexes of its inputs and outputs. */
    public interface Places {
        /** Returns the dataset that stores an input that is not in memory. */
        Dataset<Object> input(int input);

        /** An input was read. */
        void loaded(int input, Duration duration);

        /** Returns the dataset that stores an output; null if the output stays in memory. */
        @Nullable
        Dataset<Object> output(int output);

        /** An output was written. */
        void saved(int output, Duration duration);

        /** A partition of an output was stored, or staged. */
        default void stored(int output, String key) {}

        /** The node asked for a partition of an output that is up to date. */
        default void kept(int output, String key) {}

        /**
         * The attempt to make an output that stores each partition separately has ended.
         *
         * @param partitions what the attempt did to the partitions
         */
        default void partitioned(int output, OutputPartitions partitions) {}

        /** Returns what is known about earlier partitions. */
        Optional<KnownPartitions> partitions();

        /** Returns whether the inputs that all partitions share have not changed since the plan. */
        default boolean areInputsUnchanged() {
            return true;
        }
    }

    private final PipelineGraph graph;
    private final int node;
    private final Places places;
    private final BooleanSupplier isCancelled;
    private final StreamedOutput[] outputs;
    private final PartitionOutput[] partitions;
    private final long start = System.nanoTime();
    private final GivenInputs given = new GivenInputs(this::requireNotOver);
    private final Deque<AutoCloseable> closes = new ConcurrentLinkedDeque<>();
    private Optional<KnownPartitions> plan = Optional.empty();
    private PartitionProgress progress = PartitionProgress.none();
    private volatile boolean isOver;

    /** @param isCancelled returns whether the node was cancelled; then what it still makes is ignored */
    public StreamedCall(PipelineGraph graph, int node, Places places, BooleanSupplier isCancelled) {
        this.graph = graph;
        this.node = node;
        this.places = places;
        this.isCancelled = isCancelled;
        outputs = new StreamedOutput[graph.outputs(node).length];
        partitions = new PartitionOutput[outputs.length];
    }

    /**
     * Calls the method, reads the streams that it returns, and replaces the stored content.
     *
     * @param inputs the values of the inputs in memory; null for inputs that are not in memory
     * @return the outputs; null for stored outputs, which were written
     * @throws Exception whatever the method throws
     */
    @Nullable
    public Object[] call(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context) throws Exception {
        if (graph.makesPartitions(node) || graph.readsPartitions(node)) {
            plan = places.partitions();
        }
        if (graph.makesPartitions(node)) {
            PartitionProgress opened =
                    new PartitionProgress(plan.flatMap(KnownPartitions::making), places::areInputsUnchanged);
            closes.push(opened);
            progress = opened;
        }
        if (graph.eachInput(node) >= 0) {
            return callForEach(pipeline, inputs, context);
        }
        @Nullable Object[] made = invoke(pipeline, inputs, context);
        for (int i = 0; i < outputs.length; i++) {
            if (graph.outputForm(node, i) == Form.STREAM) {
                Stream<?> records = (Stream<?>) Returned.required(graph, node, i, made[i]);
                StreamedOutput.write(records, output(i), this::requireNotOver);
            }
        }
        commit(made);
        return made;
    }

    private @Nullable Object[] invoke(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context)
            throws Exception {
        List<@Nullable Object> arguments = arguments(inputs);
        for (int i = 0; i < outputs.length; i++) {
            if (graph.outputForm(node, i) == Form.SINK) {
                arguments.add(StreamedOutput.sink(output(i), this::requireNotOver));
            } else if (graph.outputForm(node, i) == Form.PARTITION_SINK) {
                arguments.add(partitionOutput(i));
            }
        }
        return invoke(pipeline, arguments, context);
    }

    private List<@Nullable Object> arguments(@Nullable Object[] inputs) {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            arguments.add(argument(i, inputs[i]));
        }
        return arguments;
    }

    @SuppressWarnings("NullAway") // an input that is not in memory has become a stream, an iterable or a supplier
    private @Nullable Object[] invoke(CompiledPipeline pipeline, List<@Nullable Object> arguments, NodeContext context)
            throws Exception {
        return pipeline.invoke(node, arguments.toArray(), context);
    }

    /** Returns the partitions of an input; of an incremental input, only new ones. */
    private PartitionInput given(int input, PartitionInput all) {
        List<String> keys = plan.map(known -> known.given().get(graph.dataset(graph.inputs(node)[input])))
                .orElse(null);
        return keys == null ? all : new PartitionInput.Some(all, new TreeSet<>(keys));
    }

    private PartitionOutput partitionOutput(int output) {
        PartitionOutput opened = new PartitionOutput(
                graph.dataset(graph.outputs(node)[output]),
                places.output(output),
                progress,
                this::requireNotOver,
                new Telling(output));
        partitions[output] = opened;
        return opened;
    }

    /** Passes on the events of an output's partitions. */
    private final class Telling implements PartitionOutput.Heard {
        private final int output;

        Telling(int output) {
            this.output = output;
        }

        @Override
        public void stored(String key) {
            places.stored(output, key);
        }

        @Override
        public void kept(String key) {
            places.kept(output, key);
        }
    }

    /** Calls the method for each partition of an input, one after the other. */
    private @Nullable Object[] callForEach(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context)
            throws Exception {
        int each = graph.eachInput(node);
        PartitionInput input = PartitionInput.of(inputs[each], () -> places.input(each));
        for (int i = 0; i < outputs.length; i++) {
            partitionOutput(i);
        }
        List<Exception> failures = new ArrayList<>();
        int done = 0;
        for (String key : input.keys()) {
            requireNotOver();
            NodeContext ofPartition = NodeContexts.ofPartition(context, key);
            try {
                PartitionCall.Partition partition =
                        new PartitionCall.Partition(key, input.source(key), List.of(partitions), plan);
                make(pipeline, inputs, ofPartition, partition);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                noteOrThrow(failures, e);
            } finally {
                NodeContexts.release(ofPartition);
            }
            done++;
            context.progress(done, input.keys().size());
        }
        if (!failures.isEmpty()) {
            failures.forEach(other -> PartitionResults.carry(failures.get(0), other));
            throw failures.get(0);
        }
        @Nullable Object[] values = new Object[outputs.length];
        commit(values);
        return values;
    }

    /** Notes a partition's failure, or throws it if failures stop the run. */
    private void noteOrThrow(List<Exception> failures, Exception failure) throws Exception {
        if (plan.flatMap(KnownPartitions::making)
                .flatMap(KnownPartitions.Making::each)
                .filter(KnownPartitions.Each::keepsGoing)
                .isEmpty()) {
            throw failure;
        }
        failures.add(failure);
    }

    /** Calls the method for one partition of an input, and stores what it returns. */
    void callPartition(
            CompiledPipeline pipeline,
            @Nullable Object[] inputs,
            NodeContext context,
            PartitionCall.Partition partition)
            throws Exception {
        plan = partition.plan();
        make(pipeline, inputs, context, partition);
    }

    /**
     * Calls the method for one partition of an input, and stores what it returns. All outputs must be partitioned.
     *
     * @param inputs the values of the inputs that are in memory; null for those that are not
     * @throws Exception whatever the method throws, or a {@link DatasetException}
     */
    public void callPartition(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context, String key)
            throws Exception {
        List<PartitionOutput> into = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            into.add(partitionOutput(i));
        }
        InputSource source = source(graph.eachInput(node), inputs, key);
        callPartition(pipeline, inputs, context, new PartitionCall.Partition(key, source, into, places.partitions()));
    }

    /** Returns a partition of an input, without a list of all partitions that are stored. */
    private InputSource source(int each, @Nullable Object[] inputs, String key) {
        if (inputs[each] != null) {
            return PartitionInput.of(inputs[each], () -> places.input(each)).source(key);
        }
        PartitionedDataset input = inPartitions(places.input(each));
        return InputSource.stored(() -> input.partition(key));
    }

    private PartitionedDataset inPartitions(Dataset<Object> dataset) {
        if (dataset instanceof PartitionedDataset partitions) {
            return partitions;
        }
        throw new IllegalArgumentException("the input of " + graph.node(node) + " has no partitions of its own");
    }

    private void make(
            CompiledPipeline pipeline,
            @Nullable Object[] inputs,
            NodeContext context,
            PartitionCall.Partition partition)
            throws Exception {
        try (PartitionCall call = new PartitionCall(graph, node, partition, this::requireNotOver)) {
            List<@Nullable Object> arguments = arguments(inputs);
            arguments.set(graph.eachInput(node), call.input());
            arguments.addAll(call.sinks());
            @Nullable Object[] made = invoke(pipeline, arguments, context);
            call.read(made);
            store(call, made);
        }
    }

    /** Stores the values of a partition, unless the call was given up meanwhile. */
    private synchronized void store(PartitionCall call, @Nullable Object[] made) {
        requireNotOver();
        call.store(made);
    }

    private @Nullable Object argument(int input, @Nullable Object value) {
        Form form = graph.inputForm(node, input);
        return switch (form) {
            case STREAM, ITERABLE, LAZY -> given.given(form, source(input, value));
            case PARTITIONS -> given(input, PartitionInput.of(value, () -> places.input(input)));
            default -> value;
        };
    }

    private InputSource source(int input, @Nullable Object value) {
        return new InputSource(value, () -> places.input(input), duration -> places.loaded(input, duration));
    }

    private StreamedOutput output(int output) {
        StreamedOutput opened = new StreamedOutput(places.output(output), duration -> places.saved(output, duration));
        outputs[output] = opened;
        closes.push(opened);
        return opened;
    }

    private void requireNotOver() {
        if (isOver || isCancelled.getAsBoolean()) {
            throw new IllegalStateException(
                    "node " + graph.node(node) + " has ended; its streams and sinks are closed");
        }
    }

    private boolean keepsOthers() {
        return plan.flatMap(KnownPartitions::making)
                .filter(KnownPartitions.Making::keepsOthers)
                .isPresent();
    }

    private synchronized void commit(@Nullable Object[] made) {
        requireNotOver();
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] != null) {
                made[i] = outputs[i].commit();
            } else if (partitions[i] != null) {
                made[i] = partitions[i].commit(!keepsOthers());
                if (made[i] == null) {
                    places.saved(i, Duration.ofNanos(System.nanoTime() - start));
                }
            }
        }
        tellPartitions();
    }

    private void tellPartitions() {
        for (int i = 0; i < partitions.length; i++) {
            if (partitions[i] != null) {
                partitions[i].tell(places, i);
            }
        }
    }

    /** Ends the call. What it still writes replaces nothing. */
    public synchronized void giveUp() {
        if (!isOver) {
            isOver = true;
            tellPartitions();
        }
    }

    /** Closes everything that is open. A failure to close is only logged. */
    @Override
    public void close() {
        giveUp();
        given.close();
        for (AutoCloseable opened = closes.poll(); opened != null; opened = closes.poll()) {
            Closing.quietly(opened);
        }
    }
}
