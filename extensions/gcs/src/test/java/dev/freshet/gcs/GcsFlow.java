package dev.freshet.gcs;

import dev.freshet.NodeContext;
import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two inputs, each with readers of its own. Texts all through. */
final class GcsFlow implements CompiledPipeline {
    /** The nodes that were called in this process. */
    static final List<String> CALLED = new CopyOnWriteArrayList<>();

    private static final PipelineGraph GRAPH = PipelineGraph.parse("""
            clean = P.clean(raw) -> cleaned
            count = P.count(cleaned) -> counted
            shout = P.shout(other) -> shouted
            """);

    private GcsFlow() {}

    /** Called by worker processes. */
    static GcsFlow create() {
        return new GcsFlow();
    }

    public static void main(String[] arguments) {
        System.exit(Freshet.main(create(), arguments));
    }

    @Override
    public String name() {
        return "GcsFlow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse(
                "dev/freshet/gcs/GcsFlow.clean()V\tversion 1\ndev/freshet/gcs/GcsFlow.count()V\tversion 1\ndev/freshet/gcs/GcsFlow.shout()V\tversion 1\n");
    }

    @Override
    public Type type(int dataset) {
        return String.class;
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) {
        CALLED.add(GRAPH.node(node));
        String text = (String) inputs[0];
        return new Object[] {
            switch (GRAPH.node(node)) {
                case "clean" -> text.strip();
                case "count" -> text.length() + commandLine();
                default -> text.toUpperCase(Locale.ROOT);
            }
        };
    }

    /** What everybody on the machine can see of a worker process. */
    private static String commandLine() {
        return System.getenv() + " "
                + ProcessHandle.current().info().commandLine().orElse("unknown");
    }
}
