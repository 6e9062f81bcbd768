package dev.freshet.processor.model;

import dev.freshet.wiring.DatasetName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A pipeline with its wiring and the types of its datasets. */
public record WiredPipeline(PipelineModel model, Wiring wiring, DatasetTypes types) {
    /** Links a pipeline. */
    public static WiredPipeline of(PipelineModel model, Assignability assignability) {
        Wiring wiring = new Wiring(model);
        return new WiredPipeline(model, wiring, new DatasetTypes(model, wiring, assignability));
    }

    /** Returns the same pipeline without the nodes of included pipelines; the wiring still contains them. */
    public WiredPipeline ofOwnNodes() {
        return model.nodes().stream().allMatch(node -> node.include().isEmpty())
                ? this
                : new WiredPipeline(
                        new PipelineModel(
                                model.holder(),
                                model.origin(),
                                model.name(),
                                model.ownNodes(),
                                model.inputs(),
                                model.catalog()),
                        wiring,
                        types);
    }

    /**
     * Returns all datasets and parameters in the order of their first mention by {@code nodes}, with a node's inputs
     * first.
     */
    public Set<DatasetName> datasets(List<NodeModel> nodes) {
        Set<DatasetName> names = new LinkedHashSet<>();
        for (NodeModel node : nodes) {
            node.inputs().forEach(input -> names.add(input.name()));
            node.outputs().forEach(output -> names.add(output.name()));
        }
        return names;
    }
}
