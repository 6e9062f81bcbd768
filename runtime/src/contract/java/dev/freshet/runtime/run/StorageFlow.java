package dev.freshet.runtime.run;

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
public final class StorageFlow implements CompiledPipeline {
    /** The nodes that were called in this process. */
    public static final List<String> CALLED = new CopyOnWriteArrayList<>();

    private static final PipelineGraph GRAPH = PipelineGraph.parse("""
            clean = P.clean(raw) -> cleaned
            count = P.count(cleaned) -> counted
            shout = P.shout(other) -> shouted
            """);

    private StorageFlow() {}

    /** Called by worker processes. */
    public static StorageFlow create() {
        return new StorageFlow();
    }

    public static void main(String[] arguments) {
        System.exit(Freshet.main(create(), arguments));
    }

    @Override
    public String name() {
        return "StorageFlow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse(
                "test/Code.clean()V\tversion 1\ntest/Code.count()V\tversion 1\ntest/Code.shout()V\tversion 1\n");
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
