package dev.freshet.runtime.run;

import dev.freshet.NodeContext;
import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.Sink;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A random pipeline of nodes that read and make partitions in all forms, fed by each other. */
final class PartitionGraph {
    /** How a node makes its output. */
    enum Kind {
        /** A call for each partition; returned, returned as a stream, and written to a sink. */
        EACH("^"),
        EACH_STREAM("^*"),
        EACH_SINK("^+"),
        /** Puts the partitions that it has not made yet. */
        SINK("#"),
        /** All partitions in one value. */
        MAP(""),
        /** One text. */
        TEXT("");

        final String sign;

        Kind(String sign) {
            this.sign = sign;
        }

        boolean isEach() {
            return sign.startsWith("^");
        }

        boolean takesOutput() {
            return this == EACH_SINK || this == SINK;
        }
    }

    /**
     * A node.
     *
     * @param inputs the first is the one over whose partitions it is called
     */
    record Node(String name, Kind kind, List<String> inputs, String output, boolean isTried) {}

    private static final List<String> EACH_FORMS = List.of("^", "^*", "^~", "^&");
    private static final List<String> WHOLE_FORMS = List.of("", "%", "&");

    final List<Node> nodes = new ArrayList<>();
    /** Partitioned datasets, and whether they are stored. */
    final Map<String, Boolean> partitioned = new LinkedHashMap<>();

    private final StringBuilder text = new StringBuilder();

    PartitionGraph(Random random) {
        partitioned.put("days", true);
        partitioned.put("places", true);
        int count = 3 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            add(random, i, i == count - 1);
        }
        // A value in memory that nobody reads says nothing about who needs it.
        partitioned.replaceAll((dataset, isStored) ->
                isStored || nodes.stream().noneMatch(node -> node.inputs().contains(dataset)));
    }

    private void add(Random random, int number, boolean isLast) {
        List<String> from = List.copyOf(partitioned.keySet());
        Kind kind = isLast ? Kind.TEXT : Kind.values()[random.nextInt(Kind.TEXT.ordinal())];
        List<String> inputs = new ArrayList<>();
        // The last ones are likelier, so that there are chains.
        inputs.add(from.get(Math.max(random.nextInt(from.size()), random.nextInt(from.size()))));
        if (random.nextInt(3) == 0) {
            from.stream()
                    .filter(name -> !inputs.contains(name))
                    .skip(random.nextInt(from.size()))
                    .findFirst()
                    .ifPresent(inputs::add);
        }
        if (random.nextInt(3) == 0) {
            inputs.add("rules");
        }
        Node node = new Node("n" + number, kind, inputs, "o" + number, random.nextInt(3) == 0);
        nodes.add(node);
        text.append(node.name()).append(" = P.").append(node.name()).append('(');
        for (int i = 0; i < inputs.size(); i++) {
            String sign = "";
            if (kind.isEach() && i == 0) {
                sign = EACH_FORMS.get(random.nextInt(EACH_FORMS.size()));
            } else if (!inputs.get(i).equals("rules")) {
                sign = WHOLE_FORMS.get(random.nextInt(WHOLE_FORMS.size()));
            }
            text.append(i == 0 ? "" : ", ").append(sign).append(inputs.get(i));
        }
        text.append(") -> ").append(kind.sign).append(node.output());
        text.append(node.isTried() ? " {retries=1}\n" : "\n");
        if (kind != Kind.TEXT) {
            partitioned.put(node.output(), random.nextInt(6) != 0);
        }
    }

    Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return text.toString() + partitioned;
    }

    /**
     * What the nodes do, as lines by which another process can do it.
     *
     * @param failing a node and a partition that fails
     * @param once where a file says that it has failed, if it fails only once; otherwise empty
     */
    record Behaviour(Path log, String failing, String once, Map<String, Integer> versions) {
        List<String> lines(PartitionGraph graph) {
            List<String> lines = new ArrayList<>(List.of(log.toString(), failing, once));
            graph.nodes.forEach(node ->
                    lines.add(node.name() + " " + node.kind() + " " + versions.get(node.name()) + " " + node.output()));
            graph.partitioned.keySet().forEach(name -> lines.add("partitioned " + name));
            graph.text.toString().lines().forEach(line -> lines.add("graph " + line));
            return lines;
        }
    }

    /** Makes the nodes in another process. */
    public static final class Script implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            StringBuilder graph = new StringBuilder();
            lines.stream()
                    .filter(line -> line.startsWith("graph "))
                    .forEach(line -> graph.append(line.substring(6)).append('\n'));
            TestPipeline pipeline = new TestPipeline(graph.toString());
            Path log = Path.of(lines.get(0));
            for (String line : lines.subList(3, lines.size())) {
                String[] words = line.split(" ");
                if (words[0].equals("graph")) {
                    continue;
                }
                if (words[0].equals("partitioned")) {
                    pipeline.type(
                            words[1],
                            GenericTypes.parameterized(
                                    Map.class, String.class, GenericTypes.parameterized(List.class, String.class)));
                    continue;
                }
                Call call = new Call(log, lines.get(1), lines.get(2), words[0], Kind.valueOf(words[1]), words[2]);
                pipeline.node(words[0], call::call).version(words[0], words[2]);
            }
            return pipeline;
        }
    }

    /** What a node makes of texts. */
    static List<String> made(String node, String version, String key, List<String> inputs) {
        String all = node + " " + version + " " + key + " " + inputs;
        String digest =
                UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
        return List.of(digest, "made by " + node);
    }

    /** The calls of one node. */
    private record Call(Path log, String failing, String once, String node, Kind kind, String version) {
        @SuppressWarnings("unchecked") // as the graph says
        Object[] call(Object[] in, NodeContext context) throws IOException {
            int inputs = in.length - (kind.takesOutput() ? 1 : 0);
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < inputs; i++) {
                values.add(value(in[i]));
            }
            List<String> texts = values.stream().map(Object::toString).toList();
            if (kind.isEach()) {
                return each(in[in.length - 1], texts, context.partition().orElseThrow());
            }
            if (kind == Kind.TEXT) {
                begin("");
                return new Object[] {made(node, version, "", texts).get(0)};
            }
            if (kind == Kind.SINK) {
                PartitionSink<Object> sink = (PartitionSink<Object>) in[inputs];
                for (Object key : ((Map<?, ?>) values.get(0)).keySet()) {
                    if (!sink.has((String) key)) {
                        begin((String) key);
                        sink.put((String) key, made(node, version, (String) key, texts));
                    }
                }
                return new Object[1];
            }
            begin("");
            TreeMap<String, Object> made = new TreeMap<>();
            ((Map<?, ?>) values.get(0))
                    .keySet()
                    .forEach(key -> made.put((String) key, made(node, version, (String) key, texts)));
            return new Object[] {made};
        }

        @SuppressWarnings("unchecked") // as the graph says
        private Object[] each(Object output, List<String> texts, String key) throws IOException {
            begin(key);
            List<String> made = made(node, version, key, texts);
            if (kind == Kind.EACH_SINK) {
                made.forEach(((Sink<Object>) output)::accept);
                return new Object[1];
            }
            return new Object[] {kind == Kind.EACH_STREAM ? made.stream() : made};
        }

        private void begin(String key) throws IOException {
            String line = (node + " " + key).strip();
            boolean fails = line.equals(failing) && (once.isEmpty() || Files.notExists(Path.of(once)));
            if (fails && !once.isEmpty()) {
                Files.createFile(Path.of(once));
            }
            synchronized (Call.class) {
                Files.writeString(
                        log,
                        (fails ? "failed " : "") + line + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            if (fails) {
                throw new IllegalStateException("told to fail");
            }
        }

        private static Object value(Object input) {
            if (input instanceof Supplier<?> lazy) {
                return value(lazy.get());
            }
            if (input instanceof Stream<?> stream) {
                return stream.toList();
            }
            if (input instanceof Partitions<?> partitions) {
                TreeMap<String, Object> all = new TreeMap<>();
                partitions.keys().forEach(key -> all.put(key, partitions.get(key)));
                return all;
            }
            if (input instanceof Map<?, ?> map) {
                return new TreeMap<>(map);
            }
            if (input instanceof Iterable<?> records) {
                List<Object> all = new ArrayList<>();
                records.forEach(all::add);
                return all;
            }
            return input;
        }
    }
}
