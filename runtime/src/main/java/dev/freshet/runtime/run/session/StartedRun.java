package dev.freshet.runtime.run.session;

import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.engine.Launch;
import dev.freshet.runtime.run.engine.MemoryValues;
import dev.freshet.runtime.run.engine.Outcomes;
import dev.freshet.runtime.run.engine.Report;
import dev.freshet.runtime.run.engine.RunResults;
import dev.freshet.runtime.run.partition.PartitionFiles;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.Snapshot;
import dev.freshet.runtime.run.tracking.CodeGuard;
import dev.freshet.runtime.run.tracking.RunIdentity;
import dev.freshet.runtime.run.tracking.SharedResults;
import dev.freshet.runtime.run.tracking.Tracking;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.shared.SharedStateStore;
import dev.freshet.runtime.timing.TimeRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the stale nodes. A run without stale nodes takes no lock and loads no class of the user. Any other run decides
 * again once it holds the lock, since another run may have ended meanwhile.
 */
final class StartedRun {
    private final SessionFacts facts;
    private final RunDescription run;
    private final PipelineGraph graph;

    StartedRun(SessionFacts facts) {
        this.facts = facts;
        run = facts.run();
        graph = facts.graph();
    }

    RunReport start() {
        try {
            Report report = run();
            run.warnings().take().forEach(report::warn);
            return report;
        } finally {
            run.warnings().runEnded();
        }
    }

    private Report run() {
        facts.requireKnownNodes();
        if (!facts.storesAnything()) {
            return execute(
                    facts.materials(),
                    Tracking.withoutState(
                            facts.planWithoutState(), facts.graph().nodeCount()),
                    Map.of(),
                    run.listeners());
        }
        try (StateStore store = facts.openState()) {
            facts.withAllProblems(() -> {
                facts.requireOwnPlaces();
                return store;
            });
            ChangeDetector detector = facts.withAllProblems(() -> facts.detector(store));
            RunPlan plan = facts.withAllProblems(() -> NodePlan.of(run.pipeline(), detector));
            return plan.isUpToDate() ? upToDate(store, plan, detector) : locked(store, plan, detector);
        }
    }

    private Report upToDate(StateStore store, RunPlan plan, ChangeDetector detector) {
        store.note(detector.takeStamps());
        if (store instanceof SharedStateStore shared) {
            shared.shareLeft();
        }
        List<RunListener> told = RunListeners.of(run.listeners()).stream()
                .filter(RunListener::hearsOfUpToDateRuns)
                .toList();
        if (told.isEmpty()) {
            keepSnapshot(detector, plan);
        }
        return report(plan, told);
    }

    private Report locked(StateStore store, RunPlan plan, ChangeDetector detector) {
        Materials materials = facts.materials(plan);
        StateStore.Lock lock = store.lock(run.lockWait());
        try {
            RunPlan latest = plan;
            ChangeDetector planned = detector;
            if (store.refresh() || run.team().cache().isPresent()) {
                planned = facts.detector(store);
                latest = NodePlan.of(run.pipeline(), planned, planned::mayBeFetched);
                facts.requireMadeInputs(latest);
            }
            // The run does not read again what was read to decide that it is needed.
            store.note(detector.takeStamps());
            return recorded(store, latest, planned.forRun(), materials);
        } finally {
            lock.close();
        }
    }

    private Report recorded(StateStore store, RunPlan plan, ChangeDetector running, Materials materials) {
        RunOrigin origin = RunOrigin.of(run, store.workspace().id());
        Optional<SharedResults> shared =
                run.team().cache().map(cache -> new SharedResults(cache.open(run.warnings()), running, run.warnings()));
        Tracking tracking = Tracking.of(
                plan,
                running,
                store,
                new PartitionFiles(run.state(), facts.slots(store), graph),
                new RunIdentity(run.policy().runId(), run.key(), facts.slots(store), origin),
                new CodeGuard(facts.fingerprints()::replaced),
                shared);
        try {
            TimeRecorder times = new TimeRecorder(
                    run.options().slots(), run.options().capacities().amounts());
            List<RunListener> told = new ArrayList<>(run.listeners());
            told.add(times);
            Report report = execute(materials, tracking, durations(store), told);
            tracking.ended().forEach(node -> run.warnings().accept(replacedCode(node)));
            run.warnings().take().forEach(report::warn);
            new Manifest(run, origin.get(), running, times.rows())
                    .write(report, tracking.records(), times.times(report.duration()))
                    .ifPresent(run.warnings());
            return report;
        } finally {
            shared.ifPresent(SharedResults::close);
        }
    }

    private static String replacedCode(String node) {
        return "the code of " + node
                + " was replaced during the run, so its results are not recorded; it runs again the" + " next time";
    }

    private Report execute(
            Materials materials, Tracking tracking, Map<String, Duration> durations, List<RunListener> told) {
        return new Launch(run, RunListeners.of(told), durations)
                .run(facts.setup(), () -> materials, materials.values(), tracking);
    }

    /** Returns how long nodes took when they last ran. */
    private Map<String, Duration> durations(StateStore store) {
        Map<String, Duration> durations = new HashMap<>();
        store.nodes(run.key()).forEach(record -> durations.put(record.node(), record.duration()));
        return durations;
    }

    private void keepSnapshot(ChangeDetector detector, RunPlan plan) {
        if (run.snapshot().isPresent() && !facts.fingerprints().hasWarnings()) {
            facts.fingerprints()
                    .source()
                    .ifPresent(code -> detector.recordedFiles()
                            .ifPresent(files -> run.snapshot().get().write(code, files, counts(plan))));
        }
    }

    private static Snapshot.UpToDate counts(RunPlan plan) {
        int inMemory = (int) plan.decisions().values().stream()
                .filter(Decision.InMemory.class::isInstance)
                .count();
        int keptBack = (int) plan.decisions().values().stream()
                .filter(Decision.KeptBack.class::isInstance)
                .count();
        return new Snapshot.UpToDate(plan.decisions().size(), inMemory, keptBack);
    }

    private Report report(RunPlan plan, List<RunListener> told) {
        Instant start = Instant.now();
        RunResults results = nothingToDo(Optional.of(plan));
        if (!told.isEmpty()) {
            new Launch(run, told, Map.of()).reportUpToDate(results, start);
        }
        return Report.of(run.policy().runId(), start, Duration.ZERO, results);
    }

    /**
     * Returns the results of a run that has nothing to do.
     *
     * @param areKeptBack whether nodes are kept back. Only then is it decided again about nodes, so that the results tell
     *     why
     */
    RunResults nothingToDo(boolean areKeptBack) {
        if (!areKeptBack) {
            return nothingToDo(Optional.empty());
        }
        try (StateStore store = facts.openState()) {
            return nothingToDo(Optional.of(NodePlan.of(run.pipeline(), facts.detector(store))));
        }
    }

    private RunResults nothingToDo(Optional<RunPlan> plan) {
        Outcomes outcomes = new Outcomes(graph);
        for (int node = 0; node < graph.nodeCount(); node++) {
            Optional<Decision> decision =
                    plan.isPresent() ? Optional.of(plan.get().decision(node)) : Optional.empty();
            if (decision.orElse(null) instanceof Decision.InMemory) {
                outcomes.isInMemory(node);
            } else if (decision.orElse(null) instanceof Decision.KeptBack kept) {
                outcomes.isKeptBack(node, kept.changes());
            }
            outcomes.skipped(node);
        }
        return new RunResults(
                run.pipeline(),
                new Later(facts::materials),
                new MemoryValues(graph, Map.of(), new BitSet()),
                outcomes,
                List.of());
    }

    /** Prepares the run on first use, so that a run that skips everything loads no class of the user. */
    private static final class Later implements Supplier<Materials> {
        private final Supplier<Materials> preparation;
        private @Nullable Materials prepared;

        Later(Supplier<Materials> preparation) {
            this.preparation = preparation;
        }

        @Override
        public synchronized Materials get() {
            if (prepared == null) {
                prepared = preparation.get();
            }
            return prepared;
        }
    }
}
