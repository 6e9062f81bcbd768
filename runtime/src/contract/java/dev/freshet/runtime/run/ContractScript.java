package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.Outcome;
import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.Sink;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.Form;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Nodes that do what the name of their method says, and leave traces in files, since they may run in another process. */
public final class ContractScript implements ForkedPipeline.Script {
    /** A row of the dataset {@code rows}. */
    public record Row(int n) {}

    private static final long POLL_NANOS = 1_000_000;

    private Path project = Path.of("");

    static ForkedPipeline pipeline(Path project, String graph) {
        return ForkedPipeline.of(ContractScript.class, List.of(project.toString(), graph));
    }

    @Override
    public TestPipeline pipeline(List<String> lines) {
        project = Path.of(lines.get(0));
        TestPipeline pipeline = new TestPipeline(String.join("\n", lines.subList(1, lines.size())));
        PipelineGraph graph = pipeline.graph();
        setTypes(pipeline);
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

    /** Datasets that are read or made record by record hold many strings. */
    private static void setTypes(TestPipeline pipeline) {
        PipelineGraph graph = pipeline.graph();
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int i = 0; i < graph.inputs(node).length; i++) {
                setType(pipeline, graph.inputs(node)[i], graph.inputForm(node, i));
            }
            for (int i = 0; i < graph.outputs(node).length; i++) {
                setType(pipeline, graph.outputs(node)[i], graph.outputForm(node, i));
            }
        }
    }

    private static void setType(TestPipeline pipeline, int dataset, Form form) {
        if (pipeline.graph().dataset(dataset).equals("rows")) {
            pipeline.type("rows", GenericTypes.parameterized(List.class, Row.class));
        } else if (form == Form.STREAM || form == Form.ITERABLE || form == Form.SINK) {
            pipeline.type(pipeline.graph().dataset(dataset), GenericTypes.parameterized(List.class, String.class));
        } else if (form.ofPartition() != Form.VALUE) {
            pipeline.type(
                    pipeline.graph().dataset(dataset),
                    GenericTypes.parameterized(
                            Map.class, String.class, GenericTypes.parameterized(List.class, String.class)));
        } else if (form == Form.PARTITIONS || form == Form.PARTITION_SINK || form == Form.EACH) {
            pipeline.type(
                    pipeline.graph().dataset(dataset),
                    GenericTypes.parameterized(Map.class, String.class, String.class));
        }
    }

    private Object call(String method, String node, Object[] inputs, NodeContext context) throws Exception {
        return switch (method) {
            case "join" -> String.join("", Arrays.copyOf(inputs, inputs.length, String[].class)) + node;
            case "runId" -> context.runId();
            case "readX" -> Files.readString(project.resolve("x.txt"));
            case "countCalls" -> count(node) > 0 ? node : "";
            case "failTwice" -> count(node) < 3 ? fail("too early") : "x";
            case "fail" -> fail("try " + count(node));
            case "error" -> throw new AssertionError("try " + count(node));
            case "hang" -> hang(node);
            case "ignore" -> ignore();
            case "hangAtFirst" -> hangAtFirst(node, context);
            case "outcomes" -> ((Outcome.Failure<?>) inputs[0]).node() + ((Outcome<?>) inputs[1]).orElseThrow();
            case "log" -> log(node);
            case "logger" -> logger(context);
            case "killAtFirst" -> killAtFirst(node, context);
            case "killAlways" -> killAlways(node, context);
            case "killAndFail" ->
                count(node) == 1
                        ? killed(context)
                        : fail("try " + lines("calls of " + node).size());
            case "lateAtFirst" -> count(node) == 1 ? late(context) : node;
            case "putAndKillAtFirst" -> putAndKillAtFirst(node, inputs[0], context);
            case "exit" -> exit();
            case "fill" -> fill();
            case "returnNull" -> null;
            case "process" -> Long.toString(ProcessHandle.current().pid());
            case "interruptProcess" -> interruptProcess(node);
            case "emit" -> copy(Stream.of("1", "2", "3"), inputs[inputs.length - 1]);
            case "emitMuch" -> emitMuch(inputs[inputs.length - 1]);
            case "longText" -> "x".repeat(1 << 20).repeat(megabytes());
            case "copy" -> copy((Stream<?>) inputs[0], inputs[1]);
            case "emitAndFail" -> {
                copy(Stream.of("4"), inputs[inputs.length - 1]);
                yield fail("too late");
            }
            case "emitAndHang" -> {
                copy(Stream.of("4"), inputs[inputs.length - 1]);
                yield hang(node);
            }
            case "twice" -> twice((Iterable<?>) inputs[0]);
            case "double" -> ((Stream<?>) inputs[0]).map(record -> record + "" + record);
            case "first" -> ((Stream<?>) inputs[0]).findFirst().orElseThrow();
            case "count" -> Long.toString(((Stream<?>) inputs[0]).count());
            case "size" -> Integer.toString(((Collection<?>) inputs[0]).size());
            case "lazy" -> ((Supplier<?>) inputs[0]).get() + node;
            case "lazyUnasked" -> node;
            case "partitions" -> partitions((String) inputs[0], inputs[inputs.length - 1]);
            case "split" -> split((String) inputs[0]);
            case "partition" -> partition((String) inputs[0] + (inputs.length > 1 ? inputs[1] : ""));
            case "compute" -> compute(Integer.parseInt((String) inputs[0]));
            case "rows" -> rows(context, (Stream<?>) inputs[0], inputs[1]);
            case "meet" -> meet((String) inputs[0]);
            case "killAtB" -> killAtB((String) inputs[0]);
            case "failAtB" -> failAtB((String) inputs[0]);
            case "hangAtB" -> hangAtB((String) inputs[0]);
            case "keys" -> keys((Partitions<?>) inputs[0]);
            case "partB" -> ((Partitions<?>) inputs[0]).get("b") + " of " + ((Partitions<?>) inputs[0]).keys();
            default -> throw new IllegalArgumentException(method);
        };
    }

    /** Logs by the logger of the node, and returns the process that did. */
    private static String logger(NodeContext context) {
        String process = Long.toString(ProcessHandle.current().pid());
        context.logger().log(System.Logger.Level.INFO, "said by {0}", process);
        return process;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object copy(Stream<?> records, Object sink) {
        records.forEach((Sink<Object>) sink);
        return null;
    }

    /** The same work each time, which takes about as many seconds. */
    private static Object compute(int seconds) {
        long sum = 1;
        for (long i = 0; i < seconds * 500_000_000L; i++) {
            sum = sum * 31 + i;
        }
        return Long.toString(sum);
    }

    /** As many as a file says. */
    private int megabytes() throws IOException {
        return Integer.parseInt(lines("megabytes").get(0));
    }

    /** Lines of a kibibyte. */
    private @Nullable Object emitMuch(Object sink) throws IOException {
        String line = "x".repeat((1 << 10) - 1);
        return copy(Stream.generate(() -> line).limit((long) megabytes() << 10), sink);
    }

    /** A partition for each word, which is logged; there is a file if the word x cannot be made. */
    @SuppressWarnings("unchecked")
    private @Nullable Object partitions(String words, Object sink) throws IOException {
        for (String word : words.split(" ")) {
            if (!((PartitionSink<Object>) sink).has(word)) {
                append("made", word);
                if (word.equals("x") && Files.exists(project.resolve("broken"))) {
                    fail("no x");
                }
                ((PartitionSink<Object>) sink).put(word, word + word);
            }
        }
        return null;
    }

    /** A partition for each word, as one value. */
    private static Object split(String words) {
        return Stream.of(words.split(" ")).collect(Collectors.toMap(word -> word, word -> word));
    }

    private Object keys(Partitions<?> partitions) throws IOException {
        append("made", partitions.keys().toString());
        return Files.exists(project.resolve("broken"))
                ? fail("broken")
                : partitions.keys().toString();
    }

    /** Copies the records of a partition, which is logged; there is a file if that of the partition b breaks off. */
    private @Nullable Object rows(NodeContext context, Stream<?> records, Object sink) throws IOException {
        String key = context.partition().orElseThrow();
        append("made", key);
        if (key.equals("b") && Files.exists(project.resolve("broken"))) {
            copy(records.limit(1), sink);
            fail("no more of " + key);
        }
        return copy(records, sink);
    }

    private Object partition(String text) throws IOException {
        append("made", text);
        return text + "!";
    }

    /** Goes on when as many have started as may run at a time. */
    private Object meet(String partition) throws IOException {
        append("log", "start " + partition);
        int wanted = Integer.parseInt(Files.readString(project.resolve("slots")));
        while (lines("log").stream().filter(line -> line.startsWith("start ")).count() < wanted) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        append("log", "end " + partition);
        return partition(partition);
    }

    /** The partition b cannot be made twice. */
    private Object failAtB(String partition) throws IOException {
        append("made", partition);
        return partition.equals("b") && count(partition) < 3
                ? fail("no b, try " + lines("calls of b").size())
                : partition;
    }

    /** Loses its worker once. */
    private Object killAtB(String partition) throws Exception {
        append("made", partition);
        if (partition.equals("b") && count(partition) == 1) {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("/bin/kill", "-KILL", pid).start();
            new CountDownLatch(1).await();
        }
        return partition;
    }

    private Object hangAtB(String partition) throws Exception {
        append("made", partition);
        if (partition.equals("b") && count(partition) == 1) {
            new CountDownLatch(1).await();
        }
        return partition;
    }

    private static String twice(Iterable<?> records) {
        StringBuilder text = new StringBuilder();
        records.forEach(text::append);
        records.forEach(text::append);
        return text.toString();
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

    private Object killAlways(String node, NodeContext context) throws Exception {
        count(node);
        return killed(context);
    }

    /** Waits until somebody who hears of its process has killed that. */
    private static Object killed(NodeContext context) throws InterruptedException {
        context.progress(ProcessHandle.current().pid(), 0);
        new CountDownLatch(1).await();
        return "";
    }

    /** Goes on when somebody says so, maybe long after the run has taken its worker for lost. */
    private Object late(NodeContext context) throws IOException {
        context.progress(ProcessHandle.current().pid(), 0);
        while (Files.notExists(project.resolve("go"))) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        append("log", "late");
        return "late";
    }

    /** Loses its worker when one partition is stored and another is not. */
    @SuppressWarnings("unchecked")
    private @Nullable Object putAndKillAtFirst(String node, Object sink, NodeContext context) throws Exception {
        int call = count(node);
        for (String key : List.of("p", "q")) {
            if (!((PartitionSink<Object>) sink).has(key)) {
                append("made", key + " in call " + call);
                ((PartitionSink<Object>) sink).put(key, "of call " + call);
            }
            if (call == 1) {
                killed(context);
            }
        }
        return null;
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
