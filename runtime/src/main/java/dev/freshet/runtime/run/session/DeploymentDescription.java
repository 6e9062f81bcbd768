package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Position;
import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Deployment;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.schedule.Capacities;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the facts that another engine needs to run nodes in several processes. Reads neither the state nor the data.
 */
final class DeploymentDescription {
    private final RunDescription run;
    private final PipelineGraph graph;

    DeploymentDescription(RunDescription run) {
        this.run = run;
        this.graph = run.pipeline().graph();
    }

    Deployment deployment(GraphDocument document) {
        Map<String, Integer> named = run.options().capacities().named();
        requireCapacities(named);
        requireNewestVersions();
        // Which files belong to a checkout does not depend on its id.
        Slots slots = Slots.of(
                graph,
                run.key(),
                run.catalog(),
                new Slots.Checkout(run.project(), run.team().sharedPaths(), ""));
        return new Deployment(
                document,
                run.team().state().isPresent(),
                IntStream.range(0, graph.datasetCount())
                        .filter(slots::isOfCheckout)
                        .mapToObj(graph::dataset)
                        .toList(),
                new TreeMap<>(named),
                run.variables());
    }

    /** Checks the named resources only, since processors and memory are those of other machines. */
    private void requireCapacities(Map<String, Integer> named) {
        require(new Capacities(Integer.MAX_VALUE, Long.MAX_VALUE, named).excesses(graph));
    }

    /** Refuses what one run refuses, too. Here a process that does not make the dataset would load the version. */
    private void requireNewestVersions() {
        require(IntStream.range(0, graph.datasetCount())
                .filter(dataset ->
                        graph.producer(dataset) >= 0 && run.catalog().loadsGivenVersion(graph.dataset(dataset)))
                .mapToObj(dataset -> "makes \"" + graph.dataset(dataset)
                        + "\" itself, so no version of it can be loaded; leave out the node that makes it")
                .toList());
    }

    private void require(List<String> problems) {
        if (!problems.isEmpty()) {
            Position place = new Position("pipeline " + run.pipeline().name(), 0, 0);
            throw new ConfigException(problems.stream()
                    .map(problem -> new ConfigProblem(place, problem))
                    .toList());
        }
    }
}
