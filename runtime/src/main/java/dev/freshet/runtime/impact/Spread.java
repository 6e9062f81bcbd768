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
 * How a change spreads over a graph, by the rules of a run. What a node stores may be the same again, so that its
 * readers may run. What it makes in memory counts by what it is made of, so that it differs for certain. A node whose
 * outputs are all in memory runs if a node that runs needs them. The page has the same rules in {@code spread.js}.
 */
final class Spread {
    private final GraphDocument document;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Dataset> datasets = new HashMap<>();
    /** By node, the datasets that are another form of what it makes. */
    private final Map<String, List<String>> otherForms = new HashMap<>();

    private final Map<String, Effect> direct = new HashMap<>();
    /** Nodes that make an output again that others change, of what it was made of before. */
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

    /** Something that a node is made of changes. */
    void hit(String node, Effect effect) {
        direct.merge(node, effect, Effect::or);
    }

    /** The content of a dataset changes, or that of a parameter. */
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

    /** Returns the effect on each node, by name; that on a node that does not run is {@link Certainty#NO}. */
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

    /** What a node that runs needs in memory is made for it. */
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

    /** Whether a node runs only if another needs what it makes. */
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

    /** Whether a change makes no difference to when a node runs. */
    private boolean isFixed(Node node) {
        String rerun = node.options().rerun();
        return !isOnDemand(node) && (rerun.equals("NEVER") || rerun.equals("WHEN_MISSING"));
    }
}
