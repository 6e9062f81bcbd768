package dev.freshet.runtime.run.partition;

import dev.freshet.NodeContext;
import dev.freshet.dataset.PartitionedDataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.local.PartitionJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One run of a node that is called for each partition of an input. It first lists the partitions, then they are made at
 * the same time, in this process or in workers, and at last the outputs are completed. Each partition is recorded once
 * it is stored, so that a later run does not make it again.
 */
public final class EachCall implements AutoCloseable {
    private final PipelineGraph graph;
    private final int node;
    private final StreamedCall.Places places;
    private final long start = System.nanoTime();
    private final List<PartitionOutput> outputs = new ArrayList<>();
    /** The outputs whose partitions are stored one by one. */
    private final Map<String, PartitionedDataset> files = new TreeMap<>();
    /** The partitions that are up to date. */
    private final TreeSet<String> kept = new TreeSet<>();

    private Optional<KnownPartitions> plan = Optional.empty();
    private PartitionProgress progress = PartitionProgress.none();
    private @Nullable PartitionInput input;
    private List<String> keys = List.of();
    private volatile boolean isOver;

    public EachCall(PipelineGraph graph, int node, StreamedCall.Places places) {
        this.graph = graph;
        this.node = node;
        this.places = places;
    }

    /**
     * Finds the partitions that must be made.
     *
     * @param value the input if it is in memory; null if it is stored
     * @return the keys in order
     */
    public List<String> open(@Nullable Object value) {
        plan = places.partitions();
        open(new PartitionProgress(plan.flatMap(KnownPartitions::making), places::areInputsUnchanged));
        int each = graph.eachInput(node);
        PartitionInput opened = PartitionInput.of(value, () -> places.input(each));
        input = opened;
        for (int i = 0; i < graph.outputs(node).length; i++) {
            PartitionOutput output = new PartitionOutput(
                    graph.dataset(graph.outputs(node)[i]),
                    places.output(i),
                    progress,
                    this::requireNotOver,
                    PartitionOutput.Heard.NOBODY);
            outputs.add(output);
            if (output.files() != null) {
                files.put(output.dataset(), output.files());
            }
        }
        keys = List.copyOf(opened.keys());
        // An output that is not stored as partitions needs all partitions.
        boolean maySkip = files.size() == outputs.size();
        List<String> open = new ArrayList<>();
        for (String key : keys) {
            if (maySkip && progress.isMade(key, outputs)) {
                outputs.forEach(output -> output.keep(key));
                kept.add(key);
            } else {
                open.add(key);
            }
        }
        return open;
    }

    private synchronized void open(PartitionProgress opened) {
        progress = opened;
        if (isOver) {
            opened.close();
        }
    }

    /** Returns the keys of all partitions in order. */
    public List<String> keys() {
        return keys;
    }

    /** Returns how many partitions are up to date. */
    public int keptCount() {
        return kept.size();
    }

    /** Creates a call for one partition in this process, for {@link #make}. */
    public StreamedCall newCall() {
        return new StreamedCall(graph, node, places, () -> isOver);
    }

    /**
     * Makes a partition in this process.
     *
     * @param inputs the values of the other inputs in memory; null for inputs that are not in memory
     * @throws Exception whatever the method throws, or a {@link dev.freshet.dataset.DatasetException}
     */
    public void make(
            StreamedCall call, CompiledPipeline pipeline, @Nullable Object[] inputs, String key, NodeContext context)
            throws Exception {
        try (call) {
            InputSource partition = Objects.requireNonNull(input).source(key);
            call.callPartition(pipeline, inputs, context, new PartitionCall.Partition(key, partition, outputs, plan));
        }
    }

    /** Records a stored partition. */
    public void made(String key) {
        Optional<StoredContent> source = Objects.requireNonNull(input).content(key);
        List<PartitionJournal.Partition> made =
                source.map(content -> progress.facts(key, content, files)).orElse(List.of());
        synchronized (this) {
            requireNotOver();
            outputs.forEach(output -> output.made(key));
            progress.add(made);
        }
    }

    /**
     * Returns the partitions that were up to date, but that somebody changed or deleted while others were made. They
     * must be made, too.
     */
    public List<String> takeChanged() {
        TreeSet<String> changed = new TreeSet<>();
        if (!kept.isEmpty()) {
            outputs.forEach(output -> changed.addAll(output.changed(kept)));
        }
        kept.removeAll(changed);
        return List.copyOf(changed);
    }

    /**
     * Completes the outputs, since all partitions are made.
     *
     * @return the outputs; null for stored outputs
     */
    public synchronized @Nullable Object[] commit() {
        requireNotOver();
        boolean keepsOthers = plan.flatMap(KnownPartitions::making)
                .filter(KnownPartitions.Making::keepsOthers)
                .isPresent();
        @Nullable Object[] values = new Object[outputs.size()];
        for (int i = 0; i < values.length; i++) {
            outputs.get(i).sort(keys);
            values[i] = outputs.get(i).commit(!keepsOthers);
            if (values[i] == null) {
                places.saved(i, Duration.ofNanos(System.nanoTime() - start));
            }
        }
        tellPartitions();
        return values;
    }

    private void tellPartitions() {
        for (int i = 0; i < outputs.size(); i++) {
            outputs.get(i).tell(places, i);
        }
    }

    private void requireNotOver() {
        if (isOver) {
            throw new IllegalStateException("node " + graph.node(node) + " has ended");
        }
    }

    /** Ends the run of the node. What is still made does not count any more. */
    @Override
    public synchronized void close() {
        isOver = true;
        tellPartitions();
        progress.close();
    }
}
