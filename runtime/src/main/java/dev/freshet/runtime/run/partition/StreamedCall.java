package dev.freshet.runtime.run.partition;

import dev.freshet.NodeContext;
import dev.freshet.Sink;
import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.RecordDataset;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

        /** Returns what is known about earlier partitions. */
        Optional<KnownPartitions> partitions();
    }

    private static final Logger LOG = LoggerFactory.getLogger(StreamedCall.class);

    private final PipelineGraph graph;
    private final int node;
    private final Places places;
    private final BooleanSupplier isCancelled;
    private final StreamedOutput[] outputs;
    private final PartitionOutput[] partitions;
    private final long start = System.nanoTime();
    private final Deque<Runnable> closes = new ConcurrentLinkedDeque<>();
    private Optional<KnownPartitions> plan = Optional.empty();
    private PartitionProgress progress = new PartitionProgress(Optional.empty());
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
            PartitionProgress opened = new PartitionProgress(plan.flatMap(KnownPartitions::making));
            closes.push(opened::close);
            progress = opened;
        }
        if (graph.eachInput(node) >= 0) {
            return callForEach(pipeline, inputs, context);
        }
        @Nullable Object[] made = invoke(pipeline, inputs, context);
        for (int i = 0; i < outputs.length; i++) {
            if (graph.outputForm(node, i) == Form.STREAM) {
                write((Stream<?>) Returned.required(graph, node, i, made[i]), output(i));
            }
        }
        commit(made);
        return made;
    }

    @SuppressWarnings("NullAway") // an input that is not in memory has become a stream, an iterable or a supplier
    private @Nullable Object[] invoke(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context)
            throws Exception {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            arguments.add(argument(i, inputs[i]));
        }
        for (int i = 0; i < outputs.length; i++) {
            if (graph.outputForm(node, i) == Form.SINK) {
                arguments.add(sink(output(i)));
            } else if (graph.outputForm(node, i) == Form.PARTITION_SINK) {
                arguments.add(partitionOutput(i));
            }
        }
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
                make(pipeline, inputs, ofPartition, new Partition(key, input.get(key), List.of(partitions), plan));
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

    /**
     * A partition to make.
     *
     * @param input the partition of the input
     * @param outputs the outputs that are made from it
     * @param plan what the node needs to know about partitions of other inputs
     */
    record Partition(String key, Object input, List<PartitionOutput> outputs, Optional<KnownPartitions> plan) {}

    /** Calls the method for one partition of an input, and stores what it returns. */
    void callPartition(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context, Partition partition)
            throws Exception {
        plan = partition.plan();
        make(pipeline, inputs, context, partition);
    }

    /**
     * Calls the method for one partition of an input, and stores what it returns. All outputs must be partitioned.
     *
     * @param inputs the values of the other inputs that are in memory; null for those that are not
     * @throws Exception whatever the method throws, or a {@link DatasetException}
     */
    public void callPartition(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context, String key)
            throws Exception {
        List<PartitionOutput> into = new ArrayList<>();
        for (int i = 0; i < outputs.length; i++) {
            into.add(partitionOutput(i));
        }
        Object input =
                inPartitions(places.input(graph.eachInput(node))).partition(key).load();
        callPartition(pipeline, inputs, context, new Partition(key, input, into, places.partitions()));
    }

    private PartitionedDataset inPartitions(Dataset<Object> dataset) {
        if (dataset instanceof PartitionedDataset partitions) {
            return partitions;
        }
        throw new IllegalArgumentException("the input of " + graph.node(node) + " has no partitions of its own");
    }

    private void make(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context, Partition partition)
            throws Exception {
        @Nullable Object[] arguments = inputs.clone();
        arguments[graph.eachInput(node)] = partition.input();
        @Nullable Object[] made = invoke(pipeline, arguments, context);
        Object[] values = new Object[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Returned.required(graph, node, i, made[i]);
        }
        store(partition, values);
    }

    /** Stores the values of a partition, unless the call was given up meanwhile. */
    private synchronized void store(Partition partition, Object[] values) {
        requireNotOver();
        for (int i = 0; i < values.length; i++) {
            partition.outputs().get(i).store(partition.key(), values[i]);
        }
    }

    private @Nullable Object argument(int input, @Nullable Object value) {
        return switch (graph.inputForm(node, input)) {
            case STREAM -> value == null ? records(input) : ((Collection<?>) value).stream();
            case ITERABLE ->
                value == null ? (Iterable<Object>) () -> records(input).iterator() : value;
            case LAZY -> value == null ? new Lazy(input) : (Supplier<Object>) () -> value;
            case PARTITIONS -> given(input, PartitionInput.of(value, () -> places.input(input)));
            default -> value;
        };
    }

    /** Opens an input. Each time, it is read from the start. */
    private Stream<Object> records(int input) {
        requireNotOver();
        Dataset<Object> dataset = places.input(input);
        if (!(dataset instanceof RecordDataset records)) {
            return stream(load(input));
        }
        long start = System.nanoTime();
        Stream<Object> stream =
                records.stream().onClose(() -> places.loaded(input, Duration.ofNanos(System.nanoTime() - start)));
        closes.push(stream::close);
        return stream;
    }

    @SuppressWarnings("unchecked") // the dataset's type is a collection
    private static Stream<Object> stream(Object collection) {
        return ((Collection<Object>) collection).stream();
    }

    private Object load(int input) {
        long start = System.nanoTime();
        Object value = places.input(input).load();
        places.loaded(input, Duration.ofNanos(System.nanoTime() - start));
        return value;
    }

    /** Loads an input on first use. */
    private final class Lazy implements Supplier<Object> {
        private final int input;
        private @Nullable Object value;

        Lazy(int input) {
            this.input = input;
        }

        @Override
        public synchronized Object get() {
            if (value == null) {
                requireNotOver();
                value = load(input);
            }
            return value;
        }
    }

    private StreamedOutput output(int output) {
        StreamedOutput opened = new StreamedOutput(places.output(output), duration -> places.saved(output, duration));
        outputs[output] = opened;
        closes.push(opened::close);
        return opened;
    }

    private Sink<Object> sink(StreamedOutput output) {
        return record -> {
            synchronized (output) {
                requireNotOver();
                output.write(record);
            }
        };
    }

    private static void write(Stream<?> made, StreamedOutput output) {
        try (made) {
            made.forEachOrdered(output::write);
        }
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
    }

    /** Ends the call. What it still writes replaces nothing. */
    public synchronized void giveUp() {
        isOver = true;
    }

    /** Closes everything that is open. A failure to close is only logged. */
    @Override
    public void close() {
        giveUp();
        for (Runnable close = closes.poll(); close != null; close = closes.poll()) {
            try {
                close.run();
            } catch (DatasetException e) {
                LOG.debug("cannot close a dataset of node {}", graph.node(node), e);
            }
        }
    }
}
