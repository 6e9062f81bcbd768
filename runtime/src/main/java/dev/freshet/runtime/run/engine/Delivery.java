package dev.freshet.runtime.run.engine;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.ProcessBound;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.wiring.Form;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Passes values from nodes to the consumers that receive them in memory. */
final class Delivery {
    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final MemoryValues values;
    private final MadeValues made;
    private final boolean tee;
    private final ProcessBound.Executor executor;
    /** Datasets over whose partitions nodes run. */
    private final BitSet forEach = new BitSet();

    /**
     * For one run.
     *
     * @param tee whether consumers receive values while these are saved in the background
     * @param executor decides for each node whether it saves stored outputs, so that they are never in this process's
     *     memory
     */
    Delivery(
            PipelineGraph graph,
            Supplier<Materials> materials,
            MemoryValues values,
            MadeValues made,
            boolean tee,
            ProcessBound.Executor executor) {
        this.graph = graph;
        this.materials = materials;
        this.values = values;
        this.made = made;
        this.tee = tee;
        this.executor = executor;
        for (int node = 0; node < graph.nodeCount(); node++) {
            int each = graph.eachInput(node);
            if (each >= 0) {
                forEach.set(graph.inputs(node)[each]);
            }
        }
    }

    /**
     * Returns whether consumers of a dataset receive the value in memory at once. A node that is called for each
     * partition reads the partitions one by one from storage, so that each result is recorded with its source.
     */
    boolean isHandedOn(int dataset) {
        Dataset<Object> stored = materials.get().stored(dataset);
        return stored == null
                || (tee
                        && (stored.isLossless() || materials.get().cached().get(dataset))
                        && !executor.storesItself()
                        && !isStreamed(dataset)
                        && !(forEach.get(dataset) && stored instanceof PartitionedDataset));
    }

    /** Returns whether a dataset is written while its node runs, so that it is never in memory as a whole. */
    private boolean isStreamed(int dataset) {
        int producer = graph.producer(dataset);
        int[] outputs = producer < 0 ? new int[0] : graph.outputs(producer);
        for (int i = 0; i < outputs.length; i++) {
            if (outputs[i] == dataset && graph.outputForm(producer, i) != Form.VALUE) {
                return true;
            }
        }
        return false;
    }

    boolean isStored(int dataset) {
        return materials.get().stored(dataset) != null;
    }

    /** Returns whether a dataset is in memory and has no value now. */
    boolean isToBeMade(int dataset) {
        return !isStored(dataset) && values.get(dataset) == null;
    }

    /** Passes on a node's values; returns how many outputs must be saved. */
    int handOver(int node) {
        @Nullable Object[] outputs = made.get(node);
        int[] datasets = graph.outputs(node);
        int saves = 0;
        for (int i = 0; i < datasets.length; i++) {
            Dataset<Object> stored = materials.get().stored(datasets[i]);
            if (stored != null && (executor.storesItself(node) || !made.isToBeSaved(node, i))) {
                continue;
            }
            saves += stored == null ? 0 : 1;
            if (stored == null) {
                values.handOn(datasets[i], Objects.requireNonNull(outputs[i]));
            } else if (isHandedOn(datasets[i]) && values.isAwaited(datasets[i])) {
                values.handOn(datasets[i], readOnly(Objects.requireNonNull(outputs[i])));
            }
        }
        if (saves == 0) {
            made.drop(node);
        }
        values.close(node);
        return saves;
    }

    /** Makes a list unmodifiable, since it is saved while consumers read it. */
    private static Object readOnly(Object value) {
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(list);
        }
        return value instanceof Collection<?> collection ? Collections.unmodifiableCollection(collection) : value;
    }
}
