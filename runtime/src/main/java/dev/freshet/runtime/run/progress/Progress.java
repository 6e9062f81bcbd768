package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.schedule.ResourceQueue;

/**
 * How far a run is: the rules about its nodes, which share one table of states. All of them are guarded by the engine's
 * lock.
 */
public record Progress(
        NodeStates states, ReadyNodes ready, PartitionedNodes partitions, StoppedNodes stopped, StepCount steps) {
    /**
     * Starts with all nodes waiting; nodes without upstream nodes are ready.
     *
     * @param inOrder whether nodes start strictly in the order of their ranks
     * @param asks whether nodes are decided before they run and recorded afterwards
     */
    public static Progress of(
            PipelineGraph graph, Edges edges, NodeEffects effects, ResourceQueue queue, boolean inOrder, boolean asks) {
        StepCount steps = new StepCount();
        StateTable states = new StateTable(graph);
        StartQueue starts = new StartQueue(queue, graph.nodeCount(), inOrder);
        FailureReaders readers = new FailureReaders(graph, states);
        HeldNodes held = new HeldNodes();
        Completion completion = new Completion(edges, queue, graph.nodeCount());
        ReadyNodes ready = new ReadyNodes(graph, states, starts, readers, steps, asks);
        Releases releases = new Releases(edges, states, ready, held);
        PartitionedNodes partitions = new PartitionedNodes(graph, starts, completion, steps);
        StoppedNodes stopped =
                new StoppedNodes(edges, effects, states, starts, readers, releases, completion, partitions);
        NodeStates.Parts parts =
                new NodeStates.Parts(graph, edges, effects, states, starts, readers, held, completion, steps, asks);
        return new Progress(new NodeStates(parts, ready, releases, stopped), ready, partitions, stopped, steps);
    }
}
