package dev.freshet.runtime.run.engine;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.partition.Returned;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.wiring.Form;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values that nodes made and that are not saved yet, by the nodes' numbers. Safe for use by several threads. */
final class MadeValues {
    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final DatasetEvents events;
    private final RetryRules retries;
    private final IntPredicate storesItself;
    private final Outcomes outcomes;
    private final AtomicReferenceArray<@Nullable Object @Nullable []> made;

    /** @param storesItself whether the executor of a node saves stored outputs */
    MadeValues(
            PipelineGraph graph,
            Supplier<Materials> materials,
            DatasetEvents events,
            RetryRules retries,
            IntPredicate storesItself,
            Outcomes outcomes) {
        this.graph = graph;
        this.materials = materials;
        this.events = events;
        this.retries = retries;
        this.storesItself = storesItself;
        this.outcomes = outcomes;
        made = new AtomicReferenceArray<>(graph.nodeCount());
    }

    /** @throws NullPointerException if a value is missing; the message names the method and the dataset */
    void set(int node, @Nullable Object[] outputs) {
        for (int i = 0; i < outputs.length; i++) {
            boolean isSaved = storesItself.test(node) || graph.outputForm(node, i) != Form.VALUE;
            if (!(isSaved && isStored(node, i))) {
                Returned.required(graph, node, i, outputs[i]);
            }
        }
        made.set(node, outputs);
    }

    /** Returns the values of a node that has just ended. */
    @Nullable
    Object[] get(int node) {
        return Objects.requireNonNull(made.get(node));
    }

    /** Drops the values of a node; none of them will be saved. */
    void drop(int node) {
        made.set(node, null);
    }

    /** Returns whether an output of a node is stored. */
    private boolean isStored(int node, int output) {
        return materials.get().stored(graph.outputs(node)[output]) != null;
    }

    /** Returns how many outputs a node has. */
    int count(int node) {
        return graph.outputs(node).length;
    }

    /** Returns whether an output must be saved after the call; false if it is written during the call. */
    boolean isToBeSaved(int node, int output) {
        return graph.outputForm(node, output) == Form.VALUE && isStored(node, output);
    }

    /**
     * Saves an output of a node, with retries as {@link RetryRules} say. Never throws.
     *
     * @return the failure; null if the output is saved
     */
    @Nullable
    Throwable save(int node, int output) {
        @Nullable Object @Nullable [] outputs = made.get(node);
        if (outputs == null) {
            return new IllegalStateException("another output could not be saved");
        }
        Object value = Objects.requireNonNull(outputs[output]);
        return retries.save(node, () -> save(node, graph.outputs(node)[output], value));
    }

    private void save(int node, int dataset, Object value) {
        Dataset<Object> stored = Objects.requireNonNull(materials.get().stored(dataset));
        long start = System.nanoTime();
        if (stored instanceof PartitionedDataset partitions && value instanceof Map<?, ?> map) {
            replace(node, dataset, partitions, map);
        } else {
            stored.save(value);
        }
        OptionalLong rows = value instanceof Collection<?> all ? OptionalLong.of(all.size()) : OptionalLong.empty();
        events.saved(node, dataset, Duration.ofNanos(System.nanoTime() - start), rows);
    }

    @SuppressWarnings("unchecked")
    private void replace(int node, int dataset, PartitionedDataset stored, Map<?, ?> value) {
        Map<String, ?> partitions = (Map<String, ?>) value;
        Set<String> removed = stored.replace(partitions);
        outcomes.partitioned(node, OutputPartitions.of(graph.dataset(dataset), partitions.keySet(), 0, removed));
    }
}
