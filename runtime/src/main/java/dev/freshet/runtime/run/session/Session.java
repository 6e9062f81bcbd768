package dev.freshet.runtime.run.session;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.graph.GraphDocument;
import dev.freshet.runtime.graph.GraphViews;
import dev.freshet.runtime.impact.Impact;
import dev.freshet.runtime.impact.ImpactSearch;
import dev.freshet.runtime.impact.ReachedCode;
import dev.freshet.runtime.run.Deployment;
import dev.freshet.runtime.run.NodeStatus;
import dev.freshet.runtime.run.RunPlan;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.VerifyReport;
import dev.freshet.runtime.run.engine.RunResults;
import dev.freshet.runtime.run.setup.RunDescription;
import dev.freshet.runtime.run.verify.NodeSample;
import dev.freshet.runtime.run.verify.Verification;
import dev.freshet.runtime.state.StateStore;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One use of a pipeline, such as a run, a plan or a verification. */
public final class Session {
    private final RunDescription run;
    private final SessionFacts facts;

    public Session(RunDescription run) {
        this.run = run;
        facts = new SessionFacts(run);
    }

    public RunReport start() {
        return new StartedRun(facts).start();
    }

    /** Returns the results of a run that is known to have nothing to do. */
    public RunResults nothingToDo(boolean areKeptBack) {
        return new StartedRun(facts).nothingToDo(areKeptBack);
    }

    /** Decides about all nodes, after all checks that a run makes before its first node. */
    public RunPlan plan() {
        RunPlan plan = facts.withAllProblems(this::explain);
        if (!plan.isUpToDate()) {
            facts.materials(plan);
        }
        return plan;
    }

    /** Makes all checks that a run makes before its first node. */
    public void check() {
        facts.requireKnownNodes();
        facts.materials();
    }

    /** Decides about all nodes, even if something that a run needs is missing. */
    public RunPlan explain() {
        facts.requireKnownNodes();
        if (!facts.storesAnything()) {
            return facts.planWithoutState();
        }
        facts.requireOwnPlaces();
        try (StateStore store = facts.openState()) {
            LastResults last = lastResults(store);
            return NodePlan.of(run.pipeline(), facts.detector(store))
                    .with(last.others(), run.team().sharesResults() ? last.own() : Set.of());
        }
    }

    private LastResults lastResults(StateStore store) {
        return new LastResults(store, facts.slots(store), facts.graph(), run.key());
    }

    public List<NodeStatus> status() {
        return facts.withAllProblems(this::statuses);
    }

    private List<NodeStatus> statuses() {
        facts.requireKnownNodes();
        facts.requireOwnPlaces();
        try (StateStore store = facts.openState()) {
            RunPlan plan = facts.storesAnything()
                    ? NodePlan.of(run.pipeline(), facts.detector(store))
                    : facts.planWithoutState();
            List<NodeStatus> all = new ArrayList<>();
            LastResults last = lastResults(store);
            plan.decisions()
                    .forEach((node, decision) ->
                            all.add(new NodeStatus(node, decision, last.of(node), last.usual(node), last.other(node))));
            return all;
        }
    }

    /** Returns the pipeline as a graph, without what a run would do. */
    public GraphDocument graph() {
        return graph(List.of(), GraphViews.Wanted.NOTHING);
    }

    /**
     * Returns the pipeline as a graph that says what a run would do with each node.
     *
     * @param views the additional views
     */
    public GraphDocument graphWithStatus(GraphViews.Wanted views) {
        return graph(facts.storesAnything() ? status() : List.of(), views);
    }

    private GraphDocument graph(List<NodeStatus> status, GraphViews.Wanted views) {
        GraphDocument document = new GraphDescription(run, facts.fingerprints())
                .document(status, status.isEmpty() ? Optional.empty() : new LastRunTimes(run).find());
        GraphViews shown = GraphViews.NONE;
        if (!status.isEmpty() && views.history()) {
            try (StateStore store = facts.openState()) {
                shown = new DocumentViews(run, store).history();
            }
        }
        return document.with(shown.with(new DocumentPreviews(run).of(views.previews())));
    }

    /** Returns the facts that another engine needs to run the nodes in several processes. */
    public Deployment deployment() {
        facts.requireOwnPlaces();
        return new DeploymentDescription(run).deployment(graph());
    }

    /** Answers questions about the code of nodes. */
    public CodeAnswers code() {
        return new CodeAnswers(facts);
    }

    /**
     * Returns what would run if something changed.
     *
     * @param asked the name of a method, parameter, dataset, or whatever else {@link ImpactSearch} finds
     */
    public Impact impact(String asked) {
        return new ImpactSearch(
                        graphWithStatus(GraphViews.Wanted.NOTHING),
                        new ReachedCode(facts.fingerprints().reached()),
                        code()::declared)
                .of(asked);
    }

    /**
     * See {@link Verification}.
     *
     * @param chosen the nodes to verify; the session must be one of all nodes
     */
    public VerifyReport verify(BitSet chosen, NodeSample sample) {
        try (StateStore store = facts.openState()) {
            return new Verification(run, () -> facts.detector(store)).verify(chosen, sample);
        }
    }

    public Map<String, List<Reason>> accept(List<String> names) {
        facts.requireKnown(names);
        try (StateStore store = facts.openState()) {
            StateStore.Lock lock = store.lock(run.lockWait());
            try {
                store.refresh();
                return new Acceptance(run, store, facts.slots(store), () -> facts.detectorReadingAll(store))
                        .accept(names);
            } finally {
                lock.close();
            }
        }
    }

    /** Forgets nodes. Also deletes a journal that cannot be read, since its error message recommends this command. */
    public void clean(List<String> names) {
        facts.requireKnown(names);
        List<String> nodes = names.isEmpty() ? facts.nodeNames() : names;
        new Forgetting(run, facts.graph(), facts::slots).forget(nodes, names.isEmpty());
    }
}
