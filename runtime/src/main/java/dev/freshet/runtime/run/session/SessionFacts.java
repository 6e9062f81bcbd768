package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.Position;
import dev.freshet.dataset.DatasetException;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.change.detection.Context;
import dev.freshet.runtime.change.detection.Secrets;
import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.plan.UnknownNode;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.setup.EmptyIncrements;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.runtime.run.setup.OverlappingPlaces;
import dev.freshet.runtime.run.setup.Preparation;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.SharedState;
import dev.freshet.runtime.state.StateStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the uses of a pipeline have in common: checks, and facts that are determined on first use and only once. */
final class SessionFacts {
    private final RunDescription run;
    private final PipelineGraph graph;
    private @Nullable CodeFingerprints fingerprints;
    private @Nullable RunSetup setup;
    private @Nullable Slots slots;
    private @Nullable Boolean storesAnything;
    /** Whether an input is empty that another plan may need. */
    private boolean hasEmptyInputs;

    SessionFacts(RunDescription run) {
        this.run = run;
        this.graph = run.pipeline().graph();
    }

    RunDescription run() {
        return run;
    }

    PipelineGraph graph() {
        return graph;
    }

    StateStore openState() {
        return new StateAccess(run).open();
    }

    /** Returns the fingerprints. They are linked once, since the code of a running program does not change. */
    CodeFingerprints fingerprints() {
        if (fingerprints == null) {
            fingerprints = run.fingerprints();
        }
        return fingerprints;
    }

    /** Returns the slots, which are determined once, unless the first run gives the checkout another id. */
    Slots slots(StateStore store) {
        Slots known = slots;
        if (known == null || !known.workspace().equals(store.workspace().id())) {
            known = Slots.of(
                    graph,
                    run.key(),
                    run.catalog(),
                    new Slots.Checkout(
                            run.project(),
                            run.team().sharedPaths(),
                            store.workspace().id()));
            slots = known;
        }
        return known;
    }

    RunSetup setup() {
        if (setup == null) {
            setup = run.setup(storesAnything() ? source() : Optional.empty());
        }
        return setup;
    }

    /** Fingerprints cover dataset types, so a mistake in an entry prevents them. The checks of the run tell it. */
    private Optional<ClassPath.Seen> source() {
        try {
            return fingerprints().source();
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    /** Makes all checks that a run makes before its first node, and returns what the run needs. */
    Materials materials() {
        return materials(empties(node -> true));
    }

    private EmptyIncrements empties(IntPredicate runs) {
        return new EmptyIncrements(graph, run.catalog(), run.inputs().keySet(), runs);
    }

    private Materials materials(EmptyIncrements empties) {
        return new Preparation(run.pipeline(), run.catalog(), run.parameters(), run.inputs(), run.wording(), empties)
                .prepare(run.options(), setup());
    }

    /** Also requires that the inputs of stale nodes exist or are made. */
    Materials materials(RunPlan plan) {
        List<ConfigProblem> unmade = new UnmadeInputs(run, plan).problems();
        EmptyIncrements empties = empties(node -> plan.decision(node) instanceof Decision.Stale);
        try {
            Materials materials = materials(empties);
            hasEmptyInputs = empties.hasAllowed();
            require(unmade);
            return materials;
        } catch (ConfigException e) {
            throw new ConfigException(Stream.concat(e.problems().stream(), unmade.stream())
                    .distinct()
                    .toList());
        }
    }

    /** Requires the same of the inputs alone, for a later plan. */
    void requireMadeInputs(RunPlan plan) {
        require(new UnmadeInputs(run, plan).problems());
        if (hasEmptyInputs) {
            materials(plan);
        }
    }

    /** Returns whether nodes can be skipped. A pipeline that stores nothing runs all of its nodes each time. */
    boolean storesAnything() {
        if (storesAnything == null) {
            storesAnything = hasStoredOutput(run.pipeline().wholeGraph());
        }
        return storesAnything;
    }

    /** Without a stream for each node, which would add a twelfth to the time of a run in memory. */
    private boolean hasStoredOutput(PipelineGraph whole) {
        for (int node = 0; node < whole.nodeCount(); node++) {
            for (int output : whole.outputs(node)) {
                if (isStored(whole.dataset(output))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** An entry with a mistake counts as stored, so that the checks of all entries tell it, and not this question. */
    private boolean isStored(String dataset) {
        try {
            return run.catalog().isStored(dataset);
        } catch (ConfigException e) {
            return true;
        }
    }

    RunPlan planWithoutState() {
        return NodePlan.withoutState(run.pipeline(), run.policy());
    }

    /** Returns a new detector, which knows what the state says now. */
    ChangeDetector detector(StateStore store) {
        return new ChangeDetector(context(store));
    }

    /** Returns a new detector that also reads the inputs of new nodes. */
    ChangeDetector detectorReadingAll(StateStore store) {
        return ChangeDetector.readingAll(context(store));
    }

    private Context context(StateStore store) {
        Map<Integer, Object> given = new HashMap<>();
        run.inputs().forEach((name, value) -> graph.datasetNumber(name).ifPresent(number -> given.put(number, value)));
        return new Context(
                run.pipeline(),
                run.key(),
                slots(store),
                run.team()
                        .state()
                        .flatMap(SharedState::secrets)
                        .orElseGet(() -> Secrets.ofCheckout(store.workspace().key())),
                run.catalog(),
                run.parameters(),
                given,
                fingerprints(),
                store,
                run.policy(),
                run.team().cache().isPresent());
    }

    List<String> nodeNames() {
        return IntStream.range(0, graph.nodeCount()).mapToObj(graph::node).toList();
    }

    /** If a step finds a mistake in the configuration, or cannot read a dataset, reports all mistakes. */
    <T> T withAllProblems(Supplier<T> step) {
        try {
            return step.get();
        } catch (ConfigException | DatasetException e) {
            materials();
            throw e;
        }
    }

    /** Requires that no two datasets are stored at one place. */
    void requireOwnPlaces() {
        require(OverlappingPlaces.problems(
                run.pipeline().wholeGraph(), run.catalog(), run.inputs().keySet()));
    }

    /** Requires that the nodes exist which the run's options name. */
    void requireKnownNodes() {
        requireKnown(run.policy().named());
    }

    void requireKnown(Collection<String> names) {
        require(names.stream()
                .filter(name -> graph.nodeNumber(name).isEmpty())
                .map(name -> problem(UnknownNode.text(name, nodeNames())))
                .toList());
    }

    private static void require(List<ConfigProblem> problems) {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** Returns a problem that no file is to blame for. */
    ConfigProblem problem(String text) {
        return new ConfigProblem(new Position("pipeline " + run.pipeline().name(), 0, 0), text);
    }
}
