package dev.freshet.runtime.change.detection;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.catalog.CatalogPlaces;
import dev.freshet.dataset.catalog.CatalogPlaces.Located;
import dev.freshet.fingerprint.Digest;
import dev.freshet.runtime.plan.PipelineGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The slot of each node in the state, and the places of its outputs. Both are equal for all nodes that store the same
 * outputs in the same places. A checkout's files count as places of its workspace, wherever the checkout is. All texts
 * are digests, so that they reveal no path.
 */
public final class Slots {
    private final String workspace;
    private final List<String> sharedPaths = new ArrayList<>();
    private final List<String> slots = new ArrayList<>();
    private final List<Optional<String>> places = new ArrayList<>();
    /** The datasets whose places are the same for all checkouts. */
    private final BitSet shared = new BitSet();

    /**
     * The facts that decide which files belong to a checkout.
     *
     * @param project the directory of the checkout
     * @param sharedPaths the directories that are the same place on every machine
     * @param workspace the id of the checkout
     */
    public record Checkout(Path project, List<Path> sharedPaths, String workspace) {}

    private Slots(String workspace) {
        this.workspace = workspace;
    }

    /**
     * Determines the slots and places of all nodes of a pipeline.
     *
     * @param key names the pipeline and its environment in the state
     */
    public static Slots of(PipelineGraph graph, String key, Catalog catalog, Checkout checkout) {
        Slots slots = new Slots(checkout.workspace());
        CatalogPlaces found = new CatalogPlaces(catalog);
        String directory = directory(found, checkout.project());
        for (Path shared : checkout.sharedPaths()) {
            slots.sharedPaths.add(directory(found, shared));
        }
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            Optional<Located> located =
                    graph.isParameter(dataset) ? Optional.empty() : located(found, graph.dataset(dataset));
            slots.places.add(located.map(place -> slots.place(place, directory)));
            slots.shared.set(dataset, located.filter(slots::isShared).isPresent());
        }
        for (int node = 0; node < graph.nodeCount(); node++) {
            slots.slots.add(slots.slot(graph, node, key));
        }
        return slots;
    }

    private static String directory(CatalogPlaces places, Path path) {
        return places.directory(path).toString().replace('\\', '/') + "/";
    }

    private static Optional<Located> located(CatalogPlaces places, String dataset) {
        try {
            return places.of(dataset);
        } catch (ConfigException mistaken) {
            return Optional.empty();
        }
    }

    private boolean isShared(Located located) {
        return !located.isOnThisMachine()
                || sharedPaths.stream().anyMatch(located.place().text()::startsWith);
    }

    private String place(Located located, String directory) {
        String text = located.place().text();
        Digest digest = new Digest();
        if (isShared(located)) {
            digest.add("shared").add(text);
        } else if (text.startsWith(directory)) {
            digest.add("workspace").add(workspace).add(text.substring(directory.length()));
        } else {
            digest.add("machine").add(workspace).add(text);
        }
        return digest.hex();
    }

    private String slot(PipelineGraph graph, int node, String key) {
        TreeSet<String> stored = new TreeSet<>();
        for (int output : graph.outputs(node)) {
            places.get(output).ifPresent(stored::add);
        }
        Digest digest = new Digest();
        if (stored.isEmpty()) {
            digest.add("node").add(workspace).add(key).add(graph.node(node));
        } else {
            digest.add("outputs");
            stored.forEach(digest::add);
        }
        return digest.hex();
    }

    /** Returns the places of a node's outputs to which other checkouts can also write. */
    public NavigableSet<String> sharedPlaces(PipelineGraph graph, int node) {
        NavigableSet<String> stored = new TreeSet<>();
        for (int output : graph.outputs(node)) {
            if (shared.get(output)) {
                places.get(output).ifPresent(stored::add);
            }
        }
        return stored;
    }

    /** Returns whether a dataset is in a file that belongs to the checkout. */
    public boolean isOfCheckout(int dataset) {
        return places.get(dataset).isPresent() && !shared.get(dataset);
    }

    /** Returns the id of the checkout. */
    public String workspace() {
        return workspace;
    }

    /** Returns the slot of a node. */
    public String slot(int node) {
        return slots.get(node);
    }

    /** Returns the place of a dataset; empty if it is not stored, or its place is unknown, such as that of a query. */
    public Optional<String> place(int dataset) {
        return places.get(dataset);
    }
}
