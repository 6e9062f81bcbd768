package dev.freshet.runtime.plan;

import dev.freshet.NodeContext;
import dev.freshet.fingerprint.NodeCode;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Selected nodes of a pipeline, as a pipeline. What other nodes make are its pipeline inputs. */
public final class SlicedPipeline implements CompiledPipeline {
    private final CompiledPipeline whole;
    private final PipelineGraph graph;
    private final int[] nodes;
    private final int[] datasets;

    /** @param selected the selected nodes, by their numbers in the whole pipeline */
    public SlicedPipeline(CompiledPipeline whole, BitSet selected) {
        this.whole = whole;
        nodes = selected.stream().toArray();
        graph = whole.graph().slice(nodes);
        datasets = new int[graph.datasetCount()];
        for (int dataset = 0; dataset < datasets.length; dataset++) {
            datasets[dataset] =
                    whole.graph().datasetNumber(graph.dataset(dataset)).orElseThrow();
        }
    }

    /** Returns the whole pipeline. */
    public CompiledPipeline whole() {
        return whole;
    }

    /** Returns the number of a node in the whole pipeline. */
    public int wholeNumber(int node) {
        return nodes[node];
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public String id() {
        return whole.id();
    }

    @Override
    public PipelineGraph graph() {
        return graph;
    }

    @Override
    public PipelineGraph wholeGraph() {
        return whole.graph();
    }

    @Override
    public String catalog() {
        return whole.catalog();
    }

    @Override
    public NodeCodes codes() {
        if (!whole.codes().isKnown()) {
            return NodeCodes.unknown();
        }
        List<NodeCode> all = whole.codes().nodes();
        return NodeCodes.of(Arrays.stream(nodes).mapToObj(all::get).toList());
    }

    @Override
    public Type type(int dataset) {
        return whole.type(datasets[dataset]);
    }

    @Override
    public List<String> injected() {
        return whole.injected();
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
        return whole.invoke(nodes[node], inputs, context);
    }
}
