package dev.freshet.jdbc;

import dev.freshet.NodeContext;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Run;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A node that copies rows as a stream. */
final class CopyFlow implements CompiledPipeline {
    /** A row of both tables. */
    record Row(int id, String word, double amount) {}

    private static final PipelineGraph GRAPH = PipelineGraph.parse("copy = P.copy(*source) -> *target\n");

    /**
     * Runs in a process of its own, so that its heap can be limited.
     *
     * @param arguments the directory of the configuration
     */
    public static void main(String[] arguments) {
        long start = System.nanoTime();
        Run.of(new CopyFlow()).conf(Path.of(arguments[0])).start().orThrow();
        System.out.println("seconds " + (System.nanoTime() - start) / 100_000_000 / 10.0);
    }

    @Override
    public String name() {
        return "CopyFlow";
    }

    @Override
    public PipelineGraph graph() {
        return GRAPH;
    }

    @Override
    public NodeCodes codes() {
        return NodeCodes.parse("dev/freshet/jdbc/CopyFlow.copy()V\tversion 1\n");
    }

    @Override
    public Type type(int dataset) {
        return new JdbcProject.Records(Row.class);
    }

    @Override
    public Object[] invoke(int node, Object[] inputs, NodeContext context) {
        return new Object[] {((Stream<?>) inputs[0]).map(row -> row)};
    }
}
