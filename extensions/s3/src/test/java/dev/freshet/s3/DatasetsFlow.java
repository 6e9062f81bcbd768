package dev.freshet.s3;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes that each read and write a text: {@code in0} to {@code out0} and so on. */
record DatasetsFlow(int nodes, AtomicInteger calls) implements CompiledPipeline {
    private String lines(String line) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> line.replace("N", Integer.toString(node)))
                .collect(Collectors.joining());
    }

    @Override
    public String name() {
        return "DatasetsFlow";
    }

    @Override
    public PipelineGraph graph() {
        return PipelineGraph.parse(lines("shoutN = P.shoutN(inN) -> outN\n"));
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse(lines("dev/freshet/s3/DatasetsFlow.shoutN()V\tversion 1\n"));
    }

    @Override
    public Type type(int dataset) {
        return String.class;
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) {
        calls.incrementAndGet();
        return new Object[] {((String) inputs[0]).toUpperCase(Locale.ROOT)};
    }
}
