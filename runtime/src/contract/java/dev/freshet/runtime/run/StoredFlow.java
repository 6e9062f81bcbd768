package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two inputs, each with readers of its own. All datasets have one type. */
public abstract class StoredFlow implements CompiledPipeline {
    /** The nodes that were called in this process. */
    public static final List<String> CALLED = new CopyOnWriteArrayList<>();

    private static final PipelineGraph GRAPH = PipelineGraph.parse("""
            clean = P.clean(raw) -> cleaned
            count = P.count(cleaned) -> counted
            shout = P.shout(other) -> shouted
            """);

    /** Strips all texts. */
    protected abstract Object clean(Object raw);

    /** Returns how much there is, with the command line that it was counted by. */
    protected abstract Object count(Object cleaned, String commandLine);

    /** Puts all texts into upper case. */
    protected abstract Object shout(Object other);

    @Override
    public final String name() {
        return getClass().getSimpleName();
    }

    @Override
    public final PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public final NodeCodes codes() {
        return NodeCodes.parse(
                "test/Code.clean()V\tversion 1\ntest/Code.count()V\tversion 1\ntest/Code.shout()V\tversion 1\n");
    }

    @Override
    public final Object[] invoke(int node, Object[] inputs, NodeContext context) {
        CALLED.add(GRAPH.node(node));
        return new Object[] {
            switch (GRAPH.node(node)) {
                case "clean" -> clean(inputs[0]);
                case "count" -> count(inputs[0], commandLine());
                default -> shout(inputs[0]);
            }
        };
    }

    /** What everybody on the machine can see of a worker process. */
    private static String commandLine() {
        return System.getenv() + " "
                + ProcessHandle.current().info().commandLine().orElse("unknown");
    }
}
