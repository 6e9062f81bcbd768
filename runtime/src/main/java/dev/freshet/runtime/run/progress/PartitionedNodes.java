package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayDeque;
import java.util.List;

/**
 * The nodes that are called for each partition of an input. Each partition is a task of its own. The node is finished
 * after the last one. Guarded by the engine's lock.
 */
public final class PartitionedNodes {
    private final PipelineGraph graph;
    private final StartQueue starts;
    private final Completion completion;
    private final StepCount steps;
    /** Nodes whose partitions are made, or will not be made, and that must be finished. */
    private final ArrayDeque<Integer> toFinish = new ArrayDeque<>();

    PartitionedNodes(PipelineGraph graph, StartQueue starts, Completion completion, StepCount steps) {
        this.graph = graph;
        this.starts = starts;
        this.completion = completion;
        this.steps = steps;
    }

    /** A node has found which of its partitions must be made. */
    public void opened(int node, List<String> keys) {
        starts.open(node, keys, graph.options(node).atOnce());
    }

    /** A partition of a node has ended. */
    public void ended(int node) {
        starts.partitionEnded(node);
        finishIfCan(node);
    }

    /** A partition of a node failed and is retried after a pause. */
    public void retry(Task.Partition task, long pauseNanos) {
        starts.pausePartition(task.node(), task.key(), pauseNanos);
    }

    /** Takes back a partition that was not started. */
    public void giveBack(Task.Partition task) {
        starts.giveBackPartition(task.node(), task.key());
    }

    /** No further partition of a node starts. */
    public void drop(int node) {
        starts.dropPartitions(node);
        finishIfCan(node);
    }

    private void finishIfCan(int node) {
        if (starts.closePartitions(node)) {
            steps.begin();
            completion.finishing();
            toFinish.add(node);
        }
    }

    /** Returns the next node to finish, whose partitions are made. */
    public Task nextToFinish() {
        if (toFinish.isEmpty()) {
            return Task.None.NOW;
        }
        steps.taken();
        return new Task.Finish(toFinish.remove());
    }

    public boolean hasToFinish() {
        return !toFinish.isEmpty();
    }

    /** Takes back a node that was not finished. */
    public void giveBack(Task.Finish task) {
        steps.begin();
        toFinish.addFirst(task.node());
    }

    /** A node whose partitions are made was finished, or has new partitions to make. */
    public void finished() {
        completion.finished();
    }
}
