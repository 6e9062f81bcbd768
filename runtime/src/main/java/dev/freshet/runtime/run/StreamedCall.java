package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.Sink;
import dev.freshet.runtime.dataset.Dataset;
import dev.freshet.runtime.dataset.DatasetException;
import dev.freshet.runtime.dataset.RecordDataset;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.Form;
import dev.freshet.runtime.plan.PipelineGraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a node that takes or makes datasets record by record, or asks for them later. What it opens is closed when the
 * call ends; what it writes takes the place of what is stored when the method has returned, unless the node was given up.
 */
final class StreamedCall implements AutoCloseable {
    /** Where the node's datasets are, by their places among its inputs and outputs. */
    interface Places {
        /** The dataset that stores an input that is not in memory. */
        Dataset<Object> input(int input);

        /** An input was read. */
        void loaded(int input, Duration duration);

        /** The dataset that stores an output; null if it is handed on in memory. */
        @Nullable
        Dataset<Object> output(int output);

        /** An output was written. */
        void saved(int output, Duration duration);
    }

    private static final Logger LOG = LoggerFactory.getLogger(StreamedCall.class);

    private final PipelineGraph graph;
    private final int node;
    private final Places places;
    private final BooleanSupplier isCancelled;
    private final StreamedOutput[] outputs;
    private final Deque<Runnable> closes = new ConcurrentLinkedDeque<>();
    private volatile boolean isOver;

    /** @param isCancelled whether the node was told to end, so that nothing counts that it still makes */
    StreamedCall(PipelineGraph graph, int node, Places places, BooleanSupplier isCancelled) {
        this.graph = graph;
        this.node = node;
        this.places = places;
        this.isCancelled = isCancelled;
        outputs = new StreamedOutput[graph.outputs(node).length];
    }

    /**
     * Calls the method, reads the streams that it returns, and replaces what is stored.
     *
     * @param inputs the values that are in memory; null for those that are not
     * @return the outputs; null for those that were written to where they are stored
     * @throws Exception whatever the method throws
     */
    @SuppressWarnings("NullAway") // what is not in memory has become a stream, an iterable or a supplier
    @Nullable
    Object[] call(CompiledPipeline pipeline, @Nullable Object[] inputs, NodeContext context) throws Exception {
        List<Object> arguments = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            arguments.add(argument(i, inputs[i]));
        }
        for (int i = 0; i < outputs.length; i++) {
            if (graph.outputForm(node, i) == Form.SINK) {
                arguments.add(sink(output(i)));
            }
        }
        @Nullable Object[] made = pipeline.invoke(node, arguments.toArray(), context);
        for (int i = 0; i < outputs.length; i++) {
            if (graph.outputForm(node, i) == Form.STREAM) {
                write((Stream<?>) PipelineRun.required(graph, node, i, made[i]), output(i));
            }
        }
        commit(made);
        return made;
    }

    private @Nullable Object argument(int input, @Nullable Object value) {
        return switch (graph.inputForm(node, input)) {
            case STREAM -> value == null ? records(input) : ((Collection<?>) value).stream();
            case ITERABLE ->
                value == null ? (Iterable<Object>) () -> records(input).iterator() : value;
            case LAZY -> value == null ? new Lazy(input) : (Supplier<Object>) () -> value;
            default -> value;
        };
    }

    /** Opens an input; it is read from the start each time. */
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

    /** Loads an input when it is first asked for it. */
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

    private synchronized void commit(@Nullable Object[] made) {
        requireNotOver();
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] != null) {
                made[i] = outputs[i].commit();
            }
        }
    }

    /** The node counts as ended: nothing that it still writes replaces anything. */
    synchronized void giveUp() {
        isOver = true;
    }

    /** Closes everything that is open; a failure to does not matter any more. */
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
