package dev.freshet.runtime.run.engine;

import dev.freshet.dataset.Dataset;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.Form;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What nodes made that is not saved yet, by the nodes' numbers. Safe for use by several threads. */
final class MadeValues {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final DatasetEvents events;
    private final Listeners listeners;
    private final RunOptions options;
    private final Cancellation cancellation;
    private final AtomicReferenceArray<@Nullable Object @Nullable []> made;

    MadeValues(
            PipelineGraph graph,
            Supplier<Materials> materials,
            DatasetEvents events,
            Listeners listeners,
            RunOptions options,
            Cancellation cancellation) {
        this.graph = graph;
        this.materials = materials;
        this.events = events;
        this.listeners = listeners;
        this.options = options;
        this.cancellation = cancellation;
        made = new AtomicReferenceArray<>(graph.nodeCount());
    }

    void set(int node, @Nullable Object[] outputs) {
        made.set(node, outputs);
    }

    /** What a node made that has just ended. */
    @Nullable
    Object[] get(int node) {
        return Objects.requireNonNull(made.get(node));
    }

    /** Nothing of it is to be saved any more. */
    void drop(int node) {
        made.set(node, null);
    }

    /** Whether an output of a node is stored. */
    boolean isStored(int node, int output) {
        return materials.get().stored(graph.outputs(node)[output]) != null;
    }

    /** Whether an output of a node is to be stored once the node has made it, and is not written while it does. */
    boolean isToBeSaved(int node, int output) {
        return graph.outputForm(node, output) == Form.VALUE && isStored(node, output);
    }

    /**
     * Saves an output of a node, trying again as often as the node may be. Never throws.
     *
     * @return what it failed of; null if it is saved
     */
    @Nullable
    Throwable save(int node, int output) {
        @Nullable Object @Nullable [] outputs = made.get(node);
        if (outputs == null) {
            return new IllegalStateException("another output could not be saved");
        }
        Object value = Objects.requireNonNull(outputs[output]);
        int retries = graph.options(node).retries();
        for (int tried = 1; ; tried++) {
            try {
                save(node, graph.outputs(node)[output], value);
                return null;
            } catch (Throwable e) {
                if (!(e instanceof Exception) || tried > retries || cancellation.isCancelled()) {
                    return e;
                }
                listeners.nodeRetried(graph.node(node), tried, e, pause(tried));
                try {
                    Thread.sleep(pause(tried).toMillis());
                } catch (InterruptedException interrupted) {
                    return e;
                }
            }
        }
    }

    private void save(int node, int dataset, Object value) {
        Dataset<Object> stored = Objects.requireNonNull(materials.get().stored(dataset));
        long start = System.nanoTime();
        stored.save(value);
        events.saved(node, dataset, Duration.ofNanos(System.nanoTime() - start));
    }

    /** How long to wait before the next try of a node or a save: twice as long each time, a minute at most. */
    Duration pause(int tried) {
        Duration pause = options.firstPause().multipliedBy(1L << Math.min(tried - 1, 30));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
