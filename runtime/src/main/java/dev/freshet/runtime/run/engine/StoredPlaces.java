package dev.freshet.runtime.run.engine;

import dev.freshet.dataset.Dataset;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.partition.KnownPartitions;
import dev.freshet.runtime.run.partition.StreamedCall;
import dev.freshet.runtime.run.setup.Materials;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stored datasets that a node reads or writes while it runs in this process. */
record StoredPlaces(
        PipelineGraph graph,
        Supplier<Materials> materials,
        DatasetEvents events,
        int node,
        Supplier<Optional<KnownPartitions>> plan,
        BooleanSupplier areUnchanged,
        Outcomes outcomes)
        implements StreamedCall.Places {
    @Override
    public Dataset<Object> input(int input) {
        return Objects.requireNonNull(materials.get().stored(graph.inputs(node)[input]));
    }

    @Override
    public void loaded(int input, Duration duration) {
        events.loaded(node, graph.inputs(node)[input], duration);
    }

    @Override
    public @Nullable Dataset<Object> output(int output) {
        return materials.get().stored(graph.outputs(node)[output]);
    }

    @Override
    public void saved(int output, Duration duration) {
        if (output(output) != null) {
            events.saved(node, graph.outputs(node)[output], duration);
        }
    }

    @Override
    public void partitioned(int output, OutputPartitions partitions) {
        outcomes.partitioned(node, partitions);
    }

    @Override
    public Optional<KnownPartitions> partitions() {
        return plan.get();
    }

    @Override
    public boolean areInputsUnchanged() {
        return areUnchanged.getAsBoolean();
    }
}
