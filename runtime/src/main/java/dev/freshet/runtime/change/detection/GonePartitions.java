package dev.freshet.runtime.change.detection;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.IncrementalSources.Source;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Tells what has changed for a node that would receive no partition. */
final class GonePartitions {
    private final PipelineGraph graph;
    private final IncrementalSources sources;

    GonePartitions(PipelineGraph graph, IncrementalSources sources) {
        this.graph = graph;
        this.sources = sources;
    }

    /**
     * Names the partitions that are gone in place of the inputs that have changed for that.
     *
     * @param held the keys of the partitions that the node has received
     * @param seen the partitions that exist, by their keys
     * @param unknown the key that stands for others that were received
     */
    List<Reason> reasons(
            int node,
            Map<Source, Set<String>> held,
            Map<Source, SortedMap<String, String>> seen,
            String unknown,
            List<Reason> reasons) {
        List<Reason> changes = new ArrayList<>();
        seen.forEach((source, existing) -> {
            Set<String> received = held.getOrDefault(source, Set.of());
            Set<String> gone = new TreeSet<>(received);
            gone.removeAll(existing.keySet());
            gone.remove(unknown);
            if (!gone.isEmpty() || (existing.isEmpty() && !received.isEmpty())) {
                changes.add(new Reason.PartitionsGone(
                        graph.dataset(source.dataset()), List.copyOf(gone), existing.isEmpty()));
            }
        });
        reasons.stream().filter(reason -> !isOfSource(node, reason)).forEach(changes::add);
        return List.copyOf(changes);
    }

    private boolean isOfSource(int node, Reason reason) {
        String dataset = reason instanceof Reason.InputChanged input
                ? input.dataset()
                : reason instanceof Reason.InputMissing missing ? missing.dataset() : "";
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            if (graph.dataset(inputs[i]).equals(dataset)) {
                return sources.isIncremental(node, i);
            }
        }
        return false;
    }
}
