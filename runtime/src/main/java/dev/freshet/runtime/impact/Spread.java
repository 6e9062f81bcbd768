package dev.freshet.runtime.impact;

import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphDocument.Dataset;
import dev.freshet.runtime.graph.GraphDocument.Node;
import dev.freshet.runtime.graph.GraphDocument.Storage;
import dev.freshet.runtime.graph.GraphDocument.Use;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Spreads a change over a graph, by the rules of a run. A stored output may be equal to the earlier one, so its
 * consumers may run. The version of a value in memory is a digest of what it was made from, so it differs for certain.
 * A node whose outputs are all in memory runs if a node that runs needs them. The page has the same rules in {@code
 * spread.js}.
 */
final class Spread {
    private final GraphDocument document;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Dataset> datasets = new HashMap<>();
    /** The datasets that are other variants of a node's outputs, by node. */
    private final Map<String, List<String>> otherForms = new HashMap<>();

    private final Map<String, Effect> direct = new HashMap<>();
    /** Nodes that make an output again because somebody else changed it, from the same inputs as before. */
    private final Map<String, Effect> remade = new HashMap<>();

    private final Map<String, Certainty> differs = new HashMap<>();
    private final Map<String, Effect> runs = new HashMap<>();
    private boolean isSettled;

    Spread(GraphDocument document) {
        this.document = document;
        document.datasets().forEach(dataset -> datasets.put(dataset.name(), dataset));
        document.nodes().forEach(node -> nodes.put(node.name(), node));
        for (Dataset dataset : document.datasets()) {
            producer(dataset.name())
                    .filter(node -> node.outputs().stream()
                            .noneMatch(use -> use.dataset().equals(dataset.name())))
                    .ifPresent(node -> otherForms
                            .computeIfAbsent(node.name(), unknown -> new ArrayList<>())
                            .add(dataset.name()));
        }
    }

    /** Something changes that determines a node's outputs. */
    void hit(String node, Effect effect) {
        direct.merge(node, effect, Effect::or);
    }

    /** The content of a dataset or a parameter changes. */
    void change(String dataset, Certainty certainty) {
        Optional<Node> producer = producer(dataset).filter(node -> isStored(dataset) && !isFixed(node));
        if (producer.isPresent()) {
            remade.merge(producer.get().name(), new Effect(certainty, "makes " + dataset), Effect::or);
        } else {
            differ(dataset, certainty);
        }
    }

    /** Returns the node that makes a dataset, if it is in the document. */
    private Optional<Node> producer(String dataset) {
        return dataset(dataset).producer().map(nodes::get);
    }

    /** Returns the effect on each node, by name; {@link Certainty#NO} for a node that does not run. */
    Map<String, Effect> effects() {
        do {
            isSettled = true;
            document.nodes().forEach(this::decide);
            for (int node = document.nodes().size() - 1; node >= 0; node--) {
                demand(document.nodes().get(node));
            }
        } while (!isSettled);
        return runs;
    }

    private void decide(Node node) {
        Effect cause = direct.getOrDefault(node.name(), Effect.NONE);
        for (Use use : node.inputs()) {
            Certainty input = differs.getOrDefault(use.dataset(), Certainty.NO);
            cause = cause.or(new Effect(input, input == Certainty.WILL ? "reads " + use.dataset() : ifChanged(use)));
        }
        if (!isOnDemand(node) && !isFixed(node)) {
            run(node, remade.getOrDefault(node.name(), Effect.NONE).or(cause));
        }
        boolean runs = effect(node).certainty() != Certainty.NO;
        for (Use use : node.outputs()) {
            if (isStored(use.dataset())) {
                differ(use.dataset(), runs ? Certainty.MAY : Certainty.NO);
            } else {
                differ(use.dataset(), cause.certainty());
            }
        }
        otherForms
                .getOrDefault(node.name(), List.of())
                .forEach(dataset -> differ(dataset, runs ? Certainty.MAY : Certainty.NO));
    }

    private static String ifChanged(Use use) {
        return "if " + use.dataset() + " changes";
    }

    /** Lets nodes run that make inputs in memory for a node that runs. */
    private void demand(Node node) {
        Certainty certainty = effect(node).certainty();
        for (Use use : certainty == Certainty.NO ? List.<Use>of() : node.inputs()) {
            if (dataset(use.dataset()).storage() == Storage.MEMORY) {
                String why = (certainty == Certainty.WILL ? "" : "if ") + node.name() + " needs " + use.dataset();
                producer(use.dataset()).ifPresent(producer -> run(producer, new Effect(certainty, why)));
            }
        }
    }

    private Effect effect(Node node) {
        return runs.getOrDefault(node.name(), Effect.NONE);
    }

    private void run(Node node, Effect effect) {
        if (effect.certainty().compareTo(effect(node).certainty()) > 0) {
            runs.put(node.name(), effect);
            isSettled = false;
        }
    }

    private void differ(String dataset, Certainty certainty) {
        if (certainty.compareTo(differs.getOrDefault(dataset, Certainty.NO)) > 0) {
            differs.put(dataset, certainty);
            isSettled = false;
        }
    }

    private Dataset dataset(String name) {
        return Objects.requireNonNull(datasets.get(name), name);
    }

    private boolean isStored(String dataset) {
        return dataset(dataset).storage() == Storage.STORED;
    }

    /** Returns whether a node runs only if another node needs its outputs. */
    private boolean isOnDemand(Node node) {
        boolean isRead = false;
        for (Use use : node.outputs()) {
            if (isStored(use.dataset())) {
                return false;
            }
            isRead |= !dataset(use.dataset()).readers().isEmpty();
        }
        return isRead
                && !otherForms.containsKey(node.name())
                && !node.options().rerun().equals("ALWAYS");
    }

    /** Returns whether a node's declaration prevents changes from making it run. */
    private boolean isFixed(Node node) {
        String rerun = node.options().rerun();
        return !isOnDemand(node) && (rerun.equals("NEVER") || rerun.equals("WHEN_MISSING"));
    }
}
