package dev.freshet.processor.check;

import dev.freshet.config.Position;
import dev.freshet.processor.model.CatalogModel;
import dev.freshet.processor.model.Code;
import dev.freshet.processor.model.NodeModel;
import dev.freshet.processor.model.Origin;
import dev.freshet.processor.model.Problem;
import dev.freshet.processor.model.WiredPipeline;
import dev.freshet.wiring.DatasetName;
import dev.freshet.wiring.DatasetPlace;
import dev.freshet.wiring.Place;
import dev.freshet.wiring.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No node produces a dataset at the place of another dataset. This rule compares only paths without references; the run
 * also follows links and resolves references.
 */
final class OverlappingPlaces implements Check {
    private static final Comparator<Use> BY_POSITION = Comparator.comparing(
            use -> use.entry().position(),
            Comparator.comparing(Position::file)
                    .thenComparingInt(Position::line)
                    .thenComparingInt(Position::column));

    /**
     * A dataset that the pipeline uses.
     *
     * @param by the method that produces the dataset; if none does, the first method that reads it
     * @param origin where the method names the dataset
     */
    private record Use(DatasetName name, CatalogModel.Entry entry, boolean isMade, NodeModel by, Origin origin) {
        DatasetPlace place(String project) {
            String path = Place.normal(entry.path(), project);
            return new DatasetPlace(name.text(), entry.isVersioned() ? Place.ofVersions(path) : Place.of(path), isMade);
        }

        String shown() {
            return Words.quote(name) + " (" + entry.path() + ")";
        }

        String told() {
            return (isMade ? "produced by " : "read by ") + by.methodName() + " and declared at " + entry.position();
        }
    }

    @Override
    public List<Problem> check(WiredPipeline pipeline, CheckContext context) {
        return pipeline.model()
                .catalog()
                .map(catalog -> problems(pipeline, catalog))
                .orElse(List.of());
    }

    private static List<Problem> problems(WiredPipeline pipeline, CatalogModel catalog) {
        Places places = new Places();
        Map<String, Use> byName = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Use use : uses(pipeline, catalog)) {
            byName.put(use.name().text(), use);
            places.add(use.place(catalog.project()))
                    .map(DatasetPlace::dataset)
                    .map(byName::get)
                    .ifPresent(earlier -> problems.add(problem(earlier, use)));
        }
        return problems;
    }

    private static Problem problem(Use earlier, Use later) {
        return new Problem(
                Code.OverlappingPlaces,
                later.origin(),
                later.shown() + " overlaps with " + earlier.shown(),
                Words.quote(later.name()) + " is " + later.told() + ".",
                Words.quote(earlier.name()) + " is " + earlier.told() + ".",
                "Fix: give one of them another path.");
    }

    private static List<Use> uses(WiredPipeline pipeline, CatalogModel catalog) {
        Map<DatasetName, Use> uses = new LinkedHashMap<>();
        for (NodeModel node : pipeline.model().nodes()) {
            node.outputs()
                    .forEach(output -> use(output.name(), catalog, true, node, output.origin())
                            .ifPresent(use -> uses.putIfAbsent(use.name(), use)));
        }
        for (NodeModel node : pipeline.model().nodes()) {
            node.inputs()
                    .forEach(input -> use(input.name(), catalog, false, node, input.origin())
                            .ifPresent(use -> uses.putIfAbsent(use.name(), use)));
        }
        return uses.values().stream().sorted(BY_POSITION).toList();
    }

    private static Optional<Use> use(
            DatasetName name, CatalogModel catalog, boolean isMade, NodeModel node, Origin origin) {
        return catalog.entry(name)
                .filter(entry -> !entry.path().isEmpty() && !entry.path().contains("${"))
                .map(entry -> new Use(name, entry, isMade, node, origin));
    }
}
