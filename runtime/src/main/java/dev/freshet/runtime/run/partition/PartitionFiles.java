package dev.freshet.runtime.run.partition;

import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.change.detection.PartitionVersion;
import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.local.PartitionJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partition journals of a pipeline's nodes, in a directory of the state. */
public final class PartitionFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionFiles.class);
    private static final int DIGITS = 16;

    private final Path directory;
    private final Slots slots;
    private final PipelineGraph graph;

    /**
     * Names the files of a pipeline.
     *
     * @param state the directory of the state
     * @param slots the slots of its nodes in the state
     */
    public PartitionFiles(Path state, Slots slots, PipelineGraph graph) {
        directory = state.resolve("partitions");
        this.slots = slots;
        this.graph = graph;
    }

    public PipelineGraph graph() {
        return graph;
    }

    /** Returns the file of a node, which need not exist. */
    public Path of(int node) {
        return directory.resolve(slots.slot(node).substring(0, DIGITS) + ".jsonl");
    }

    /** Returns the keys of the partitions in a node's journal. */
    public Set<String> keys(int node) {
        if (Files.notExists(of(node))) {
            return Set.of();
        }
        try (PartitionJournal journal = PartitionJournal.open(of(node))) {
            return journal.keys();
        }
    }

    /** Returns whether a node that has no record has partitions of unknown origin. */
    public boolean hasUnknown(int node, ChangeDetector detector) {
        if (detector.isRecorded(node)) {
            return false;
        }
        Set<String> found = new TreeSet<>();
        for (int output : graph.outputs(node)) {
            found.addAll(detector.partitionVersions(output).keySet());
        }
        return !keys(node).containsAll(found);
    }

    /** Records the existing partitions of a node as made from its current inputs. */
    public void accept(int node, ChangeDetector detector) {
        Optional<String> madeOf = detector.partitionsMadeOf(node);
        if (madeOf.isEmpty() || !graph.makesPartitions(node)) {
            return;
        }
        int each = graph.eachInput(node);
        Map<String, PartitionVersion> sources =
                each < 0 ? Map.of() : detector.partitionVersions(graph.inputs(node)[each]);
        List<PartitionJournal.Partition> partitions = new ArrayList<>();
        for (int output : graph.outputs(node)) {
            detector.partitionVersions(output).forEach((key, partition) -> {
                PartitionVersion made = sources.get(key);
                if (each < 0 || made != null) {
                    String source = made == null ? "" : made.version();
                    String stamp = partition.isSettled() ? partition.stamp() : PartitionProgress.UNKNOWN;
                    partitions.add(new PartitionJournal.Partition(
                            graph.dataset(output), key, madeOf.get(), source, stamp, partition.version(), ""));
                }
            });
        }
        try (PartitionJournal journal = PartitionJournal.open(of(node))) {
            journal.add(partitions);
        }
    }

    /**
     * A node looks at its inputs. Partitions that it made before do not count if it is unknown of which inputs: the
     * process ended before it could compare them.
     *
     * @param inputs what stands for the inputs in partitions
     */
    public void trustOnly(int node, String inputs) {
        change(node, journal -> journal.trustOnly(inputs));
    }

    /** The inputs of a node are those at which it looked, so all partitions in its journal were made of them. */
    public void compared(int node) {
        change(node, PartitionJournal::compared);
    }

    private void change(int node, Consumer<PartitionJournal> change) {
        if (Files.exists(of(node))) {
            try (PartitionJournal journal = PartitionJournal.open(of(node))) {
                change.accept(journal);
            }
        }
    }

    /** Forgets all partitions that a node has made. */
    public void forget(int node) {
        try {
            Files.deleteIfExists(of(node));
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", of(node), e.getMessage());
        }
    }
}
