package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.Outcome;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Nodes that do what the name of their method says, and leave traces in files, since they may run in another process. */
public final class ContractScript implements ForkedPipeline.Script {
    private Path project = Path.of("");

    static ForkedPipeline pipeline(Path project, String graph) {
        return ForkedPipeline.of(ContractScript.class, List.of(project.toString(), graph));
    }

    @Override
    public TestPipeline pipeline(List<String> lines) {
        project = Path.of(lines.get(0));
        TestPipeline pipeline = new TestPipeline(String.join("\n", lines.subList(1, lines.size())));
        PipelineGraph graph = pipeline.graph();
        for (int i = 0; i < graph.nodeCount(); i++) {
            int node = i;
            String method = graph.method(node).substring("P.".length());
            pipeline.node(graph.node(node), (inputs, context) -> {
                Object[] outputs = new Object[graph.outputs(node).length];
                Arrays.fill(outputs, call(method, graph.node(node), inputs, context));
                return outputs;
            });
        }
        return pipeline;
    }

    private Object call(String method, String node, Object[] inputs, NodeContext context) throws Exception {
        return switch (method) {
            case "join" -> String.join("", Arrays.copyOf(inputs, inputs.length, String[].class)) + node;
            case "readX" -> Files.readString(project.resolve("x.txt"));
            case "failTwice" -> count(node) < 3 ? fail("too early") : "x";
            case "fail" -> fail("try " + count(node));
            case "error" -> throw new AssertionError("try " + count(node));
            case "hang" -> hang(node);
            case "ignore" -> ignore();
            case "hangAtFirst" -> hangAtFirst(node, context);
            case "outcomes" -> ((Outcome.Failure<?>) inputs[0]).node() + ((Outcome<?>) inputs[1]).orElseThrow();
            case "log" -> log(node);
            case "killAtFirst" -> killAtFirst(node, context);
            case "exit" -> exit();
            case "fill" -> fill();
            case "returnNull" -> null;
            case "process" -> Long.toString(ProcessHandle.current().pid());
            case "interruptProcess" -> interruptProcess(node);
            default -> throw new IllegalArgumentException(method);
        };
    }

    private static Object fail(String message) throws IOException {
        throw new IOException(message);
    }

    /** How often a node was called. */
    private int count(String node) throws IOException {
        append("calls of " + node, node);
        return lines("calls of " + node).size();
    }

    private synchronized void append(String file, String line) throws IOException {
        Files.writeString(project.resolve(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> lines(String file) throws IOException {
        return Files.exists(project.resolve(file)) ? Files.readAllLines(project.resolve(file)) : List.of();
    }

    private Object hang(String node) throws IOException {
        try {
            Thread.sleep(1_000_000);
        } catch (InterruptedException e) {
            append("interrupted", node);
        }
        return "too late";
    }

    /** Ends only with its process. */
    private static Object ignore() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // Does not react.
            }
        }
    }

    private Object hangAtFirst(String node, NodeContext context) throws Exception {
        if (count(node) == 1) {
            context.progress(1, 2);
            Thread.sleep(1_000_000);
        }
        return node;
    }

    private Object log(String node) throws IOException {
        append("log", "start " + node);
        Thread.onSpinWait();
        append("log", "end " + node);
        return node;
    }

    private Object killAtFirst(String node, NodeContext context) throws Exception {
        if (count(node) == 1) {
            context.progress(ProcessHandle.current().pid(), 0);
            new CountDownLatch(1).await();
        }
        return node;
    }

    private static Object exit() {
        System.exit(7);
        return "";
    }

    private static Object fill() {
        List<long[]> all = new java.util.ArrayList<>();
        while (true) {
            all.add(new long[1 << 20]);
        }
    }

    /** As Ctrl-C in a terminal does, and goes on once that has arrived. */
    private static Object interruptProcess(String node) throws IOException, InterruptedException {
        String pid = Long.toString(ProcessHandle.current().pid());
        new ProcessBuilder("/bin/kill", "-INT", pid).start().waitFor();
        for (boolean arrived = false; !arrived; ) {
            Thread hook = new Thread();
            try {
                Runtime.getRuntime().addShutdownHook(hook);
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException shutdownHasBegun) {
                arrived = true;
            }
        }
        return node;
    }
}
