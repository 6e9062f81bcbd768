package dev.freshet.runtime.run.progress;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stops nodes that will make nothing that counts, and blocks the nodes that need them. Guarded by the engine's lock.
 */
public final class StoppedNodes {
    private final Edges edges;
    private final NodeEffects effects;
    private final StateTable states;
    private final StartQueue starts;
    private final FailureReaders readers;
    private final Releases releases;
    private final Completion completion;
    private final PartitionedNodes partitions;
    /** Running nodes whose results will not count, with the node that failed. */
    private final Map<Integer, Integer> doomed = new HashMap<>();

    StoppedNodes(
            Edges edges,
            NodeEffects effects,
            StateTable states,
            StartQueue starts,
            FailureReaders readers,
            Releases releases,
            Completion completion,
            PartitionedNodes partitions) {
        this.edges = edges;
        this.effects = effects;
        this.states = states;
        this.starts = starts;
        this.readers = readers;
        this.releases = releases;
        this.completion = completion;
        this.partitions = partitions;
    }

    /** No node starts any more, so that other runs can work on the nodes that were about to run. */
    public void startNoMore() {
        giveUpRetries();
        for (int node = 0; node < states.size(); node++) {
            if (states.isToStart(node)) {
                notStarted(node);
            } else if (states.is(node, NodeState.RUNNING)) {
                partitions.drop(node);
            }
        }
    }

    /** From now on, only nodes start that take a failure as their input, and the nodes that these need. */
    public void startOnlyReadersOfFailures() {
        if (readers.startsNoOthers()) {
            return;
        }
        readers.startNoOthers();
        giveUpRetries();
        for (int node = 0; node < states.size(); node++) {
            if (!readers.isNeeded(node) && states.isToStart(node)) {
                if (states.is(node, NodeState.QUEUED)) {
                    starts.remove(node);
                }
                notStarted(node);
            }
        }
    }

    /** Cancels all retries. */
    private void giveUpRetries() {
        starts.takePaused(node -> {
            if (states.is(node, NodeState.PAUSED)) {
                giveUp(node);
            } else if (states.is(node, NodeState.RUNNING)) {
                partitions.drop(node);
            } else if (states.is(node, NodeState.ELSEWHERE)) {
                stop(node);
            }
        });
    }

    /**
     * A node must run but does not start, because the run starts no further node, or the node was blocked meanwhile.
     */
    public void notStarted(int node) {
        readers.giveUp(node);
        effects.notStarted(node);
    }

    /** A node counts as failed, although it would have been retried. */
    public void giveUp(int node) {
        if (effects.giveUp(node)) {
            fail(node, node);
        } else {
            stop(node);
        }
    }

    /** Leaves behind the nodes that still run, or whose values are still being saved. */
    public void abandon() {
        for (int node = 0; node < states.size(); node++) {
            if (states.is(node, NodeState.RUNNING) || states.is(node, NodeState.MADE)) {
                states.move(node, states.of(node), NodeState.STOPPED);
                effects.leaveBehind(node);
            }
        }
    }

    /** A node will make nothing that counts, although no node failed. Nodes that need it do not become ready. */
    public void stop(int node) {
        end(node);
        letGoOf(node);
    }

    /**
     * A node failed, or needs a node that failed. Blocks the nodes that need it.
     *
     * @param by the node that failed
     * @return whether there is a node that takes the failure as its input
     */
    public boolean fail(int node, int by) {
        boolean isHandled = false;
        ArrayDeque<Integer> open = new ArrayDeque<>();
        end(node);
        open.add(node);
        while (!open.isEmpty()) {
            int stopped = open.remove();
            letGoOf(stopped);
            for (int edge = edges.first(stopped); edge < edges.end(stopped); edge++) {
                int successor = edges.successor(edge);
                if (edges.isTolerant(edge)) {
                    isHandled = true;
                    readers.need(successor).stream().forEach(releases::takeUpAgain);
                    completion.lacksOneLess(successor);
                    releases.failed(stopped, successor);
                } else if (block(successor, by)) {
                    open.add(successor);
                }
            }
        }
        return isHandled;
    }

    private void letGoOf(int node) {
        releases.letGo(node);
        releases.letGoLate(node);
    }

    /** Stops a node. This may happen twice: a node that it needs can fail while its own failure is being reported. */
    private void end(int node) {
        if (!states.is(node, NodeState.STOPPED)) {
            states.move(node, states.of(node), NodeState.STOPPED);
        }
    }

    private boolean block(int node, int by) {
        NodeState state = states.of(node);
        if (state == NodeState.COMPLETE
                || state == NodeState.STOPPED
                || (state == NodeState.SKIPPED && completion.isComplete(node))) {
            return false;
        }
        if (state == NodeState.RUNNING) {
            doomed.putIfAbsent(node, by);
            return false;
        }
        if (state == NodeState.QUEUED) {
            starts.remove(node);
        }
        end(node);
        effects.block(node, by);
        return true;
    }

    /** Blocks a node that was decided, because it needs a value that a node will not make. */
    void blockDecided(int node, int by) {
        effects.block(node, by);
        fail(node, by);
    }

    /** Blocks the nodes that wait for values of a node that was skipped after all. */
    void blockHeld(List<Integer> holders, int by) {
        for (int holder : holders) {
            if (states.is(holder, NodeState.HELD)) {
                blockDecided(holder, by);
            }
        }
    }

    /** Stops a node whose call has ended if its results do not count; returns whether it was stopped. */
    boolean stopIfDoomed(int node) {
        Integer failed = doomed.remove(node);
        if (failed == null) {
            return false;
        }
        effects.block(node, failed);
        fail(node, failed);
        return true;
    }
}
