package dev.freshet.runtime.change.detection;

import dev.freshet.Rerun;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.Optional;
import java.util.function.IntPredicate;

/** When nodes run, by their declarations and by the run's options. */
public final class Reruns {
    private final Context.Policy policy;
    private final PipelineGraph graph;

    public Reruns(PipelineGraph graph, Context.Policy policy) {
        this.graph = graph;
        this.policy = policy;
    }

    /**
     * Returns when a node runs. If only missing outputs count, nodes that would run when something changed run when an
     * output is missing.
     */
    public Rerun of(int node) {
        return policy.onlyMissing() && graph.rerun(node) == Rerun.WHEN_CHANGED ? Rerun.WHEN_MISSING : graph.rerun(node);
    }

    /** Returns whether a node runs if it has never run. */
    boolean runsIfNew(int node) {
        return of(node) == Rerun.WHEN_CHANGED || of(node) == Rerun.ALWAYS;
    }

    /** Returns whether a node runs even if it is up to date. */
    public boolean isForced(int node) {
        return policy.named().contains(graph.node(node)) || (policy.all() && graph.rerun(node) != Rerun.NEVER);
    }

    /** Returns the reason of a node whose value in memory the caller wants; empty if there is no such value. */
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

    /** Returns whether a node must recompute everything, whatever it made before. */
    boolean makesAllAnew(int node) {
        return isForced(node) || of(node) == Rerun.ALWAYS;
    }
}
