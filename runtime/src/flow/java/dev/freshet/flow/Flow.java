package dev.freshet.flow;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.reflect.Type;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A text from a file to a file, in two nodes; the second fails as often as it is told. For tests of listeners in other
 * modules. No fingerprint covers the packages of Freshet itself, so this package is not one of them.
 */
public final class Flow implements CompiledPipeline {
    private static final PipelineGraph GRAPH = PipelineGraph.parse("""
            clean = P.clean(raw) -> cleaned
            tell = P.tell(cleaned) -> told {retries=1}
            """);

    private final AtomicInteger failures;
    private final String message;

    public Flow(int failures) {
        this(failures, "no luck");
    }

    public Flow(int failures, String message) {
        this.failures = new AtomicInteger(failures);
        this.message = message;
    }

    @Override
    public String name() {
        return "Flow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse("dev/freshet/flow/Flow.clean()V\tversion 1\n"
                + "dev/freshet/flow/Flow.tell()V\tversion 1\n");
    }

    @Override
    public Type type(int dataset) {
        return String.class;
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) {
        if (GRAPH.node(node).equals("tell") && failures.getAndDecrement() > 0) {
            throw new IllegalStateException(message);
        }
        return new Object[] {((String) inputs[0]).strip()};
    }
}
