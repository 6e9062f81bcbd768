package dev.freshet.runtime.change.detection;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.Form;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The incremental inputs that reach each node without being stored on the way. */
final class IncrementalSources {
    private final Context context;
    private final PipelineGraph graph;
    private final Versions versions;
    private final List<Set<Source>> sources = new ArrayList<>();

    /** An incremental input and the node that reads it. */
    record Source(int node, int dataset) {}

    IncrementalSources(Context context, Versions versions) {
        this.context = context;
        this.graph = context.pipeline().graph();
        this.versions = versions;
        for (int node = 0; node < graph.nodeCount(); node++) {
            sources.add(sourcesOf(node));
        }
    }

    /** Returns the sources of a node; those of its upstream nodes are already known. */
    private Set<Source> sourcesOf(int node) {
        Set<Source> reaching = Set.of();
        int[] inputs = graph.inputs(node);
        for (int i = 0; i < inputs.length; i++) {
            Set<Source> more = Set.of();
            if (isIncremental(node, i)) {
                more = Set.of(new Source(node, inputs[i]));
            } else if (isFromMemory(inputs[i])) {
                more = sources.get(graph.producer(inputs[i]));
            }
            if (!more.isEmpty()) {
                reaching = new LinkedHashSet<>(reaching);
                reaching.addAll(more);
            }
        }
        return reaching;
    }

    boolean isIncremental(int node, int input) {
        return graph.inputForm(node, input) == Form.PARTITIONS
                && context.catalog().isIncremental(graph.dataset(graph.inputs(node)[input]));
    }

    /** Returns whether a node makes a dataset in memory. */
    boolean isFromMemory(int dataset) {
        return graph.producer(dataset) >= 0 && versions.stored(dataset) == null;
    }

    Set<Source> of(int node) {
        return sources.get(node);
    }

    /** Returns whether a node adds to what it made before. */
    boolean isAdding(int node) {
        return !sources.get(node).isEmpty();
    }

    /** Returns the direct upstream nodes in memory that add to what they made. */
    Set<Integer> addingProducers(int node) {
        Set<Integer> producers = new LinkedHashSet<>();
        for (int input : graph.inputs(node)) {
            if (isFromMemory(input) && isAdding(graph.producer(input))) {
                producers.add(graph.producer(input));
            }
        }
        return producers;
    }
}
