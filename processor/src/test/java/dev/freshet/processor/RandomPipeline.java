package dev.freshet.processor;

import dev.freshet.processor.RandomNode.How;
import dev.freshet.processor.RandomNode.Kind;
import dev.freshet.processor.RandomNode.Port;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pipeline that includes others, once, several times or within each other: its sources, and its nodes with their full names. */
final class RandomPipeline {
    private static final List<String> NAMESPACES = List.of("eu", "us", "a.b", "demo", "made");
    private static final List<String> ODD = List.of(
            "failure",
            "made",
            "call",
            "inputs",
            "outputs",
            "contexts",
            "context",
            "node",
            "part",
            "p",
            "x_y",
            "failed");
    private static final List<How> EACH_OUTPUTS = List.of(How.EACH, How.EACH, How.EACH_STREAM, How.EACH_SINK);
    private static final List<String> NUMBERS = List.of("p.a", "p.b", "q.a", "d0", "d1");
    private static final List<String> TEXTS = List.of("p.t", "q.t", "d2.t");

    private final Random random;
    private final String className;
    private final boolean instance;
    private final List<String> includes = new ArrayList<>();
    private final List<RandomNode> nodes = new ArrayList<>();
    private final List<RandomNode> own = new ArrayList<>();
    /** Datasets of which there is one of that name, by base name. */
    private final Map<String, Port> known = new LinkedHashMap<>();

    private final Set<String> produced = new LinkedHashSet<>();
    /** Names that are in use, or will be. */
    private final Set<String> taken = new LinkedHashSet<>();

    private boolean retyped;

    private RandomPipeline(Random random, String className) {
        this.random = random;
        this.className = className;
        instance = random.nextInt(4) == 0;
    }

    /** The pipeline of a seed, with those that it includes, the innermost first. */
    static List<RandomPipeline> of(long seed) {
        Random random = new Random(seed);
        List<RandomPipeline> all = new ArrayList<>();
        for (String name : List.of("In", "Mid", "Top").subList(random.nextInt(2), 3)) {
            RandomPipeline pipeline = new RandomPipeline(random, name.equals("Top") ? name : "Top." + name);
            int times = all.isEmpty() ? 0 : 1 + random.nextInt(2);
            for (int i = 0; i < times; i++) {
                pipeline.include(all.get(random.nextInt(3) == 0 ? 0 : all.size() - 1));
            }
            int count = 2 + random.nextInt(6);
            for (int i = 0; i < count; i++) {
                pipeline.addNode();
            }
            all.add(pipeline);
        }
        if (random.nextInt(25) == 0) {
            all.get(all.size() - 1).addMany();
        }
        return all;
    }

    List<RandomNode> nodes() {
        return nodes;
    }

    /** Whether a dataset is read as another type than it is made, so that there is no {@code call}. */
    boolean isRetyped() {
        return retyped;
    }

    /** Annotation, class header and nodes; without the last brace, so that classes can be nested. */
    String open() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        List<String> free = known.values().stream()
                .filter(port -> !port.isParameter())
                .map(Port::base)
                .filter(name -> !produced.contains(name))
                .toList();
        StringBuilder text = new StringBuilder("@Pipeline(inputs = " + strings(free) + ", include = {"
                + String.join(", ", includes) + "})\npublic "
                + (simple.equals("Top") ? "" : "static ") + "class " + simple + " {\n");
        own.forEach(node -> text.append(node.source()));
        return text.toString();
    }

    /** Whether another node takes the outcome of something that a node makes. */
    boolean isCaught(RandomNode node) {
        Set<String> made = node.outputs().stream().map(Port::base).collect(Collectors.toSet());
        return nodes.stream()
                .flatMap(reader -> reader.inputs().stream())
                .anyMatch(input -> input.how() == How.OUTCOME && made.contains(input.base()));
    }

    private void include(RandomPipeline child) {
        List<String> left = new ArrayList<>(NAMESPACES);
        left.removeIf(name -> includes.stream().anyMatch(text -> text.contains("as = \"" + name + "\"")));
        String as = random.nextInt(5) == 0 && isDisjoint(child) ? "" : left.get(random.nextInt(left.size()));
        if (as.isEmpty()) {
            taken.addAll(child.known.keySet());
        }
        Map<String, String> datasets = new LinkedHashMap<>();
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        child.known.forEach((name, port) -> {
            boolean isMade = child.produced.contains(name);
            if (!port.isParameter() && random.nextInt(isMade ? 4 : 2) == 0) {
                String other = isMade ? freshName() : sameKind(port).orElseGet(this::freshName);
                datasets.put(name, other);
                (isMade ? outputs : inputs).add(name.equals(other) ? name : name + " = " + other);
                if (!isMade) {
                    known.putIfAbsent(other, new Port(other, port.kind(), How.VALUE));
                }
            }
        });
        Map<String, String> parameters = mappedParameters(child);
        includes.add("@Include(value = " + child.className + ".class, as = \"" + as + "\", inputs = " + strings(inputs)
                + ", outputs = " + strings(outputs) + ", parameters = "
                + strings(parameters.entrySet().stream()
                        .map(each -> each.getKey() + " = " + each.getValue())
                        .toList())
                + ")");
        String prefix = as.isEmpty() ? "" : as + ".";
        UnaryOperator<String> renaming = name -> rename(name, prefix, datasets, parameters);
        child.nodes.forEach(node -> take(node.renamed(name -> prefix + name, renaming)));
        retyped |= child.retyped;
    }

    private static String strings(List<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", ", "{", "}"));
    }

    private boolean isDisjoint(RandomPipeline child) {
        Set<String> names = nodes.stream().map(RandomNode::name).collect(Collectors.toSet());
        return child.known.keySet().stream().noneMatch(taken::contains)
                && child.nodes.stream().map(RandomNode::name).noneMatch(names::contains);
    }

    /** Single ones, and the group {@code p}. */
    private Map<String, String> mappedParameters(RandomPipeline child) {
        Map<String, String> mapped = new LinkedHashMap<>();
        for (Port port : child.known.values()) {
            String path = port.name().replaceFirst("params:", "");
            if (port.name().startsWith("params:") && random.nextInt(3) == 0) {
                List<String> others = port.kind() == Kind.INT ? List.of("q.a", "z.c", "d0") : List.of("q.t", "z.t");
                mapped.put(path, others.get(random.nextInt(others.size())));
            }
            if (path.startsWith("p.") && random.nextInt(6) == 0) {
                mapped.put("p", "g.h");
            }
        }
        return mapped;
    }

    private static String rename(
            String name, String prefix, Map<String, String> datasets, Map<String, String> parameters) {
        if (name.equals("parameters")) {
            return name;
        }
        if (name.startsWith("params:")) {
            String path = name.substring("params:".length());
            if (parameters.containsKey(path)) {
                return "params:" + parameters.get(path);
            }
            return path.startsWith("p.") && parameters.containsKey("p")
                    ? "params:" + parameters.get("p") + path.substring(1)
                    : "params:" + prefix + path;
        }
        String base = name.replaceFirst("@.*", "");
        return datasets.getOrDefault(base, prefix + base) + name.substring(base.length());
    }

    private Optional<String> sameKind(Port port) {
        List<String> same = known.values().stream()
                .filter(other -> other.kind() == port.kind()
                        && !other.isParameter()
                        && other.name().equals(other.base()))
                .map(Port::name)
                .toList();
        return same.isEmpty() || random.nextInt(3) == 0
                ? Optional.empty()
                : Optional.of(same.get(random.nextInt(same.size())));
    }

    private String freshName() {
        if (random.nextInt(4) == 0) {
            String odd = ODD.get(random.nextInt(ODD.size()));
            if (taken.add(odd)) {
                return odd;
            }
        }
        for (int i = 0; ; i++) {
            if (taken.add("d" + i)) {
                return "d" + i;
            }
        }
    }

    private void take(RandomNode node) {
        nodes.add(node);
        node.outputs().forEach(output -> {
            known.put(output.base(), output);
            produced.add(output.base());
        });
        node.inputs().stream()
                .filter(input -> !produced.contains(input.base()))
                .forEach(input -> known.putIfAbsent(input.base(), input));
    }

    private void addNode() {
        Map<String, Port> inputs = new LinkedHashMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Port input = random.nextInt(4) == 0
                    ? parameter()
                    : dataset(inputs.values().stream().noneMatch(Port::isEach));
            inputs.putIfAbsent(input.base(), input);
        }
        boolean isEach = inputs.values().stream().anyMatch(Port::isEach);
        add(List.copyOf(inputs.values()), isEach ? eachOutputs() : outputs());
    }

    /** So many that one method cannot call them, nor one constructor take what they make. */
    private void addMany() {
        Port read = new Port(freshName(), Kind.ROWS, How.VALUE);
        for (int i = 0; i < 300; i++) {
            add(List.of(read), List.of(new Port("many_" + i, Kind.INT, How.VALUE)));
        }
    }

    private void add(List<Port> inputs, List<Port> outputs) {
        boolean isVoid = outputs.isEmpty();
        List<String> after = isVoid
                ? nodes.stream()
                        .filter(node -> node.outputs().isEmpty() && random.nextInt(3) == 0)
                        .map(RandomNode::name)
                        .toList()
                : List.of();
        String name = "n" + own.size();
        boolean isTaken = nodes.stream().anyMatch(node -> node.name().equals(name));
        RandomNode node = new RandomNode(
                className,
                "m" + own.size(),
                isTaken ? "own_" + name : name,
                inputs,
                outputs,
                after,
                isVoid || random.nextInt(4) == 0,
                random.nextInt(8) == 0,
                instance,
                random.nextBoolean());
        own.add(node);
        take(node);
    }

    private Port parameter() {
        if (random.nextInt(8) == 0) {
            return new Port("parameters", Kind.ALL, How.VALUE);
        }
        boolean isNumber = random.nextInt(3) > 0;
        List<String> paths = isNumber ? NUMBERS : TEXTS;
        return new Port(
                "params:" + paths.get(random.nextInt(paths.size())), isNumber ? Kind.INT : Kind.TEXT, How.VALUE);
    }

    private Port dataset(boolean mayBeEach) {
        List<Port> there =
                known.values().stream().filter(port -> !port.isParameter()).toList();
        Port port = there.isEmpty() || random.nextInt(4) == 0
                ? new Port(freshName(), kind(), How.VALUE)
                : there.get(random.nextInt(there.size()));
        boolean isMade = produced.contains(port.base());
        Kind kind = port.kind();
        String name = port.name();
        if (isMade && port.name().endsWith("@made")) {
            boolean asLines = kind == Kind.TEXT;
            retyped |= asLines;
            kind = asLines ? Kind.LINES : kind;
            name = port.base() + "@read";
        }
        List<How> forms = new ArrayList<>(
                switch (kind) {
                    case ROWS -> List.of(How.VALUE, How.COLLECTION, How.STREAM, How.ITERABLE, How.LAZY);
                    case LINES -> List.of(How.VALUE, How.STREAM, How.ITERABLE);
                    case PARTS -> List.of(How.VALUE, How.PARTITIONS, How.LAZY);
                    default -> List.of(How.VALUE, How.LAZY);
                });
        if (kind == Kind.PARTS && mayBeEach) {
            forms.addAll(List.of(How.EACH, How.EACH_STREAM, How.EACH_ITERABLE, How.EACH_LAZY));
        }
        if (isMade && kind != Kind.LINES) {
            forms.add(How.OUTCOME);
        }
        return new Port(name, kind, forms.get(random.nextInt(forms.size())));
    }

    private Kind kind() {
        return List.of(Kind.INT, Kind.TEXT, Kind.ROWS, Kind.ROWS, Kind.PARTS).get(random.nextInt(5));
    }

    private List<Port> eachOutputs() {
        List<Port> outputs = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        int count = 1 + random.nextInt(2);
        while (names.size() < count) {
            names.add(freshName());
        }
        // Sinks follow what is returned.
        List<How> forms = Stream.generate(() -> EACH_OUTPUTS.get(random.nextInt(EACH_OUTPUTS.size())))
                .limit(count)
                .sorted()
                .toList();
        names.forEach(name -> outputs.add(new Port(name, Kind.PARTS, forms.get(outputs.size()))));
        return outputs;
    }

    private List<Port> outputs() {
        Map<String, Port> returned = new LinkedHashMap<>();
        Map<String, Port> sinks = new HashMap<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Kind kind = kind();
            boolean isSink = (kind == Kind.ROWS || kind == Kind.PARTS) && random.nextBoolean();
            String name = freshName();
            if (isSink) {
                sinks.put(name, new Port(name, kind, kind == Kind.ROWS ? How.SINK : How.PARTITION_SINK));
            } else {
                String format = kind != Kind.PARTS && random.nextInt(8) == 0 ? "@made" : "";
                boolean isStream = kind == Kind.ROWS && random.nextInt(3) == 0;
                returned.put(name, new Port(name + format, kind, isStream ? How.STREAM : How.VALUE));
            }
        }
        List<Port> all = new ArrayList<>(returned.values());
        all.addAll(sinks.values());
        return all;
    }
}
