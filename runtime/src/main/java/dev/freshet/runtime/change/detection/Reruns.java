package dev.freshet.runtime.change.detection;

import dev.freshet.Rerun;
import dev.freshet.runtime.plan.PipelineGraph;

/** When nodes run by their declaration and by what the run was told. */
final class Reruns {
    private final Context.Policy policy;
    private final PipelineGraph graph;

    Reruns(Context context) {
        policy = context.policy();
        graph = context.pipeline().graph();
    }

    Rerun of(int node) {
        return policy.onlyMissing() && graph.rerun(node) == Rerun.WHEN_CHANGED ? Rerun.WHEN_MISSING : graph.rerun(node);
    }

    /** Whether a node runs if it has never run. */
    boolean runsIfNew(int node) {
        return of(node) == Rerun.WHEN_CHANGED || of(node) == Rerun.ALWAYS;
    }

    boolean isForced(int node) {
        return policy.named().contains(graph.node(node)) || (policy.all() && graph.rerun(node) != Rerun.NEVER);
    }

    /** Whether a node must make everything, whatever it made before. */
    boolean makesAllAnew(int node) {
        return isForced(node) || of(node) == Rerun.ALWAYS;
    }
}
