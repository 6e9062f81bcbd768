package dev.freshet.runtime.team;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A random pipeline of text datasets, the same for the whole team. */
final class TeamGraph {
    static final List<String> RAW = List.of("raw0", "raw1");
    static final List<String> PARAMETERS = List.of("p0", "p1");
    static final List<String> TAGS = List.of("red", "blue");
    private static final int NODES = 7;

    /** How a node keeps what it makes. */
    enum Kind {
        STORED,
        /** Makes two datasets. */
        DOUBLE,
        IN_MEMORY,
        /** Makes nothing. */
        SINK
    }

    /** A node that reads datasets and parameters. */
    record Node(
            String name, Kind kind, List<String> inputs, List<String> parameters, List<String> outputs, String tag) {
        boolean isStored() {
            return kind == Kind.STORED || kind == Kind.DOUBLE;
        }
    }

    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> inMemory = new HashSet<>();

    TeamGraph(Random random) {
        int count = 3 + random.nextInt(NODES - 2);
        List<String> readable = new ArrayList<>(RAW);
        for (int i = 0; i < count; i++) {
            // Of a pipeline that stores nothing, no run knows anything of an earlier one.
            Node node = node(random, i, readable, i == 0 ? Kind.STORED : kind(random));
            nodes.add(node);
            readable.addAll(node.outputs());
            if (node.kind() == Kind.IN_MEMORY) {
                inMemory.addAll(node.outputs());
                // A value in memory that nobody reads would not be made.
                Node reader = new Node(
                        "r" + i, Kind.STORED, node.outputs(), List.of(), List.of("e" + i), TAGS.get(random.nextInt(2)));
                nodes.add(reader);
                readable.addAll(reader.outputs());
            }
        }
    }

    private static Kind kind(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> Kind.IN_MEMORY;
            case 2 -> Kind.DOUBLE;
            case 3 -> Kind.SINK;
            default -> Kind.STORED;
        };
    }

    private static Node node(Random random, int number, List<String> readable, Kind kind) {
        Set<String> inputs = new HashSet<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            inputs.add(readable.get(random.nextInt(readable.size())));
        }
        List<String> parameters =
                PARAMETERS.stream().filter(name -> random.nextInt(4) == 0).toList();
        List<String> outputs = switch (kind) {
            case SINK -> List.of();
            case DOUBLE -> List.of("d" + number, "f" + number);
            default -> List.of("d" + number);
        };
        return new Node(
                "n" + number,
                kind,
                inputs.stream().sorted().toList(),
                parameters,
                outputs,
                TAGS.get(random.nextInt(2)));
    }

    /** The nodes, in an order in which they can run. */
    List<Node> nodes() {
        return nodes;
    }

    boolean isInMemory(String dataset) {
        return inMemory.contains(dataset);
    }

    /** The datasets that nodes store. */
    List<String> stored() {
        return nodes.stream()
                .filter(Node::isStored)
                .flatMap(node -> node.outputs().stream())
                .toList();
    }

    /** The nodes that make something of what these make, and these. */
    Set<Node> downstream(Node first) {
        Set<Node> found = new HashSet<>(Set.of(first));
        Set<String> made = new HashSet<>(first.outputs());
        for (Node node : nodes) {
            if (node.inputs().stream().anyMatch(made::contains)) {
                found.add(node);
                made.addAll(node.outputs());
            }
        }
        return found;
    }

    /** The nodes that make what this one is made of, and this. */
    Set<Node> upstream(Node last) {
        Set<Node> found = new HashSet<>(Set.of(last));
        Set<String> read = new HashSet<>(last.inputs());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            if (nodes.get(i).outputs().stream().anyMatch(read::contains)) {
                found.add(nodes.get(i));
                read.addAll(nodes.get(i).inputs());
            }
        }
        return found;
    }

    /** Returns the nodes among these that read what a node makes. */
    static boolean isRead(Node node, Set<Node> among) {
        return among.stream().anyMatch(reader -> reader.inputs().stream().anyMatch(node.outputs()::contains));
    }

    /** As the generated class of a pipeline has it. */
    @Override
    public String toString() {
        return nodes.stream()
                .map(node -> node.name() + " = P." + node.name() + "("
                        + Stream.concat(
                                        node.inputs().stream(),
                                        node.parameters().stream().map(name -> "params:" + name))
                                .collect(Collectors.joining(", "))
                        + ")"
                        + (node.outputs().isEmpty() ? "" : " -> " + String.join(", ", node.outputs()))
                        + " {tags=" + node.tag() + "}\n")
                .collect(Collectors.joining());
    }
}
