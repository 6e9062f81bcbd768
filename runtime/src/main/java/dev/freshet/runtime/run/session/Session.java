package dev.freshet.runtime.run.session;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.config.NearestName;
import dev.freshet.config.Position;
import dev.freshet.fingerprint.CodeMember;
import dev.freshet.fingerprint.LinkedParts;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.change.detection.Context;
import dev.freshet.runtime.change.detection.Secrets;
import dev.freshet.runtime.change.detection.Slots;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.impact.Impact;
import dev.freshet.runtime.impact.ImpactSearch;
import dev.freshet.runtime.impact.ReachedCode;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.Deployment;
import dev.freshet.runtime.run.NodeStatus;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.VerifyReport;
import dev.freshet.runtime.run.engine.Launch;
import dev.freshet.runtime.run.engine.MemoryValues;
import dev.freshet.runtime.run.engine.Outcomes;
import dev.freshet.runtime.run.engine.Report;
import dev.freshet.runtime.run.engine.RunResults;
import dev.freshet.runtime.run.partition.PartitionFiles;
import dev.freshet.runtime.run.setup.Materials;
import dev.freshet.runtime.run.setup.OverlappingPlaces;
import dev.freshet.runtime.run.setup.Preparation;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.setup.SharedState;
import dev.freshet.runtime.run.setup.Snapshot;
import dev.freshet.runtime.run.tracking.CodeGuard;
import dev.freshet.runtime.run.tracking.RunIdentity;
import dev.freshet.runtime.run.tracking.SharedResults;
import dev.freshet.runtime.run.tracking.Tracking;
import dev.freshet.runtime.run.verify.NodeSample;
import dev.freshet.runtime.run.verify.Verification;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.shared.SharedStateStore;
import dev.freshet.runtime.timing.TimeRecorder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from its description to its report. */
// More than 400 lines: one method for each use of a pipeline, and what they share.
public final class Session {
    private static final Logger LOGGER = LoggerFactory.getLogger(Session.class);

    /** The id of links that are not in the cache. */
    private static final String EARLIER = "earlier";

    private final RunDescription run;
    private final PipelineGraph graph;
    private @Nullable CodeFingerprints fingerprints;
    private @Nullable RunSetup setup;
    private @Nullable Slots slots;

    public Session(RunDescription run) {
        this.run = run;
        this.graph = run.pipeline().graph();
    }

    /** Decides about all nodes, after all checks that a run makes before its first node. */
    public RunPlan plan() {
        RunPlan plan = withAllProblems(this::explain);
        if (!plan.isUpToDate()) {
            materials();
        }
        return plan;
    }

    /** Makes all checks that a run makes before its first node. */
    public void check() {
        requireKnownNodes();
        materials();
    }

    /** Decides about all nodes, even if something that a run needs is missing. */
    public RunPlan explain() {
        requireKnownNodes();
        if (!storesAnything()) {
            return planWithoutState();
        }
        requireOwnPlaces();
        try (StateStore store = new StateAccess(run).open()) {
            LastResults last = lastResults(store);
            return NodePlan.of(run.pipeline(), new ChangeDetector(context(store)))
                    .with(last.others(), run.team().sharesResults() ? last.own() : Set.of());
        }
    }

    private RunPlan planWithoutState() {
        return NodePlan.withoutState(run.pipeline(), run.policy());
    }

    private LastResults lastResults(StateStore store) {
        return new LastResults(store, slots(store), graph, run.key());
    }

    private void requireOwnPlaces() {
        List<ConfigProblem> problems = OverlappingPlaces.problems(
                run.pipeline().wholeGraph(), run.catalog(), run.inputs().keySet());
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    /** If a step finds a mistake in the configuration, reports all mistakes. */
    private <T> T withAllProblems(Supplier<T> step) {
        try {
            return step.get();
        } catch (ConfigException e) {
            materials();
            throw e;
        }
    }

    public List<NodeStatus> status() {
        requireKnownNodes();
        requireOwnPlaces();
        try (StateStore store = new StateAccess(run).open()) {
            RunPlan plan = storesAnything()
                    ? NodePlan.of(run.pipeline(), new ChangeDetector(context(store)))
                    : planWithoutState();
            List<NodeStatus> all = new ArrayList<>();
            LastResults last = lastResults(store);
            plan.decisions()
                    .forEach((node, decision) ->
                            all.add(new NodeStatus(node, decision, last.of(node), last.usual(node), last.other(node))));
            return all;
        }
    }

    /**
     * Returns the pipeline as a graph.
     *
     * @param withStatus whether the document says what a run would do with each node
     * @param views the additional views
     */
    public GraphDocument graph(boolean withStatus, GraphViews.Wanted views) {
        List<NodeStatus> status = withStatus && storesAnything() ? status() : List.of();
        GraphDocument document = new GraphDescription(run, fingerprints())
                .document(status, status.isEmpty() ? Optional.empty() : new LastRunTimes(run).find());
        GraphViews shown = GraphViews.NONE;
        if (!status.isEmpty() && views.history()) {
            try (StateStore store = new StateAccess(run).open()) {
                shown = new DocumentViews(run, store).history();
            }
        }
        return document.with(shown.with(new DocumentPreviews(run).of(views.previews())));
    }

    /** Returns the facts that another engine needs to run the nodes in several processes. */
    public Deployment deployment() {
        requireOwnPlaces();
        return new DeploymentDescription(run).deployment(graph(false, GraphViews.Wanted.NOTHING));
    }

    /**
     * Returns what would run if something changed.
     *
     * @param asked the name of a method, parameter, dataset, or whatever else {@link ImpactSearch} finds
     */
    public Impact impact(String asked) {
        return new ImpactSearch(
                        graph(true, GraphViews.Wanted.NOTHING),
                        new ReachedCode(fingerprints().reached()),
                        () -> fingerprints()
                                .source()
                                .map(seen -> CodeMember.declared(seen.classPath()))
                                .orElse(List.of()))
                .of(asked);
    }

    /**
     * See {@link Verification}.
     *
     * @param chosen the nodes to verify; the session must be one of all nodes
     */
    public VerifyReport verify(BitSet chosen, NodeSample sample) {
        try (StateStore store = new StateAccess(run).open()) {
            return new Verification(run, () -> new ChangeDetector(context(store))).verify(chosen, sample);
        }
    }

    public Map<String, String> fingerprintsByNode() {
        CodeFingerprints codes = fingerprints();
        Map<String, String> byName = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (!codes.fingerprint(node).isEmpty()) {
                byName.put(graph.node(node), codes.fingerprint(node));
            } else if (!codes.unknown(node).isEmpty()) {
                LOGGER.warn("the code of {} is not known: {}", graph.node(node), codes.unknown(node));
            }
        }
        return byName;
    }

    /** Returns what the fingerprints were computed from. */
    public String codeMembers() {
        return fingerprints()
                .shared()
                .orElseThrow(() ->
                        problem("cannot tell what the fingerprints were computed from, since nothing can be written to "
                                + run.state()));
    }

    /**
     * Returns what changed in the code of nodes, by node.
     *
     * @param earlier what the earlier fingerprints were computed from
     */
    public Map<String, List<String>> codeChanges(String earlier) {
        LinkedParts parts = new LinkedParts(earlier);
        Map<String, List<String>> changes = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            List<String> lines = fingerprints().changes(node, EARLIER, id -> parts);
            if (!lines.isEmpty()) {
                changes.put(graph.node(node), lines);
            }
        }
        return changes;
    }

    public Map<String, List<String>> impure() {
        return NodePlan.impure(graph, fingerprints());
    }

    public Map<String, List<String>> wholeClasses() {
        return WholeClasses.of(run.pipeline(), fingerprints());
    }

    public Map<String, List<Reason>> accept(List<String> names) {
        requireKnown(names);
        try (StateStore store = new StateAccess(run).open()) {
            StateStore.Lock lock = store.lock(run.lockWait());
            try {
                store.refresh();
                return new Acceptance(run, store, slots(store), () -> ChangeDetector.readingAll(context(store)))
                        .accept(names);
            } finally {
                lock.close();
            }
        }
    }

    /** Forgets nodes. Also deletes a journal that cannot be read, since its error message recommends this command. */
    public void clean(List<String> names) {
        requireKnown(names);
        List<String> nodes = names.isEmpty() ? nodeNames() : names;
        new Forgetting(run, graph, this::slots).forget(nodes, names.isEmpty());
    }

    private ConfigException problem(String text) {
        return new ConfigException(new Position("pipeline " + run.pipeline().name(), 0, 0), text);
    }

    private List<String> nodeNames() {
        List<String> names = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            names.add(graph.node(node));
        }
        return names;
    }

    public RunReport start() {
        requireKnownNodes();
        if (!storesAnything()) {
            Materials materials = materials();
            return execute(
                    () -> materials,
                    materials.values(),
                    Tracking.withoutState(
                            planWithoutState(), run.pipeline().graph().nodeCount()),
                    Map.of(),
                    run.listeners());
        }
        try (StateStore store = new StateAccess(run).open()) {
            withAllProblems(() -> {
                requireOwnPlaces();
                return store;
            });
            ChangeDetector detector = withAllProblems(() -> new ChangeDetector(context(store)));
            RunPlan plan = withAllProblems(() -> NodePlan.of(run.pipeline(), detector));
            if (plan.isUpToDate()) {
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
            return runLocked(store, plan, detector);
        }
    }

    private RunReport runLocked(StateStore store, RunPlan plan, ChangeDetector detector) {
        Materials materials = materials();
        StateStore.Lock lock = store.lock(run.lockWait());
        try {
            RunPlan latest = plan;
            ChangeDetector planned = detector;
            if (store.refresh() || run.team().cache().isPresent()) {
                planned = new ChangeDetector(context(store));
                latest = NodePlan.of(run.pipeline(), planned, planned::mayBeFetched);
            }
            // The run does not read again what was read to decide that it is needed.
            store.note(detector.takeStamps());
            RunOrigin origin = RunOrigin.of(run, store.workspace().id());
            ChangeDetector running = planned.forRun();
            Optional<SharedResults> shared =
                    run.team().cache().map(cache -> new SharedResults(cache.open(LOGGER::warn), running));
            Tracking tracking = Tracking.of(
                    latest,
                    running,
                    store,
                    new PartitionFiles(run.state(), slots(store), graph),
                    new RunIdentity(run.policy().runId(), run.key(), slots(store), origin),
                    new CodeGuard(fingerprints()::replaced),
                    shared);
            try {
                TimeRecorder times = new TimeRecorder(
                        run.options().slots(), run.options().capacities().amounts());
                List<RunListener> told = new ArrayList<>(run.listeners());
                told.add(times);
                RunReport report = execute(() -> materials, materials.values(), tracking, durations(store), told);
                tracking.ended().forEach(Session::warnOfReplacedCode);
                new Manifest(run, origin.get(), running, times.rows())
                        .write(report, tracking.records(), times.times(report.duration()));
                return report;
            } finally {
                shared.ifPresent(SharedResults::close);
            }
        } finally {
            lock.close();
        }
    }

    private static void warnOfReplacedCode(String node) {
        LOGGER.warn(
                "the code of {} was replaced during the run, so its results are not recorded; it runs again the"
                        + " next time",
                node);
    }

    private void keepSnapshot(ChangeDetector detector, RunPlan plan) {
        if (run.snapshot().isPresent() && !fingerprints().hasWarnings()) {
            fingerprints()
                    .source()
                    .ifPresent(code -> detector.recordedFiles()
                            .ifPresent(files -> run.snapshot().get().write(code, files, upToDate(plan))));
        }
    }

    private static Snapshot.UpToDate upToDate(RunPlan plan) {
        int inMemory = (int) plan.decisions().values().stream()
                .filter(Decision.InMemory.class::isInstance)
                .count();
        return new Snapshot.UpToDate(plan.decisions().size(), inMemory);
    }

    /** Returns how long nodes took when they last ran. */
    private Map<String, Duration> durations(StateStore store) {
        Map<String, Duration> durations = new HashMap<>();
        store.nodes(run.key()).forEach(record -> durations.put(record.node(), record.duration()));
        return durations;
    }

    private RunReport report(RunPlan plan, List<RunListener> told) {
        Instant start = Instant.now();
        RunResults results = fresh();
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (plan.decision(node) instanceof Decision.InMemory) {
                results.outcomes().isInMemory(node);
            }
        }
        if (!told.isEmpty()) {
            new Launch(run, told, Map.of()).reportUpToDate(results, start);
        }
        return Report.of(run.policy().runId(), start, Duration.ZERO, results);
    }

    /** Returns the results of a run that is known to have nothing to do. */
    public RunResults fresh() {
        Outcomes outcomes = new Outcomes(graph);
        for (int node = 0; node < graph.nodeCount(); node++) {
            outcomes.skipped(node);
        }
        return new RunResults(
                run.pipeline(),
                new Later(this::materials),
                new MemoryValues(graph, Map.of(), new BitSet()),
                outcomes,
                List.of());
    }

    /** Returns whether nodes can be skipped. A pipeline that stores nothing runs all of its nodes each time. */
    private boolean storesAnything() {
        PipelineGraph whole = run.pipeline().wholeGraph();
        for (int node = 0; node < whole.nodeCount(); node++) {
            for (int output : whole.outputs(node)) {
                if (run.catalog().isStored(whole.dataset(output))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Materials materials() {
        return new Preparation(run.pipeline(), run.catalog(), run.parameters(), run.inputs(), run.wording())
                .prepare(run.options(), setup());
    }

    private RunSetup setup() {
        if (setup == null) {
            setup = run.setup(storesAnything() ? fingerprints().source() : Optional.empty());
        }
        return setup;
    }

    /**
     * Returns the fingerprints, which are linked once for a session, since the code of a running program does not
     * change.
     */
    private CodeFingerprints fingerprints() {
        if (fingerprints == null) {
            fingerprints = run.fingerprints();
        }
        return fingerprints;
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

    /**
     * Returns the slots, which are determined once for a session, unless its first run gives the checkout another id.
     */
    private Slots slots(StateStore store) {
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

    private void requireKnownNodes() {
        requireKnown(run.policy().named());
    }

    private void requireKnown(Collection<String> names) {
        List<ConfigProblem> problems = new ArrayList<>();
        for (String name : names) {
            if (graph.nodeNumber(name).isEmpty()) {
                String hint = NearestName.inAnyNamespace(name, nodeNames())
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse("");
                problems.addAll(problem("has no node \"" + name + "\"" + hint).problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }

    private RunReport execute(
            Supplier<Materials> materials,
            Map<Integer, Object> given,
            Tracking tracking,
            Map<String, Duration> durations,
            List<RunListener> told) {
        return new Launch(run, RunListeners.of(told), durations).run(setup(), materials, given, tracking);
    }
}
