package dev.freshet.runtime.graph;

import static java.util.Objects.requireNonNull;

import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.State;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The picture of a document: boxes for nodes and datasets, and edges between them, without parameters.
 *
 * @param edges the edges, each once
 */
record GraphPicture(List<Box> boxes, List<Edge> edges) {
    /** The kinds of boxes. */
    enum Kind {
        NODE,
        NAMESPACE,
        STORED,
        MEMORY
    }

    /**
     * A box. Its number is its index in the list.
     *
     * @param namespace the namespace in which it is drawn; empty for none
     * @param lines the lines below its name
     * @param state the state of the node, or of a namespace in which a node runs; empty if there is none
     */
    record Box(Kind kind, String namespace, String name, List<String> lines, Optional<State> state) {}

    /**
     * An edge between two boxes.
     *
     * @param isOrderOnly whether the edge is an order without data
     */
    record Edge(int from, int to, boolean isOrderOnly) {}

    /** Returns how many parts the longest namespace has. */
    static int deepest(GraphDocument document) {
        return document.nodes().stream()
                .mapToInt(node -> parts(node.namespace()).size())
                .max()
                .orElse(0);
    }

    /**
     * Returns the picture of a document.
     *
     * @param depth the number of parts of a namespace beyond which it is one box
     */
    static GraphPicture of(GraphDocument document, int depth) {
        return new Drawing(document, depth).picture();
    }

    private static List<String> parts(String namespace) {
        return namespace.isEmpty() ? List.of() : List.of(namespace.split("\\.", -1));
    }

    /** Returns the first boxes, and the edges between them. */
    GraphPicture first(int boxCount, int edgeCount) {
        return new GraphPicture(
                boxes.subList(0, boxCount),
                edges.stream()
                        .filter(edge -> edge.from() < boxCount && edge.to() < boxCount)
                        .limit(edgeCount)
                        .toList());
    }

    private static final class Drawing {
        private final GraphDocument document;
        private final int depth;
        private final List<Box> boxes = new ArrayList<>();
        private final Set<Edge> edges = new LinkedHashSet<>();
        private final Map<String, Integer> ofNode = new LinkedHashMap<>();
        private final Map<String, Integer> ofNamespace = new LinkedHashMap<>();
        private final Map<String, Integer> ofDataset = new LinkedHashMap<>();
        private final Map<String, Dataset> datasets = new LinkedHashMap<>();

        Drawing(GraphDocument document, int depth) {
            this.document = document;
            this.depth = depth;
            document.nodes().forEach(node -> ofNode.put(node.name(), -1));
            document.datasets().forEach(dataset -> datasets.put(dataset.name(), dataset));
        }

        GraphPicture picture() {
            for (Node node : document.nodes()) {
                ofNode.put(node.name(), box(node));
            }
            List<Dataset> shown = document.datasets().stream()
                    .filter(dataset -> dataset.storage() != Storage.PARAMETER)
                    .filter(this::isSeen)
                    .toList();
            interleave(shown);
            for (Node node : document.nodes()) {
                node.after().forEach(earlier -> connect(number(earlier), number(node.name()), true));
            }
            return new GraphPicture(List.copyOf(boxes), List.copyOf(edges));
        }

        private int number(String node) {
            return ofNode.getOrDefault(node, -1);
        }

        private int box(Node node) {
            List<String> parts = parts(node.namespace());
            if (parts.size() <= depth) {
                return add(new Box(
                        Kind.NODE,
                        node.namespace(),
                        node.name(),
                        words(node),
                        node.status().map(GraphDocument.Status::state)));
            }
            String namespace = String.join(".", parts.subList(0, depth + 1));
            return ofNamespace.computeIfAbsent(namespace, name -> add(summary(name, parts.subList(0, depth))));
        }

        private static List<String> words(Node node) {
            return node.status().map(status -> List.of(status.state().word())).orElse(List.of());
        }

        private Box summary(String namespace, List<String> above) {
            List<Node> inside = document.nodes().stream()
                    .filter(node -> node.name().startsWith(namespace + "."))
                    .toList();
            long stale = inside.stream()
                    .filter(node -> node.status()
                            .map(GraphDocument.Status::state)
                            .filter(State.RUN::equals)
                            .isPresent())
                    .count();
            List<String> lines = new ArrayList<>();
            lines.add(inside.size() + (inside.size() == 1 ? " node" : " nodes"));
            if (stale > 0) {
                lines.add(stale + " run");
            }
            return new Box(
                    Kind.NAMESPACE,
                    String.join(".", above),
                    namespace,
                    lines,
                    stale > 0 ? Optional.of(State.RUN) : Optional.empty());
        }

        /** Returns whether a dataset is drawn, because its nodes are not all in one box. */
        private boolean isSeen(Dataset dataset) {
            Set<Integer> ends = new LinkedHashSet<>();
            dataset.producer().ifPresent(producer -> ends.add(number(producer)));
            dataset.readers().forEach(reader -> ends.add(number(reader)));
            return ends.size() > 1
                    || ends.stream().anyMatch(end -> end >= 0 && boxes.get(end).kind() == Kind.NODE);
        }

        /** Puts each dataset beside the first node that mentions it, so that the first boxes belong together. */
        private void interleave(List<Dataset> shown) {
            List<Box> nodes = List.copyOf(boxes);
            Map<String, Integer> before = new LinkedHashMap<>(ofNode);
            Set<String> names = new LinkedHashSet<>();
            shown.forEach(dataset -> names.add(dataset.name()));
            boxes.clear();
            int[] moved = new int[nodes.size()];
            Arrays.fill(moved, -1);
            for (Node node : document.nodes()) {
                int old = requireNonNull(before.get(node.name()));
                node.inputs().forEach(use -> addDataset(use.dataset(), names));
                if (moved[old] < 0) {
                    moved[old] = add(nodes.get(old));
                }
                ofNode.put(node.name(), moved[old]);
                node.outputs().forEach(use -> addDataset(use.dataset(), names));
            }
            for (Dataset dataset : shown) {
                int box = requireNonNull(ofDataset.get(dataset.name()));
                dataset.producer().ifPresent(producer -> connect(number(producer), box, false));
                dataset.readers().forEach(reader -> connect(box, number(reader), false));
            }
        }

        private void addDataset(String name, Set<String> shown) {
            Dataset dataset = datasets.get(name);
            if (dataset != null && shown.contains(name)) {
                ofDataset.computeIfAbsent(name, each -> add(box(dataset)));
            }
        }

        private Box box(Dataset dataset) {
            boolean isStored = dataset.storage() == Storage.STORED;
            String namespace = dataset.producer()
                    .map(producer -> producer.substring(0, Math.max(0, producer.lastIndexOf('.'))))
                    .orElse("");
            List<String> parts = parts(namespace);
            return new Box(
                    isStored ? Kind.STORED : Kind.MEMORY,
                    String.join(".", parts.subList(0, Math.min(depth, parts.size()))),
                    dataset.name(),
                    List.of(isStored ? dataset.type() : "in memory"),
                    Optional.empty());
        }

        private int add(Box box) {
            boxes.add(box);
            return boxes.size() - 1;
        }

        private void connect(int from, int to, boolean isOrderOnly) {
            if (from >= 0 && to >= 0 && from != to) {
                edges.add(new Edge(from, to, isOrderOnly));
            }
        }
    }
}
