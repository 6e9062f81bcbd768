package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.Outcome;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A random graph whose nodes wait, fail, hang and watch each other. */
public final class RandomGraph implements ForkedPipeline.Script {
    static final int MEMORY = 100;
    static final int GPUS = 2;
    private static final int MOST_NODES = 30;

    /** What a node does. */
    private enum Manner {
        WORKS,
        FAILS_AT_FIRST,
        FAILS,
        HANGS
    }

    private static final class RandomNode {
        final String name;
        final List<String> inputs = new ArrayList<>();
        final List<String> outputs = new ArrayList<>();
        final List<String> after = new ArrayList<>();
        Manner manner = Manner.WORKS;
        int retries;
        long delayNanos;
        int memory;
        int gpus;
        boolean exclusive;
        boolean savesFail;
        /** The files in whose places directories stand once the node runs, so that its saves fail. */
        final List<Path> obstacles = new ArrayList<>();

        final AtomicInteger tries = new AtomicInteger();

        RandomNode(String name) {
            this.name = name;
        }

        /** What another process must know of it to do the same. */
        String script() {
            return name + " " + manner + " " + retries + " " + delayNanos + " " + outputs.size();
        }

        static RandomNode of(String script) {
            String[] words = script.split(" ");
            RandomNode node = new RandomNode(words[0]);
            node.manner = Manner.valueOf(words[1]);
            node.retries = Integer.parseInt(words[2]);
            node.delayNanos = Long.parseLong(words[3]);
            for (int i = Integer.parseInt(words[4]); i > 0; i--) {
                node.outputs.add("");
            }
            return node;
        }

        String line() {
            return name + " = P." + name + "(" + String.join(", ", inputs) + ")"
                    + (outputs.isEmpty() ? "" : " -> " + String.join(", ", outputs))
                    + (after.isEmpty() ? "" : " after " + String.join(", ", after))
                    + " {retries=" + retries
                    + " memory=" + memory
                    + (gpus > 0 ? " uses=gpu:" + gpus : "")
                    + (exclusive ? " exclusive" : "")
                    + (manner == Manner.HANGS ? " timeout=2" : "")
                    + "}\n";
        }
    }

    private final String name;
    private final List<RandomNode> nodes = new ArrayList<>();
    private final Map<String, String> made = new ConcurrentHashMap<>();
    /** Guarded by itself: a look at it must not mix what ran one after the other. */
    private final Set<RandomNode> running = new HashSet<>();

    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private Optional<Path> conf = Optional.empty();
    /** Where tries are counted if nodes run in several processes. */
    private Optional<Path> counters = Optional.empty();

    /** For another process, which is told the rest. */
    public RandomGraph() {
        name = "";
    }

    RandomGraph(String name, Random random) {
        this.name = name;
        int count = 1 + random.nextInt(MOST_NODES);
        boolean fails = random.nextInt(3) == 0;
        List<String> datasets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RandomNode node = new RandomNode("n" + i);
            for (int j = random.nextInt(4); j > 0 && !datasets.isEmpty(); j--) {
                String input = datasets.get(random.nextInt(datasets.size()));
                boolean asOutcome = random.nextInt(8) == 0;
                if (node.inputs.stream().noneMatch(each -> each.endsWith(input))) {
                    node.inputs.add((asOutcome ? "?" : "") + input);
                }
            }
            if (i > 0 && random.nextInt(5) == 0) {
                node.after.add("n" + random.nextInt(i));
            }
            for (int j = random.nextInt(8) == 0 ? 2 : 1; j > 0; j--) {
                node.outputs.add("d" + i + "_" + j);
            }
            node.delayNanos = random.nextInt(4) == 0 ? random.nextInt(200_000) : 0;
            node.memory = random.nextInt(MEMORY + 1) / (1 + random.nextInt(4));
            node.gpus = random.nextInt(6) == 0 ? 1 + random.nextInt(GPUS) : 0;
            node.exclusive = random.nextInt(12) == 0;
            node.retries = random.nextInt(3);
            if (fails && random.nextInt(6) == 0) {
                node.manner = switch (random.nextInt(5)) {
                    case 0 -> Manner.HANGS;
                    case 1, 2 -> node.retries > 0 ? Manner.FAILS_AT_FIRST : Manner.FAILS;
                    default -> Manner.FAILS;
                };
                node.retries = node.manner == Manner.HANGS ? 0 : node.retries;
            }
            datasets.addAll(node.outputs);
            nodes.add(node);
        }
    }

    /** Lets some datasets be files, some of which cannot be written. */
    void store(Path directory, Random random) throws IOException {
        StringBuilder catalog = new StringBuilder();
        for (RandomNode node : nodes) {
            for (String output : node.outputs) {
                if (random.nextInt(2) == 0) {
                    String encoding = random.nextInt(4) == 0 ? "US-ASCII" : "UTF-8";
                    if (random.nextInt(20) == 0) {
                        node.savesFail = true;
                        node.retries = 0;
                        node.obstacles.add(directory.resolve("data").resolve(output));
                    }
                    catalog.append(output + ": {type: text, path: data/" + output + ", encoding: " + encoding + "}\n");
                }
            }
        }
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        conf = Optional.of(directory.resolve("conf"));
    }

    Optional<Path> conf() {
        return conf;
    }

    /** Makes saves fail that are to fail; empty if there are none. */
    Optional<RunListener> obstacles() {
        Map<String, List<Path>> byNode = nodes.stream()
                .filter(node -> node.savesFail)
                .collect(Collectors.toMap(node -> node.name, node -> node.obstacles));
        return byNode.isEmpty()
                ? Optional.empty()
                : Optional.of(new RunListener() {
                    @Override
                    public void nodeStarted(NodeStart node, int tried) {
                        byNode.getOrDefault(node.node(), List.of()).forEach(RandomGraph::createDirectory);
                    }
                });
    }

    private static void createDirectory(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pipeline that worker processes can make again; they count tries in a directory. */
    ForkedPipeline forked(Path directory) {
        List<String> lines = new ArrayList<>(List.of(directory.toString(), Integer.toString(nodes.size())));
        nodes.forEach(node -> lines.add(node.script()));
        lines.add(lines());
        return ForkedPipeline.of(RandomGraph.class, lines);
    }

    @Override
    public TestPipeline pipeline(List<String> lines) {
        counters = Optional.of(Path.of(lines.get(0)));
        int first = 2;
        int end = first + Integer.parseInt(lines.get(1));
        TestPipeline pipeline = new TestPipeline(String.join("\n", lines.subList(end, lines.size())));
        for (String line : lines.subList(first, end)) {
            RandomNode node = RandomNode.of(line);
            pipeline.node(node.name, (inputs, context) -> run(node, inputs));
        }
        return pipeline;
    }

    TestPipeline pipeline() {
        TestPipeline pipeline = new TestPipeline(lines());
        nodes.forEach(node -> pipeline.node(node.name, (inputs, context) -> call(node, inputs, context)));
        return pipeline;
    }

    private String lines() {
        return nodes.stream().map(RandomNode::line).collect(Collectors.joining());
    }

    private Object[] call(RandomNode node, Object[] inputs, NodeContext context) throws Exception {
        enter(node);
        try {
            Object[] outputs = run(node, inputs);
            for (int i = 0; i < outputs.length; i++) {
                made.put(node.outputs.get(i), (String) outputs[i]);
            }
            return outputs;
        } finally {
            leave(node);
        }
    }

    private Object[] run(RandomNode node, Object[] inputs) throws Exception {
        if (node.delayNanos > 0) {
            LockSupport.parkNanos(node.delayNanos);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
        if (node.manner == Manner.HANGS) {
            Thread.sleep(1_000_000);
        }
        if (node.manner == Manner.FAILS
                || (node.manner == Manner.FAILS_AT_FIRST && earlierTries(node) < node.retries)) {
            throw new IOException(node.name + " fails");
        }
        Object[] outputs = new Object[node.outputs.size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] =
                    make(node, i, Arrays.stream(inputs).map(RandomGraph::text).toList());
        }
        return outputs;
    }

    private int earlierTries(RandomNode node) throws IOException {
        if (counters.isEmpty()) {
            return node.tries.getAndIncrement();
        }
        Path file = counters.get().resolve("tries of " + node.name);
        Files.writeString(file, "+", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return (int) Files.size(file) - 1;
    }

    private static String text(Object input) {
        if (input instanceof Outcome.Success<?> success) {
            return "ok " + success.value();
        }
        return input instanceof Outcome.Failure<?> ? "failed" : (String) input;
    }

    private static String make(RandomNode node, int output, List<String> inputs) {
        return node.name + "/" + output + "/" + Integer.toHexString(inputs.hashCode());
    }

    /** What runs at the same time must be allowed to. */
    private void enter(RandomNode node) {
        synchronized (running) {
            running.add(node);
            if (running.size() > 1 && running.stream().anyMatch(each -> each.exclusive)) {
                violations.add(node.name + " ran beside others although one is exclusive");
            }
            if (running.stream().mapToInt(each -> each.memory).sum() > MEMORY
                    || running.stream().mapToInt(each -> each.gpus).sum() > GPUS) {
                violations.add(node.name + " took more than there is");
            }
        }
    }

    private void leave(RandomNode node) {
        synchronized (running) {
            running.remove(node);
        }
    }

    void checkRunning() {
        if (!violations.isEmpty()) {
            throw new AssertionError(violations + " in " + this);
        }
    }

    Map<String, String> made() {
        return made;
    }

    Set<String> datasets() {
        return nodes.stream().flatMap(node -> node.outputs.stream()).collect(Collectors.toSet());
    }

    Set<String> unread() {
        Set<String> unread = datasets();
        nodes.forEach(node -> node.inputs.forEach(input -> unread.remove(input.replace("?", ""))));
        return unread;
    }

    /** What becomes of each node if a failure stops only those that need it. */
    Map<String, String> expectedOutcomes() {
        Map<String, String> outcomes = new TreeMap<>();
        Set<String> missing = new HashSet<>();
        for (RandomNode node : nodes) {
            boolean blocked = node.inputs.stream().anyMatch(missing::contains)
                    || node.after.stream().anyMatch(each -> !outcomes.get(each).equals("succeeded"));
            boolean fails = failsItself(node.name);
            outcomes.put(node.name, blocked ? "blocked" : fails ? "failed" : "succeeded");
            if (blocked || fails) {
                missing.addAll(node.outputs);
            }
        }
        return outcomes;
    }

    /** Whether a node fails if it runs. */
    boolean failsItself(String name) {
        RandomNode node = nodes.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow();
        return node.manner == Manner.FAILS || node.manner == Manner.HANGS || node.savesFail;
    }

    /** Whether a node, or one before it, succeeds only after it failed. */
    boolean dependsOnRetries(String name) {
        RandomNode node = nodes.stream()
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElseThrow();
        return node.manner == Manner.FAILS_AT_FIRST
                || nodes.stream()
                        .filter(each -> node.after.contains(each.name)
                                || each.outputs.stream()
                                        .anyMatch(output ->
                                                node.inputs.contains(output) || node.inputs.contains("?" + output)))
                        .anyMatch(each -> dependsOnRetries(each.name));
    }

    /** What every node makes that is done. */
    Map<String, String> expectedValues() {
        Map<String, String> outcomes = expectedOutcomes();
        Map<String, String> values = new TreeMap<>();
        for (RandomNode node : nodes) {
            if (outcomes.get(node.name).equals("succeeded")) {
                List<String> inputs = node.inputs.stream()
                        .map(input -> !input.startsWith("?")
                                ? values.get(input)
                                : values.containsKey(input.substring(1))
                                        ? "ok " + values.get(input.substring(1))
                                        : "failed")
                        .toList();
                for (int i = 0; i < node.outputs.size(); i++) {
                    values.put(node.outputs.get(i), make(node, i, inputs));
                }
            }
        }
        return values;
    }

    @Override
    public String toString() {
        return name + "\n" + lines() + conf.map(path -> "in " + path).orElse("");
    }
}
