package dev.freshet.s3;

import dev.freshet.NodeContext;
import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that is given the partitions that are new or changed. */
record IncrementsFlow(AtomicInteger given) implements CompiledPipeline {
    private static final PipelineGraph GRAPH = PipelineGraph.parse("shout = P.shout(%days) -> #loud\n");

    @Override
    public String name() {
        return "IncrementsFlow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse("dev/freshet/s3/IncrementsFlow.shout()V\tversion 1\n");
    }

    @Override
    public Type type(int dataset) {
        return GenericTypes.parameterized(Map.class, String.class, String.class);
    }

    @Override
    @SuppressWarnings("unchecked") // as the graph says
    public Object[] invoke(int node, Object[] inputs, NodeContext context) {
        Partitions<String> days = (Partitions<String>) inputs[0];
        PartitionSink<String> loud = (PartitionSink<String>) inputs[1];
        for (String day : days.keys()) {
            given.incrementAndGet();
            loud.put(day, days.get(day).toUpperCase(Locale.ROOT));
        }
        return new Object[1];
    }
}
