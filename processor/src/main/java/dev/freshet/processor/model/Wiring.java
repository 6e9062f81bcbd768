package dev.freshet.processor.model;

import dev.freshet.wiring.DatasetName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** The dependencies between the nodes of a pipeline, through data and {@code after}. */
public final class Wiring {
    /** A node and the output that produces a dataset. */
    public record Producer(NodeModel node, OutputModel output) {}

    /** A node and the input that reads a dataset. */
    public record Consumer(NodeModel node, InputModel input) {}

    private final List<NodeModel> nodes;
    private final Map<String, Producer> producers = new LinkedHashMap<>();
    private final Map<String, List<Consumer>> consumers = new LinkedHashMap<>();
    private final Map<String, NodeModel> byName = new HashMap<>();
    private final Map<NodeModel, Set<NodeModel>> predecessors = new HashMap<>();

    /** Wires the nodes. If two nodes have the same name, the earlier one keeps it. */
    public Wiring(PipelineModel pipeline) {
        nodes = pipeline.nodes();
        for (NodeModel node : nodes) {
            byName.putIfAbsent(node.name(), node);
            node.outputs().forEach(output -> producers.putIfAbsent(output.name().base(), new Producer(node, output)));
            node.inputs()
                    .forEach(input -> consumers
                            .computeIfAbsent(input.name().base(), base -> new ArrayList<>())
                            .add(new Consumer(node, input)));
        }
        nodes.forEach(node -> predecessors.put(node, findPredecessors(node)));
    }

    private Set<NodeModel> findPredecessors(NodeModel node) {
        Set<NodeModel> found = new LinkedHashSet<>();
        node.inputs().forEach(input -> producer(input.name()).ifPresent(producer -> found.add(producer.node())));
        node.after().forEach(after -> node(after.node()).ifPresent(found::add));
        return Collections.unmodifiableSet(found);
    }

    /** Returns the producer of a dataset, under this name or another variant of it. */
    public Optional<Producer> producer(DatasetName name) {
        return Optional.ofNullable(producers.get(name.base()));
    }

    /** Returns all producers by the base names of their datasets, in order of declaration. */
    public Map<String, Producer> producers() {
        return Collections.unmodifiableMap(producers);
    }

    /** Returns the consumers of a dataset, in any variant, in order of declaration. */
    public List<Consumer> consumers(DatasetName name) {
        return Collections.unmodifiableList(consumers.getOrDefault(name.base(), List.of()));
    }

    /** Returns the first node with a name. */
    public Optional<NodeModel> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the nodes that a node waits for, each once, in order of mention. */
    public Set<NodeModel> predecessors(NodeModel node) {
        return predecessors.getOrDefault(node, Set.of());
    }

    /**
     * Returns the nodes in an order in which each comes after its predecessors. Among several candidates, the one
     * declared first comes first. Nodes on a cycle and their successors are left out.
     */
    public List<NodeModel> order() {
        Map<NodeModel, Integer> rank = new HashMap<>();
        Map<NodeModel, Integer> waiting = new HashMap<>();
        Map<NodeModel, List<NodeModel>> successors = new HashMap<>();
        for (NodeModel node : nodes) {
            rank.put(node, rank.size());
            waiting.put(node, predecessors(node).size());
            predecessors(node)
                    .forEach(earlier -> successors
                            .computeIfAbsent(earlier, key -> new ArrayList<>())
                            .add(node));
        }
        PriorityQueue<NodeModel> ready =
                new PriorityQueue<>((a, b) -> Integer.compare(rank.getOrDefault(a, 0), rank.getOrDefault(b, 0)));
        nodes.stream().filter(node -> predecessors(node).isEmpty()).forEach(ready::add);
        List<NodeModel> order = new ArrayList<>(nodes.size());
        while (!ready.isEmpty()) {
            NodeModel node = ready.remove();
            order.add(node);
            for (NodeModel successor : successors.getOrDefault(node, List.of())) {
                if (waiting.merge(successor, -1, Integer::sum) == 0) {
                    ready.add(successor);
                }
            }
        }
        return order;
    }
}
