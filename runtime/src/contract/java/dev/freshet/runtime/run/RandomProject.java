package dev.freshet.runtime.run;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A random pipeline of text datasets and its files, which random steps change. */
final class RandomProject {
    /** A node whose outputs follow from its version, the helper's version, parameters and inputs. */
    static final class RandomNode {
        /** What its method is called, whatever the name of the node. */
        final String method;

        String name;
        int version;
        boolean usesHelper;
        final List<String> inputs = new ArrayList<>();
        final List<String> parameters = new ArrayList<>();
        final List<String> outputs = new ArrayList<>();

        RandomNode(String name) {
            this.name = name;
            method = name;
        }
    }

    private static final int NODES = 8;
    private static final int INPUTS = 2;
    private static final int PARAMETERS = 2;

    final Random random;
    final Path directory;
    final List<RandomNode> nodes = new ArrayList<>();
    final Map<String, String> parameters = new TreeMap<>();
    /** Of stored datasets the encoding that the catalog says; datasets that are missing here are in memory. */
    final Map<String, String> stored = new TreeMap<>();

    int helperVersion;
    String failing = "";
    private int serial;

    RandomProject(Random random, Path directory) throws IOException {
        this.random = random;
        this.directory = directory;
        for (int i = 0; i < INPUTS; i++) {
            stored.put("raw" + i, "UTF-8");
            write("raw" + i, "raw " + random.nextInt(5));
        }
        for (int i = 0; i < PARAMETERS; i++) {
            parameters.put("p" + i, Integer.toString(random.nextInt(5)));
        }
        int count = 1 + random.nextInt(NODES);
        for (int i = 0; i < count; i++) {
            addNode();
        }
    }

    private List<String> datasets() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            names.add("raw" + i);
        }
        nodes.forEach(node -> names.addAll(node.outputs));
        return names;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void addNode() {
        RandomNode node = new RandomNode("node" + serial++);
        node.usesHelper = random.nextInt(3) == 0;
        for (int i = random.nextInt(3); i >= 0; i--) {
            node.inputs.add(any(datasets()));
        }
        for (String parameter : parameters.keySet()) {
            if (random.nextInt(3) == 0) {
                node.parameters.add(parameter);
            }
        }
        for (int i = random.nextInt(8) == 0 ? -1 : random.nextInt(2); i >= 0; i--) {
            String output = "data" + serial++;
            node.outputs.add(output);
            if (random.nextInt(5) < 3) {
                stored.put(output, "UTF-8");
            }
        }
        nodes.add(node);
    }

    /** Changes something and says what. */
    String step() throws IOException {
        failing = "";
        RandomNode node = any(nodes);
        String dataset = any(datasets());
        return switch (random.nextInt(18)) {
            case 0, 1 -> {
                node.version++;
                yield "edit " + node.name;
            }
            case 2 -> {
                helperVersion++;
                yield "edit helper";
            }
            case 3 -> {
                String parameter = "p" + random.nextInt(PARAMETERS);
                parameters.put(parameter, Integer.toString(random.nextInt(3)));
                yield "set " + parameter;
            }
            case 4, 5 -> {
                String raw = "raw" + random.nextInt(INPUTS);
                write(raw, "raw " + random.nextInt(5));
                yield "write " + raw;
            }
            case 6 -> {
                String raw = "raw" + random.nextInt(INPUTS);
                write(raw, Files.readString(file(raw)));
                yield "touch " + raw;
            }
            case 7 -> {
                if (!dataset.startsWith("raw")) {
                    Files.deleteIfExists(file(dataset));
                }
                yield "delete " + dataset;
            }
            case 8 -> {
                if (Files.exists(file(dataset)) && !dataset.startsWith("raw")) {
                    write(dataset, (random.nextBoolean() ? "tampered " : "made ") + random.nextInt(3));
                }
                yield "tamper with " + dataset;
            }
            case 9 -> {
                failing = node.name;
                node.version++;
                yield "edit and fail " + node.name;
            }
            case 10 -> {
                node.name = "node" + serial++;
                yield "rename to " + node.name;
            }
            case 11 -> {
                addNode();
                yield "add " + nodes.get(nodes.size() - 1).name;
            }
            case 12 -> remove(node);
            case 13, 14 -> {
                node.version = random.nextInt(node.version + 1);
                yield "back to version " + node.version + " of " + node.name;
            }
            case 15 -> {
                helperVersion = random.nextInt(helperVersion + 1);
                yield "back to helper " + helperVersion;
            }
            default -> changeCatalog(dataset);
        };
    }

    /** The names of nodes that can run without the others: what those make is stored and there. */
    Set<String> slice() {
        Set<String> chosen = new TreeSet<>();
        for (RandomNode node : nodes) {
            boolean canRead = node.inputs.stream()
                    .allMatch(input -> makers(input).allMatch(maker -> chosen.contains(maker.name))
                            || (stored.containsKey(input) && Files.exists(file(input))));
            if (canRead && random.nextInt(3) > 0) {
                chosen.add(node.name);
            }
        }
        if (chosen.isEmpty()) {
            nodes.forEach(node -> chosen.add(node.name));
        }
        return chosen;
    }

    private Stream<RandomNode> makers(String dataset) {
        return nodes.stream().filter(node -> node.outputs.contains(dataset));
    }

    private String remove(RandomNode node) {
        boolean isRead = nodes.stream().anyMatch(other -> other.inputs.stream().anyMatch(node.outputs::contains));
        if (isRead || nodes.size() == 1) {
            return "nothing";
        }
        nodes.remove(node);
        node.outputs.forEach(stored::remove);
        return "remove " + node.name;
    }

    private String changeCatalog(String dataset) {
        if (dataset.startsWith("raw") || random.nextBoolean()) {
            stored.computeIfPresent(dataset, (name, encoding) -> encoding.equals("UTF-8") ? "US-ASCII" : "UTF-8");
            return "encoding of " + dataset;
        }
        if (stored.remove(dataset) == null) {
            stored.put(dataset, "UTF-8");
        }
        return "move " + dataset;
    }

    Path file(String dataset) {
        return directory.resolve("data").resolve(dataset + ".txt");
    }

    void write(String dataset, String text) throws IOException {
        Files.createDirectories(file(dataset).getParent());
        Files.writeString(file(dataset), text);
    }

    /** What a node makes of its inputs: few different texts, so that many changes end here. */
    String make(RandomNode node, int output, List<String> inputs) {
        return make(salt(node), output, inputs);
    }

    private String salt(RandomNode node) {
        return node.version / 2 + " " + (node.usesHelper ? helperVersion : 0) + " "
                + node.parameters.stream().map(parameters::get).toList();
    }

    private static String make(String salt, int output, List<String> inputs) {
        return "made " + Math.floorMod((salt + " " + output + " " + inputs).hashCode(), 3);
    }

    String fingerprint(RandomNode node) {
        return node.method + " " + node.version + (node.usesHelper ? " helper " + helperVersion : "");
    }

    /** What a node does, as a line that another process can do it by. */
    private record Behaviour(String name, int inputs, int outputs, boolean fails, String salt) {
        static Behaviour of(String line) {
            String[] words = line.split(" ", 5);
            return new Behaviour(
                    words[0],
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Boolean.parseBoolean(words[3]),
                    words[4]);
        }

        @Override
        public String toString() {
            return name + " " + inputs + " " + outputs + " " + fails + " " + salt;
        }

        Object[] call(Object[] in) {
            if (fails) {
                throw new IllegalStateException("told to fail");
            }
            List<String> read = new ArrayList<>();
            for (int i = 0; i < inputs; i++) {
                read.add((String) in[i]);
            }
            Object[] made = new Object[outputs];
            for (int i = 0; i < made.length; i++) {
                made[i] = make(salt, i, read);
            }
            return made;
        }
    }

    /** Makes the nodes in another process. */
    public static final class Script implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            int count = Integer.parseInt(lines.get(0));
            List<Behaviour> nodes =
                    lines.subList(1, count + 1).stream().map(Behaviour::of).toList();
            return RandomProject.pipeline(String.join("\n", lines.subList(count + 1, lines.size())), nodes);
        }
    }

    private List<Behaviour> behaviours() {
        return nodes.stream()
                .map(node -> new Behaviour(
                        node.name, node.inputs.size(), node.outputs.size(), node.name.equals(failing), salt(node)))
                .toList();
    }

    private static TestPipeline pipeline(String graph, List<Behaviour> nodes) {
        TestPipeline pipeline = new TestPipeline(graph);
        for (int i = 0; i < PARAMETERS; i++) {
            pipeline.type("params:p" + i, Integer.class);
        }
        nodes.forEach(node -> pipeline.node(node.name(), (in, context) -> node.call(in)));
        return pipeline;
    }

    /** @param id names the pipeline in the state */
    TestPipeline pipeline(String id) {
        return pipeline(toString(), behaviours()).id(id);
    }

    /** The same for worker processes. */
    ForkedPipeline forked() {
        List<String> lines = new ArrayList<>(List.of(Integer.toString(nodes.size())));
        behaviours().forEach(node -> lines.add(node.toString()));
        lines.add(toString());
        return ForkedPipeline.of(Script.class, lines);
    }

    private static String line(RandomNode node) {
        List<String> in = new ArrayList<>(node.inputs);
        node.parameters.forEach(name -> in.add("params:" + name));
        return node.name + " = P." + node.name + "(" + String.join(", ", in) + ")"
                + (node.outputs.isEmpty() ? "" : " -> " + String.join(", ", node.outputs)) + "\n";
    }

    @Override
    public String toString() {
        return nodes.stream().map(RandomProject::line).collect(Collectors.joining());
    }

    void writeConfiguration() throws IOException {
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.createDirectories(directory.resolve("conf/other"));
        StringBuilder catalog = new StringBuilder();
        stored.forEach((name, encoding) -> catalog.append(name)
                .append(":\n  type: text\n  path: data/")
                .append(name)
                .append(".txt\n  encoding: ")
                .append(encoding)
                .append('\n'));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Map<String, String> sorted = new LinkedHashMap<>(parameters);
        Files.writeString(
                base.resolve("parameters.yml"),
                sorted.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    CodeFingerprints fingerprints() {
        List<String> all = nodes.stream().map(this::fingerprint).toList();
        return new CodeFingerprints() {
            @Override
            public String fingerprint(int node) {
                return all.get(node);
            }

            @Override
            public String id() {
                return RandomProject.this.toString() + all;
            }

            @Override
            public Optional<ClassPath.Seen> source() {
                return Optional.of(ClassPath.of(List.of()).look());
            }

            @Override
            public List<String> changes(int node, String earlier, Function<String, LinkedParts> known) {
                return List.of();
            }
        };
    }
}
