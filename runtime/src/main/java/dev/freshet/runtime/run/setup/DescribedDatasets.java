package dev.freshet.runtime.run.setup;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.catalog.CatalogPlaces;
import dev.freshet.runtime.hook.NodeDatasets;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Describes the datasets of nodes to listeners that ask. Safe for use by several threads. */
public final class DescribedDatasets {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    /** The datasets whose values the caller of the run gave. */
    private final Set<String> given;

    private final CatalogPlaces places;
    private final Map<Integer, Optional<String>> known = new HashMap<>();

    /** Describes the datasets of a run's pipeline. */
    public DescribedDatasets(RunDescription description) {
        pipeline = description.pipeline();
        graph = pipeline.graph();
        given = description.inputs().keySet();
        places = new CatalogPlaces(description.catalog());
    }

    /**
     * Describes the datasets of a node.
     *
     * @throws IllegalArgumentException if the pipeline has no such node
     */
    public NodeDatasets of(String name) {
        int node = graph.nodeNumber(name)
                .orElseThrow(() -> new IllegalArgumentException("the pipeline has no node \"" + name + "\""));
        return new NodeDatasets(described(graph.inputs(node)), described(graph.outputs(node)));
    }

    private List<NodeDatasets.Named> described(int[] datasets) {
        return Arrays.stream(datasets)
                .filter(dataset -> !graph.isParameter(dataset))
                .mapToObj(dataset ->
                        new NodeDatasets.Named(graph.dataset(dataset), place(dataset), pipeline.type(dataset)))
                .toList();
    }

    private synchronized Optional<String> place(int dataset) {
        return known.computeIfAbsent(dataset, this::find);
    }

    private Optional<String> find(int dataset) {
        String name = graph.dataset(dataset);
        try {
            return given.contains(name)
                    ? Optional.empty()
                    : places.of(name).map(located -> located.place().text());
        } catch (ConfigException mistaken) {
            return Optional.empty();
        }
    }
}
