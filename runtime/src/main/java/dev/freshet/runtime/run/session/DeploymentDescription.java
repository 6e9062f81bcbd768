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

/** Finds out what must be known to run nodes in several processes, without looking at state and data. */
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
        // The id of the checkout does not matter to which files are its own.
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

    /** Processors and memory are those of other machines; named resources are what the configuration says. */
    private void requireCapacities(Map<String, Integer> named) {
        List<String> excesses = new Capacities(Integer.MAX_VALUE, Long.MAX_VALUE, named).excesses(graph);
        if (!excesses.isEmpty()) {
            Position place = new Position("pipeline " + run.pipeline().name(), 0, 0);
            throw new ConfigException(excesses.stream()
                    .map(excess -> new ConfigProblem(place, excess))
                    .toList());
        }
    }
}
