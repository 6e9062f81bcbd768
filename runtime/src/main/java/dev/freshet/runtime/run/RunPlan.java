package dev.freshet.runtime.run;

import dev.freshet.Rerun;
import dev.freshet.fingerprint.ImpureUse;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.change.detection.ChangeDetector;
import dev.freshet.runtime.change.detection.CodeFingerprints;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run would do, as far as it can be known before it. */
public final class RunPlan {
    private final PipelineGraph graph;
    private final List<Decision> decisions;
    private final CodeFingerprints codes;

    private RunPlan(PipelineGraph graph, List<Decision> decisions, CodeFingerprints codes) {
        this.graph = graph;
        this.decisions = decisions;
        this.codes = codes;
    }

    /** Of a pipeline that starts from nothing each time. */
    public static RunPlan ofAll(CompiledPipeline pipeline) {
        PipelineGraph graph = pipeline.graph();
        List<Decision> decisions = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            decisions.add(new Decision.Stale(List.of(new Reason.NothingStored())));
        }
        return new RunPlan(graph, decisions, CodeFingerprints.UNKNOWN);
    }

    public static RunPlan of(CompiledPipeline pipeline, ChangeDetector detector) {
        PipelineGraph graph = pipeline.graph();
        List<Decision> decisions = new ArrayList<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            decisions.add(detector.decide(node));
        }
        for (int node = graph.nodeCount() - 1; node >= 0; node--) {
            if (decisions.get(node) instanceof Decision.Stale) {
                demand(graph, node, detector, decisions);
            }
        }
        return new RunPlan(graph, decisions, detector.codes());
    }

    /** A skipped node runs if a node that must run needs what it makes in memory. */
    private static void demand(PipelineGraph graph, int node, ChangeDetector detector, List<Decision> decisions) {
        for (int input : graph.inputs(node)) {
            int producer = graph.producer(input);
            if (producer >= 0 && detector.isInMemory(input) && !(decisions.get(producer) instanceof Decision.Stale)) {
                List<Reason> reasons = new ArrayList<>();
                reasons.add(new Reason.NeededBy(graph.node(node), graph.dataset(input)));
                if (decisions.get(producer) instanceof Decision.OnDemand onDemand) {
                    onDemand.changes().stream()
                            .filter(reason -> !(reason instanceof Reason.NeverRan))
                            .forEach(reasons::add);
                }
                decisions.set(producer, new Decision.Stale(List.copyOf(reasons)));
            }
        }
    }

    /** What would become of each node, by name, in an order in which they can run. */
    public Map<String, Decision> decisions() {
        Map<String, Decision> byName = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            byName.put(graph.node(node), decisions.get(node));
        }
        return byName;
    }

    /** What would become of a node; empty if there is none of that name. */
    public Optional<Decision> decision(String node) {
        return graph.nodeNumber(node).map(decisions::get);
    }

    /** What would become of the node of that number. */
    public Decision decision(int node) {
        return decisions.get(node);
    }

    /**
     * What the code of nodes depends on without any fingerprint seeing it, a line each, by node. Nodes that run each time
     * are left out, and so are nodes of which nothing is known.
     */
    public Map<String, List<String>> impure() {
        return impure(graph, codes);
    }

    public static Map<String, List<String>> impure(PipelineGraph graph, CodeFingerprints codes) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        for (int node = 0; node < graph.nodeCount(); node++) {
            List<ImpureUse> uses = graph.rerun(node) == Rerun.ALWAYS ? List.of() : codes.impure(node);
            if (!uses.isEmpty()) {
                byName.put(graph.node(node), uses.stream().map(ImpureUse::text).toList());
            }
        }
        return byName;
    }

    /** Whether nothing would run. */
    public boolean isFresh() {
        return decisions.stream().noneMatch(Decision.Stale.class::isInstance);
    }
}
