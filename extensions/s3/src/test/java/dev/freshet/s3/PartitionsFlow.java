package dev.freshet.s3;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that is called for each partition of its input. */
record PartitionsFlow(AtomicInteger calls) implements CompiledPipeline {
    private static final PipelineGraph GRAPH = PipelineGraph.parse("shout = P.shout(^days) -> ^loud\n");

    @Override
    public String name() {
        return "PartitionsFlow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse("dev/freshet/s3/PartitionsFlow.shout()V\tversion 1\n");
    }

    @Override
    public Type type(int dataset) {
        return GenericTypes.parameterized(Map.class, String.class, String.class);
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) {
        calls.incrementAndGet();
        return new Object[] {((String) inputs[0]).toUpperCase(Locale.ROOT)};
    }
}
