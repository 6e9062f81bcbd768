package dev.freshet.runtime.run.setup;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Position;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.dataset.catalog.CatalogPlaces;
import dev.freshet.dataset.catalog.CatalogPlaces.Located;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.DatasetPlace;
import dev.freshet.wiring.Places;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds datasets of a pipeline that share a place although one of them is written; see {@link DatasetPlace}. */
public final class OverlappingPlaces {
    private static final Comparator<Use> BY_POSITION = Comparator.comparing(
            Use::position,
            Comparator.comparing(Position::file)
                    .thenComparingInt(Position::line)
                    .thenComparingInt(Position::column));

    /**
     * A dataset that a pipeline uses.
     *
     * @param shown its name, its place and who makes it or, if nobody does, reads it
     */
    private record Use(DatasetPlace place, Position position, String shown) {}

    private final PipelineGraph graph;
    private final Catalog catalog;
    private final Set<String> given;

    private OverlappingPlaces(PipelineGraph graph, Catalog catalog, Set<String> given) {
        this.graph = graph;
        this.catalog = catalog;
        this.given = given;
    }

    /**
     * Returns one problem for each dataset whose place overlaps with that of another one, at the later of the two
     * entries. Leaves out entries with other mistakes, which are reported separately.
     *
     * @param given the names of datasets whose values do not come from the catalog
     */
    public static List<ConfigProblem> problems(PipelineGraph graph, Catalog catalog, Set<String> given) {
        return new OverlappingPlaces(graph, catalog, given).problems();
    }

    private List<ConfigProblem> problems() {
        Places places = new Places();
        Map<String, Use> byName = new HashMap<>();
        List<ConfigProblem> problems = new ArrayList<>();
        for (Use use : uses()) {
            byName.put(use.place().dataset(), use);
            places.add(use.place())
                    .map(DatasetPlace::dataset)
                    .map(byName::get)
                    .ifPresent(earlier -> problems.add(new ConfigProblem(
                            use.position(),
                            use.shown() + " overlaps with " + earlier.shown() + " of " + earlier.position()
                                    + "; give one of them another place")));
        }
        return problems;
    }

    private List<Use> uses() {
        CatalogPlaces places = new CatalogPlaces(catalog);
        int[] readers = new int[graph.datasetCount()];
        int[] makers = new int[graph.datasetCount()];
        Arrays.fill(makers, -1);
        for (int node = graph.nodeCount() - 1; node >= 0; node--) {
            for (int input : graph.inputs(node)) {
                readers[input] = node;
            }
            for (int output : graph.outputs(node)) {
                makers[output] = node;
            }
        }
        List<Use> uses = new ArrayList<>();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            if (!graph.isParameter(dataset) && !given.contains(graph.dataset(dataset))) {
                use(dataset, readers[dataset], makers[dataset], places).ifPresent(uses::add);
            }
        }
        uses.sort(BY_POSITION);
        return uses;
    }

    /** @param maker the node that makes the dataset, or -1 */
    private Optional<Use> use(int dataset, int reader, int maker, CatalogPlaces places) {
        String name = graph.dataset(dataset);
        return located(name, places).map(located -> {
            String by = maker >= 0 ? "made by " + graph.node(maker) : "read by " + graph.node(reader);
            return new Use(
                    new DatasetPlace(name, located.place(), maker >= 0),
                    catalog.position(name).orElseThrow(),
                    "\"" + name + "\" (" + located.shown() + ", " + by + ")");
        });
    }

    private static Optional<Located> located(String dataset, CatalogPlaces places) {
        try {
            return places.of(dataset);
        } catch (ConfigException mistaken) {
            return Optional.empty();
        }
    }
}
