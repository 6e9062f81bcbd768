package dev.freshet.runtime.run.partition;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.DatasetException;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.StagedOutput;
import dev.freshet.wiring.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The run's side of a node's call in a worker: publishes what the call has staged, and records the partitions that the
 * node puts. What a call has staged is never published if the call failed or was given up. Safe for use by several
 * threads.
 */
public final class StagedCall implements AutoCloseable {
    private static final String NO_NAME = "none";

    private final PipelineGraph graph;
    private final int node;
    private final StreamedCall.Places places;
    private final Function<String, Optional<StoredContent>> contents;
    private final boolean isForPartition;
    /** The partitioned outputs whose partitions the node puts one by one. */
    private final Map<String, PartitionOutput> sinks = new TreeMap<>();

    private final List<StagedOutput> staged = new ArrayList<>();
    private final Map<String, Duration> written = new HashMap<>();
    /** The keys of the partitions of partitioned outputs that are made as a whole. */
    private final Map<String, Set<String>> keys = new HashMap<>();

    private PartitionProgress progress = PartitionProgress.none();
    private boolean keepsOthers;
    private @Nullable RuntimeException failure;
    private boolean isOver;

    /**
     * Prepares a call.
     *
     * @param contents the stored form of each dataset
     * @param isForPartition whether the call is for one partition, which {@link EachCall} records
     */
    public StagedCall(
            PipelineGraph graph,
            int node,
            StreamedCall.Places places,
            Function<String, Optional<StoredContent>> contents,
            boolean isForPartition) {
        this.graph = graph;
        this.node = node;
        this.places = places;
        this.contents = contents;
        this.isForPartition = isForPartition;
    }

    /**
     * Opens the journal of the partitions that the node makes; returns what the call needs to know about it in the
     * worker.
     */
    public synchronized Optional<KnownPartitions> open(Optional<KnownPartitions> plan) {
        if (isForPartition) {
            // A call for one partition does not record partitions.
            return plan.map(known -> new KnownPartitions(known.given(), Optional.empty()));
        }
        Optional<KnownPartitions.Making> making = plan.flatMap(KnownPartitions::making);
        keepsOthers = making.filter(KnownPartitions.Making::keepsOthers).isPresent();
        if (graph.makesPartitions(node)) {
            progress = new PartitionProgress(making, places::areInputsUnchanged);
        }
        Map<String, List<String>> made = new TreeMap<>();
        for (int i = 0; i < graph.outputs(node).length; i++) {
            Dataset<Object> stored = places.output(i);
            if (graph.outputForm(node, i) == Form.PARTITION_SINK && stored instanceof PartitionedDataset) {
                PartitionOutput sink = new PartitionOutput(
                        name(i), stored, progress, this::requireNotOver, PartitionOutput.Heard.NOBODY);
                sinks.put(name(i), sink);
                made.put(name(i), progress.made(sink));
            }
        }
        return plan.map(known -> new KnownPartitions(known.given(), making.map(kept -> kept.elsewhere(made))));
    }

    private String name(int output) {
        return graph.dataset(graph.outputs(node)[output]);
    }

    /** See {@link dev.freshet.runtime.run.CallEvents#staged}. */
    public synchronized void staged(StagedOutput output) {
        PartitionOutput sink = sinks.get(output.dataset());
        if (isOver || failure != null) {
            discard(output);
        } else if (sink == null) {
            staged.add(output);
        } else {
            try {
                publish(output);
                sink.published(output.partition().orElseThrow());
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    /** See {@link dev.freshet.runtime.run.CallEvents#kept}. */
    public synchronized void kept(String dataset, String key) {
        PartitionOutput sink = sinks.get(dataset);
        if (sink != null) {
            sink.told(key);
        }
    }

    /** See {@link dev.freshet.runtime.run.CallEvents#saved}. */
    public synchronized void saved(String dataset, Duration duration) {
        written.put(dataset, duration);
    }

    /**
     * Publishes what the call has staged, since the call has succeeded.
     *
     * @throws DatasetException if publishing fails
     */
    public synchronized void publish() {
        requireNotOver();
        if (failure != null) {
            throw failure;
        }
        while (!staged.isEmpty()) {
            publish(staged.get(0));
            StagedOutput published = staged.remove(0);
            published.partition().ifPresent(key -> keys(published.dataset()).add(key));
        }
        for (int i = 0; i < graph.outputs(node).length && !isForPartition; i++) {
            finish(i);
        }
    }

    private Set<String> keys(String dataset) {
        return keys.computeIfAbsent(dataset, unused -> new HashSet<>());
    }

    private void finish(int output) {
        String name = name(output);
        PartitionOutput sink = sinks.get(name);
        if (sink != null) {
            sink.commit(!keepsOthers);
            sink.tell(places, output);
        } else if (places.output(output) instanceof PartitionedDataset partitions && isStaging(name)) {
            partitions.prepare();
            boolean keeps = keepsOthers && graph.outputForm(node, output) != Form.VALUE;
            Set<String> made = keys(name);
            Set<String> removed = keeps ? Set.of() : partitions.retain(made);
            places.partitioned(output, OutputPartitions.of(name, made, 0, removed));
        }
        Duration duration = written.get(name);
        if (duration != null) {
            places.saved(output, duration);
        }
    }

    private boolean isStaging(String dataset) {
        return contents.apply(dataset)
                .flatMap(content -> content.staging(NO_NAME))
                .isPresent();
    }

    private void publish(StagedOutput output) {
        if (output.name().isPresent()) {
            content(output).publish(output.name().get(), output.digest());
        }
    }

    private void discard(StagedOutput output) {
        output.name().ifPresent(name -> content(output).discard(name));
    }

    private StoredContent content(StagedOutput output) {
        return output.partition().isPresent()
                ? partitions(output.dataset()).content(output.partition().get())
                : contents.apply(output.dataset()).orElseThrow();
    }

    private PartitionedDataset partitions(String dataset) {
        for (int i = 0; i < graph.outputs(node).length; i++) {
            if (name(i).equals(dataset)) {
                return (PartitionedDataset) Objects.requireNonNull(places.output(i));
            }
        }
        throw new IllegalArgumentException(graph.node(node) + " does not make " + dataset);
    }

    private void requireNotOver() {
        if (isOver) {
            throw new IllegalStateException("node " + graph.node(node) + " has ended");
        }
    }

    /** Ends the call. What is not published yet never will be. */
    @Override
    public synchronized void close() {
        isOver = true;
        for (int i = 0; i < graph.outputs(node).length; i++) {
            PartitionOutput sink = sinks.get(name(i));
            if (sink != null) {
                sink.tell(places, i);
            }
        }
        staged.forEach(this::discard);
        staged.clear();
        progress.close();
    }
}
