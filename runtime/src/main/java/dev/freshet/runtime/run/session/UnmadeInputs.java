package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Position;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.wiring.DatasetName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds missing datasets that stale nodes read, and that the run does not make because nobody has forced their node. */
final class UnmadeInputs {
    private final RunDescription run;
    private final PipelineGraph graph;
    private final RunPlan plan;

    UnmadeInputs(RunDescription run, RunPlan plan) {
        this.run = run;
        this.graph = run.pipeline().graph();
        this.plan = plan;
    }

    /** Returns a problem for each such dataset, in the order of its first reader. */
    List<ConfigProblem> problems() {
        Map<Reason.OutputMissing, ConfigProblem> unmade = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (plan.decision(node) instanceof Decision.Stale) {
                for (int input : graph.inputs(node)) {
                    for (Reason.OutputMissing missing : missing(input)) {
                        String producer = graph.node(graph.producer(input));
                        unmade.putIfAbsent(missing, problem(missing, graph.node(node), producer));
                    }
                }
            }
        }
        return List.copyOf(unmade.values());
    }

    /** Returns which of its producer's missing outputs is a dataset, in whatever format it is read. */
    private List<Reason.OutputMissing> missing(int dataset) {
        int producer = graph.producer(dataset);
        if (producer < 0 || !(plan.decision(producer) instanceof Decision.KeptBack keptBack)) {
            return List.of();
        }
        String read = new DatasetName(graph.dataset(dataset)).base();
        return keptBack.changes().stream()
                .filter(Reason.OutputMissing.class::isInstance)
                .map(Reason.OutputMissing.class::cast)
                .filter(output -> new DatasetName(output.dataset()).base().equals(read))
                .toList();
    }

    private ConfigProblem problem(Reason.OutputMissing missing, String reader, String producer) {
        return new ConfigProblem(
                run.catalog()
                        .position(missing.dataset())
                        .orElse(new Position("pipeline " + run.pipeline().name(), 0, 0)),
                "\"" + reader + "\" reads \"" + missing.dataset() + "\", but there is no " + missing.location() + "; \""
                        + producer + "\" makes it, and runs only if it is forced by name: "
                        + run.wording().force(producer));
    }
}
