package dev.freshet.runtime.run.engine;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.StoredContent;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.setup.Materials;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Tells listeners about loads and saves, in this process or in workers. */
public final class DatasetEvents {
    private final PipelineGraph graph;
    private final Supplier<Materials> materials;
    private final Catalog catalog;
    private final Listeners listeners;

    DatasetEvents(PipelineGraph graph, Supplier<Materials> materials, Catalog catalog, Listeners listeners) {
        this.graph = graph;
        this.materials = materials;
        this.catalog = catalog;
        this.listeners = listeners;
    }

    /** An input of a node was loaded. */
    public void loaded(int node, int dataset, Duration duration) {
        if (listeners.hearOfEveryNode()) {
            listeners.datasetLoaded(event(node, dataset, stored(dataset).location(), duration, OptionalLong.empty()));
        }
    }

    /** An output of a node was saved. */
    public void saved(int node, int dataset, Duration duration) {
        saved(node, dataset, duration, OptionalLong.empty());
    }

    /**
     * An output of a node was saved.
     *
     * @param rows how many values it has, if that is known
     */
    public void saved(int node, int dataset, Duration duration, OptionalLong rows) {
        if (listeners.hearOfEveryNode()) {
            listeners.datasetSaved(event(node, dataset, stored(dataset).savedLocation(), duration, rows));
        }
    }

    /** A worker has loaded a dataset, and may have digested it; returns the dataset's number. */
    public int loadedElsewhere(String dataset, Optional<StoredContent.Digested> digested) {
        catalog.content(dataset).ifPresent(content -> content.loadedElsewhere(digested));
        return graph.datasetNumber(dataset).orElseThrow();
    }

    /** A worker has saved a dataset, and may have digested it. */
    public void savedElsewhere(String dataset, Optional<StoredContent.Digested> digested) {
        digested.ifPresent(seen -> catalog.content(dataset).ifPresent(content -> content.digested(seen)));
    }

    /** Returns the stored form of a dataset. */
    Optional<StoredContent> content(String dataset) {
        return catalog.content(dataset);
    }

    /** A worker's load or save of a dataset gave a warning. */
    public void warnedElsewhere(String dataset, String warning) {
        catalog.content(dataset).ifPresent(content -> content.warned(warning));
    }

    private Dataset<Object> stored(int dataset) {
        return Objects.requireNonNull(materials.get().stored(dataset));
    }

    private DatasetEvent event(int node, int dataset, String location, Duration duration, OptionalLong rows) {
        String name = graph.dataset(dataset);
        Optional<String> version =
                catalog.content(name).flatMap(StoredContent::digested).map(StoredContent.Digested::digest);
        return new DatasetEvent(graph.node(node), name, location, version, duration, rows);
    }
}
