package dev.freshet.jdbc;

import dev.freshet.NodeContext;
import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Two inputs, each with readers of its own. Rows all through. */
final class JdbcFlow implements CompiledPipeline {
    /** The nodes that were called in this process. */
    static final List<String> CALLED = new CopyOnWriteArrayList<>();

    /** What the tables hold. */
    record Row(int id, String word) {}

    private static final PipelineGraph GRAPH = PipelineGraph.parse("""
            clean = P.clean(raw) -> cleaned
            count = P.count(cleaned) -> counted
            shout = P.shout(other) -> shouted
            """);

    private JdbcFlow() {}

    /** Called by worker processes. */
    static JdbcFlow create() {
        return new JdbcFlow();
    }

    public static void main(String[] arguments) {
        System.exit(Freshet.main(create(), arguments));
    }

    @Override
    public String name() {
        return "JdbcFlow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse(
                "dev/freshet/jdbc/JdbcFlow.clean()V\tversion 1\ndev/freshet/jdbc/JdbcFlow.count()V\tversion 1\ndev/freshet/jdbc/JdbcFlow.shout()V\tversion 1\n");
    }

    @Override
    public Type type(int dataset) {
        return new JdbcProject.Records(Row.class);
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) {
        CALLED.add(GRAPH.node(node));
        List<?> rows = (List<?>) inputs[0];
        return new Object[] {
            switch (GRAPH.node(node)) {
                case "clean" ->
                    rows.stream()
                            .map(row ->
                                    new Row(((Row) row).id(), ((Row) row).word().strip()))
                            .toList();
                case "count" -> List.of(new Row(rows.size(), commandLine()));
                default ->
                    rows.stream()
                            .map(row ->
                                    new Row(((Row) row).id(), ((Row) row).word().toUpperCase(Locale.ROOT)))
                            .toList();
            }
        };
    }

    /** What everybody on the machine can see of a worker process. */
    private static String commandLine() {
        return System.getenv() + " "
                + ProcessHandle.current().info().commandLine().orElse("unknown");
    }
}
