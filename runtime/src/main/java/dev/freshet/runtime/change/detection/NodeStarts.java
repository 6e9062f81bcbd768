package dev.freshet.runtime.change.detection;

import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the code of nodes starts: at their methods, and at the dataset types of others than Freshet, which read what nodes
 * are given and write what they make.
 */
final class NodeStarts {
    private NodeStarts() {}

    static List<NodeCode> of(CompiledPipeline pipeline, Catalog catalog) {
        PipelineGraph graph = pipeline.graph();
        List<NodeCode> starts = new ArrayList<>(pipeline.codes().nodes());
        for (int node = 0; node < starts.size(); node++) {
            Set<String> types = new LinkedHashSet<>();
            addTypes(graph, graph.inputs(node), catalog, types);
            addTypes(graph, graph.outputs(node), catalog, types);
            if (!types.isEmpty()) {
                starts.set(node, with(types, starts.get(node)));
            }
        }
        return starts;
    }

    private static void addTypes(PipelineGraph graph, int[] datasets, Catalog catalog, Set<String> to) {
        for (int dataset : datasets) {
            if (!graph.isParameter(dataset)) {
                for (String type : catalog.code(graph.dataset(dataset))) {
                    to.add(type.replace('.', '/'));
                }
            }
        }
    }

    private static NodeCode with(Set<String> types, NodeCode code) {
        types.addAll(code.alsoDependsOn());
        return new NodeCode(
                code.method(), code.types(), List.copyOf(types), code.resources(), code.version(), code.isInstance());
    }
}
