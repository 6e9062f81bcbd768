package dev.freshet.runtime.change.detection;

import dev.freshet.Rerun;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Optional;
import java.util.function.IntPredicate;

/** When nodes run by their declaration and by what the run was told. */
public final class Reruns {
    private final Context.Policy policy;
    private final PipelineGraph graph;

    public Reruns(PipelineGraph graph, Context.Policy policy) {
        this.graph = graph;
        this.policy = policy;
    }

    /** When a node runs; if only missing outputs count, in place of when something has changed. */
    public Rerun of(int node) {
        return policy.onlyMissing() && graph.rerun(node) == Rerun.WHEN_CHANGED ? Rerun.WHEN_MISSING : graph.rerun(node);
    }

    /** Whether a node runs if it has never run. */
    boolean runsIfNew(int node) {
        return of(node) == Rerun.WHEN_CHANGED || of(node) == Rerun.ALWAYS;
    }

    /** Whether a node runs whatever there is. */
    public boolean isForced(int node) {
        return policy.named().contains(graph.node(node)) || (policy.all() && graph.rerun(node) != Rerun.NEVER);
    }

    /** Why a node runs whose value the caller wants; empty if there is none, or it is stored. */
    public Optional<Reason> kept(int node, IntPredicate isInMemory) {
        if (!policy.kept().isEmpty()) {
            for (int output : graph.outputs(node)) {
                if (policy.kept().contains(graph.dataset(output)) && isInMemory.test(output)) {
                    return Optional.of(new Reason.Kept(graph.dataset(output)));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a node must make everything, whatever it made before. */
    boolean makesAllAnew(int node) {
        return isForced(node) || of(node) == Rerun.ALWAYS;
    }
}
