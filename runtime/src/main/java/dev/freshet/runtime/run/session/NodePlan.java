package dev.freshet.runtime.run.session;

import dev.freshet.Rerun;
import dev.freshet.fingerprint.ImpureUse;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.change.detection.Context;
import dev.freshet.runtime.change.detection.Reruns;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.OtherRun;
import dev.freshet.runtime.run.RunPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** What a run would do, decided node by node. */
final class NodePlan implements RunPlan {
    private final CompiledPipeline pipeline;
    private final PipelineGraph graph;
    private final List<Decision> decisions;
    private final CodeFingerprints codes;
    private final Map<String, OtherRun> others;
    private final Set<String> own;

    private NodePlan(
            CompiledPipeline pipeline,
            List<Decision> decisions,
            CodeFingerprints codes,
            Map<String, OtherRun> others,
            Set<String> own) {
        this.pipeline = pipeline;
        this.graph = pipeline.graph();
        this.decisions = decisions;
        this.codes = codes;
        this.others = others;
        this.own = own;
    }

    /**
     * Plans a run of a pipeline that stores nothing and therefore runs all of its nodes each time. If only missing
     * outputs count, the nodes without outputs run, and the nodes that they need.
     */
    static RunPlan withoutState(CompiledPipeline pipeline, Context.Policy policy) {
        PipelineGraph graph = pipeline.graph();
        Reruns reruns = new Reruns(graph, policy);
        Decision nothingStored = new Decision.Stale(List.of(new Reason.NothingStored()));
        List<Decision> decisions = new ArrayList<>(Collections.nCopies(graph.nodeCount(), nothingStored));
        if (policy.onlyMissing()) {
            for (int node = 0; node < graph.nodeCount(); node++) {
                decisions.set(
                        node,
                        withoutState(graph, node, reruns)
                                .<Decision>map(reason -> new Decision.Stale(List.of(reason)))
                                .orElseGet(() -> new Decision.InMemory(List.of())));
            }
        }
        demand(graph, decisions, node -> true, dataset -> true);
        return new NodePlan(pipeline, decisions, CodeFingerprints.UNKNOWN, Map.of(), Set.of());
    }

    private static Optional<Reason> withoutState(PipelineGraph graph, int node, Reruns reruns) {
        if (reruns.isForced(node)) {
            return Optional.of(new Reason.Forced());
        }
        if (reruns.of(node) == Rerun.ALWAYS) {
            return Optional.of(new Reason.Always());
        }
        boolean isMissing = reruns.of(node) != Rerun.NEVER && graph.outputs(node).length == 0;
        return isMissing ? Optional.of(new Reason.NothingStored()) : reruns.kept(node, output -> true);
    }

    static NodePlan of(CompiledPipeline pipeline, ChangeDetector detector) {
        return of(pipeline, detector, node -> false);
    }

    /**
     * Plans a run.
     *
     * @param mayBeFetched whether another run may have made the outputs of a node. Then the node need not run although
     *     it is stale, and its inputs in memory need not be made
     */
    static NodePlan of(CompiledPipeline pipeline, ChangeDetector detector, IntPredicate mayBeFetched) {
        PipelineGraph graph = pipeline.graph();
        List<Decision> decisions = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            decisions.add(detector.decide(node));
        }
        demand(graph, decisions, node -> !mayBeFetched.test(node), detector::isInMemory);
        return new NodePlan(pipeline, decisions, detector.codes(), Map.of(), Set.of());
    }

    /**
     * Returns this plan, with the runs of other checkouts with which nodes are compared.
     *
     * @param ofCheckout the nodes whose results are valid in this checkout only
     */
    NodePlan with(Map<String, OtherRun> compared, Set<String> ofCheckout) {
        return new NodePlan(pipeline, decisions, codes, compared, ofCheckout);
    }

    @Override
    public boolean isOwn(String node) {
        return own.contains(node);
    }

    @Override
    public Optional<OtherRun> otherRun(String node) {
        return Optional.ofNullable(others.get(node));
    }

    /** Lets skipped nodes run if a node that must run needs their values in memory. */
    private static void demand(
            PipelineGraph graph, List<Decision> decisions, IntPredicate mayDemand, IntPredicate isInMemory) {
        for (int node = graph.nodeCount() - 1; node >= 0; node--) {
            if (decisions.get(node) instanceof Decision.Stale && mayDemand.test(node)) {
                demand(graph, node, isInMemory, decisions);
            }
        }
    }

    private static void demand(PipelineGraph graph, int node, IntPredicate isInMemory, List<Decision> decisions) {
        for (int input : graph.inputs(node)) {
            int producer = graph.producer(input);
            if (producer >= 0 && isInMemory.test(input) && !(decisions.get(producer) instanceof Decision.Stale)) {
                List<Reason> reasons = new ArrayList<>();
                reasons.add(new Reason.NeededBy(graph.node(node), graph.dataset(input)));
                if (decisions.get(producer) instanceof Decision.InMemory inMemory) {
                    inMemory.changes().stream()
                            .filter(reason -> !(reason instanceof Reason.NeverRan))
                            .forEach(reasons::add);
                }
                decisions.set(producer, new Decision.Stale(List.copyOf(reasons)));
            }
        }
    }

    @Override
    public Map<String, Decision> decisions() {
        Map<String, Decision> byName = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            byName.put(graph.node(node), decisions.get(node));
        }
        return byName;
    }

    @Override
    public Optional<Decision> decision(String node) {
        return graph.nodeNumber(node).map(decisions::get);
    }

    @Override
    public Decision decision(int node) {
        return decisions.get(node);
    }

    @Override
    public Map<String, List<String>> impure() {
        return impure(graph, codes);
    }

    @Override
    public Map<String, List<String>> wholeClasses() {
        return WholeClasses.of(pipeline, codes);
    }

    static Map<String, List<String>> impure(PipelineGraph graph, CodeFingerprints codes) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            List<ImpureUse> uses = graph.rerun(node) == Rerun.ALWAYS ? List.of() : codes.impure(node);
            if (!uses.isEmpty()) {
                byName.put(graph.node(node), uses.stream().map(ImpureUse::text).toList());
            }
        }
        return byName;
    }

    @Override
    public boolean isUpToDate() {
        return decisions.stream().noneMatch(Decision.Stale.class::isInstance);
    }
}
