package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelines that meet the limits of the class file: 64 KB a method, 65,535 constants, 255 parameters. */
final class LargePipelineTest {
    /** Node i reads two earlier nodes, the first ones a free input each; every third result is read by no other. */
    private static String source(int nodes, int free) {
        StringBuilder source = new StringBuilder("package demo; import dev.freshet.*; @Pipeline public class Big {\n");
        for (int i = 0; i < nodes; i++) {
            if (i < free) {
                source.append("@Node(inputs = \"free")
                        .append(i)
                        .append("\", outputs = \"d")
                        .append(i)
                        .append("\") static long n")
                        .append(i)
                        .append("(long a) { return a * 7 + ")
                        .append(i)
                        .append("; }\n");
            } else {
                source.append("@Node(inputs = {\"d")
                        .append(i - free)
                        .append("\", \"d")
                        .append(i / 2)
                        .append("\"}, outputs = \"d")
                        .append(i)
                        .append("\") static long n")
                        .append(i)
                        .append("(long a, long b) { return a * 31 + b + ")
                        .append(i)
                        .append("; }\n");
            }
        }
        return source.append("}\n").toString();
    }

    private static long[] byHand(int nodes, int free) {
        long[] values = new long[nodes];
        for (int i = 0; i < nodes; i++) {
            values[i] = i < free ? (long) i * i * 7 + i : values[i - free] * 31 + values[i / 2] + i;
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({"60, 10", "300, 100", "3000, 40", "10000, 300"})
    void call_andInvoke_equalTheHandWrittenResult(int nodes, int free) throws Exception {
        ClassLoader loader =
                TestCompiler.JAVAC.compile("demo.Big", source(nodes, free)).load();
        CompiledPipeline pipeline = (CompiledPipeline)
                loader.loadClass("demo.BigPipeline").getMethod("create").invoke(null);
        long[] expected = byHand(nodes, free);
        Object outputs = call(loader, pipeline, free);
        assertThat(outputs.getClass().getMethod("d" + (nodes - 1)).invoke(outputs))
                .isEqualTo(expected[nodes - 1]);
        assertThat(outputs.getClass().getMethod("d" + (nodes - free)).invoke(outputs))
                .isEqualTo(expected[nodes - free]);
        assertThat(invokeAll(pipeline, free)).isEqualTo(expected);
    }

    private static Object call(ClassLoader loader, CompiledPipeline pipeline, int free) throws Exception {
        Class<?> type = loader.loadClass("demo.BigPipeline$Inputs");
        Object inputs;
        if (type.isRecord()) {
            Object[] values = new Object[free];
            Arrays.setAll(values, i -> (long) i * i);
            inputs = type.getDeclaredConstructors()[0].newInstance(values);
        } else {
            inputs = type.getConstructor().newInstance();
            for (int i = 0; i < free; i++) {
                type.getMethod("free" + i, long.class).invoke(inputs, (long) i * i);
            }
        }
        return pipeline.getClass().getMethod("call", type).invoke(pipeline, inputs);
    }

    private static long[] invokeAll(CompiledPipeline pipeline, int free) throws Exception {
        PipelineGraph graph = pipeline.graph();
        Object[] values = new Object[graph.datasetCount()];
        for (int i = 0; i < free; i++) {
            values[graph.datasetNumber("free" + i).orElseThrow()] = (long) i * i;
        }
        long[] made = new long[graph.nodeCount()];
        try (NodeContexts contexts = NodeContexts.standalone("test")) {
            for (int node = 0; node < made.length; node++) {
                Object[] inputs = Arrays.stream(graph.inputs(node))
                        .mapToObj(i -> values[i])
                        .toArray();
                Object value = pipeline.invoke(node, inputs, contexts.of(graph.node(node)))[0];
                values[graph.outputs(node)[0]] = value;
                made[Integer.parseInt(graph.node(node).substring(1))] = (long) value;
                assertThat(pipeline.type(graph.outputs(node)[0])).isEqualTo(Long.class);
            }
        }
        return made;
    }

    /** Each level includes the one below twice; all inputs are free, so each is compared with the outputs' names. */
    private static long allocatedForIncludes(int levels) {
        Map<String, String> sources = new TreeMap<>(Map.of("demo.P0", """
                package demo; import dev.freshet.*;
                @Pipeline public class P0 {
                  @Node(inputs = "orders", outputs = "revenue") public static long n(long orders) { return orders; }
                }
                """));
        for (int level = 1; level <= levels; level++) {
            sources.put("demo.P" + level, """
                    package demo; import dev.freshet.*;
                    @Pipeline(include = {
                        @Include(value = P%1$d.class, as = "a"), @Include(value = P%1$d.class, as = "b")})
                    public class P%2$d { }
                    """.formatted(level - 1, level));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(TestCompiler.JAVAC.compile(sources, List.of()).messages()).isEmpty();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Memory is counted, since it does not depend on what else the machine does. */
    @Test
    void includesThatDouble_costWhatTheirSizeIs() {
        allocatedForIncludes(1);
        long small = allocatedForIncludes(6);
        long large = allocatedForIncludes(8);
        assertThat((double) large / small).as("4 times as many nodes").isLessThan(4.8);
    }

    @Test
    void node_with255Parameters_compiles() throws Exception {
        StringBuilder source = new StringBuilder(
                "package demo; import dev.freshet.*; @Pipeline public class Big { @Node(outputs = \"sum\") static int n(");
        for (int i = 0; i < 255; i++) {
            source.append(i == 0 ? "" : ", ").append("int p").append(i);
        }
        source.append(") { return p0 + p254; } }");
        ClassLoader loader =
                TestCompiler.JAVAC.compile("demo.Big", source.toString()).load();
        CompiledPipeline pipeline = (CompiledPipeline)
                loader.loadClass("demo.BigPipeline").getMethod("create").invoke(null);
        Object[] inputs = new Object[255];
        Arrays.setAll(inputs, i -> i);
        try (NodeContexts contexts = NodeContexts.standalone("test")) {
            assertThat(pipeline.invoke(0, inputs, contexts.of("n"))).containsExactly(254);
        }
    }
}
