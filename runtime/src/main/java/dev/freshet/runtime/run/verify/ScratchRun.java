package dev.freshet.runtime.run.verify;

import dev.freshet.dataset.Dataset;
import dev.freshet.dataset.catalog.Catalog;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.plan.SlicedPipeline;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.engine.Launch;
import dev.freshet.runtime.run.setup.Cancellation;
import dev.freshet.runtime.run.setup.EmptyIncrements;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.runtime.run.setup.Preparation;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.RunOptions;
import dev.freshet.runtime.run.setup.Team;
import dev.freshet.runtime.run.tracking.Tracking;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs nodes of a pipeline on stored inputs and writes their outputs to a scratch directory. Recomputes their inputs in
 * memory, too. Records nothing and calls no listener.
 */
final class ScratchRun {
    /** Every node runs, and saves what it makes. */
    private static final Tracking EVERYTHING = node -> Optional.of(List.of());

    private final RunDescription run;
    private final PipelineGraph graph;

    /** @param run the description of a run of the whole pipeline */
    ScratchRun(RunDescription run) {
        this.run = run;
        graph = run.pipeline().graph();
    }

    /**
     * The result of a scratch run.
     *
     * @param catalog the catalog of what was made
     */
    record Result(RunReport report, Catalog catalog) {}

    Result run(BitSet nodes, Path directory) {
        SlicedPipeline part = new SlicedPipeline(run.pipeline(), withMemory(nodes));
        RunDescription description = describe(part);
        Catalog scratch = run.catalog().inScratch(directory, stored(part.graph()));
        RunSetup setup = description.setup(Optional.empty());
        EmptyIncrements empties = new EmptyIncrements(
                part.graph(), run.catalog(), description.inputs().keySet(), node -> true);
        Materials prepared = new Preparation(
                        part, run.catalog(), run.parameters(), description.inputs(), run.wording(), empties)
                .prepare(description.options(), setup);
        Materials redirected = redirect(part, prepared, scratch);
        RunReport report = new Launch(description, List.of(), Map.of())
                .run(setup, () -> redirected, redirected.values(), EVERYTHING);
        return new Result(report, scratch);
    }

    /** Adds the nodes that make inputs in memory, directly or indirectly. */
    BitSet withMemory(BitSet nodes) {
        BitSet all = (BitSet) nodes.clone();
        for (int node = graph.nodeCount() - 1; node >= 0; node--) {
            for (int input : all.get(node) ? graph.inputs(node) : new int[0]) {
                if (graph.producer(input) >= 0 && !isStored(input)) {
                    all.set(graph.producer(input));
                }
            }
        }
        return all;
    }

    boolean isStored(int dataset) {
        return run.catalog().isStored(graph.dataset(dataset));
    }

    private Set<String> stored(PipelineGraph part) {
        Set<String> names = new LinkedHashSet<>();
        for (int node = 0; node < part.nodeCount(); node++) {
            for (int output : part.outputs(node)) {
                if (run.catalog().isStored(part.dataset(output))) {
                    names.add(part.dataset(output));
                }
            }
        }
        return names;
    }

    private static Materials redirect(CompiledPipeline part, Materials prepared, Catalog scratch) {
        PipelineGraph graph = part.graph();
        @Nullable Dataset<Object>[] datasets = prepared.datasets().clone();
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int output : graph.outputs(node)) {
                Dataset<Object> stored = datasets[output];
                if (stored != null) {
                    String name = graph.dataset(output);
                    datasets[output] = ScratchOutput.of(
                            stored, scratch.contains(name) ? scratch.open(name, part.type(output)) : null);
                }
            }
        }
        return new Materials(prepared.values(), datasets, prepared.cached());
    }

    /** Describes a run in this process, since outputs are redirected only here. Consumers load stored datasets. */
    private RunDescription describe(SlicedPipeline part) {
        RunOptions given = run.options();
        int slots = given.runner().slots(part.graph());
        RunOptions options = new RunOptions(
                Runner.threads(slots),
                FailurePolicy.KEEP_GOING,
                given.capacities(),
                false,
                given.saves(),
                given.firstPause(),
                given.grace(),
                slots,
                given.keptReports(),
                false);
        Map<String, Object> inputs = new HashMap<>(run.inputs());
        inputs.keySet().removeIf(name -> part.graph().datasetNumber(name).isEmpty());
        return new RunDescription(
                part,
                run.environment(),
                run.catalog(),
                run.parameters(),
                Map.copyOf(inputs),
                run.project(),
                run.state(),
                Team.NONE,
                run.variables(),
                options,
                List.of(),
                run.lockWait(),
                run.policy(),
                run.givenFingerprints(),
                Optional.empty(),
                run.wording(),
                run.warnings(),
                new Cancellation());
    }
}
