package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.StoredContent;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.Version;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What nodes have really read of inputs that others changed between the decision and the load. It is known if all loads
 * of the run have read the same content, and each the whole of it.
 */
final class ActualReads {
    private final PipelineGraph graph;
    private final Versions versions;

    ActualReads(PipelineGraph graph, Versions versions) {
        this.graph = graph;
        this.versions = versions;
    }

    /**
     * The facts with which a node was started, with what it has read in place of what was decided. Partitions are
     * recorded while the node runs, so that nothing can be put right for a node that reads or makes them.
     *
     * @param unread by node, the stamps of inputs that were not read for the decision; those that count no more are
     *     taken out
     */
    Facts of(int node, Facts decided, Map<Integer, Map<Integer, Stamp>> unread) {
        if (graph.makesPartitions(node) || graph.readsPartitions(node)) {
            return decided;
        }
        SortedMap<String, @Nullable Version> inputs = new TreeMap<>(decided.inputs());
        Map<Integer, Stamp> stamps = new HashMap<>(unread.getOrDefault(node, Map.of()));
        for (int input : graph.inputs(node)) {
            Optional<Version> read = read(input, inputs.get(graph.dataset(input)), stamps.get(input));
            if (read.isPresent()) {
                versions.settle(input, read.get());
                inputs.put(graph.dataset(input), read.get());
                stamps.remove(input);
            }
        }
        unread.put(node, stamps);
        return new Facts(decided.code(), decided.parameters(), inputs, decided.declarations());
    }

    /** Empty if an input is as it was when it was decided about, or nobody knows what was read. */
    private Optional<Version> read(int input, @Nullable Version decided, @Nullable Stamp stamp) {
        StoredContent content = versions.stored(input);
        if (content == null || content.isReadLater() || graph.producer(input) >= 0) {
            return Optional.empty();
        }
        boolean isSettledAnew = decided != null && !decided.equals(versions.version(input));
        return isSettledAnew || !versions.contents().isUnchanged(content, stamp)
                ? versions.contents().versionOfReads(content)
                : Optional.empty();
    }
}
