package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.plan.PipelineGraph;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** The nodes that can be decided, or can run, and which of them is next. Guarded by the engine's lock. */
public final class ReadyNodes {
    private final PipelineGraph graph;
    private final StateTable states;
    private final StartQueue starts;
    private final FailureReaders readers;
    private final StepCount steps;
    private final boolean asks;
    private final IntPredicate isReady = this::isStartable;
    /** Nodes that were not decided because only readers of failures still start. */
    private final BitSet passedOver = new BitSet();
    /** No node before this one waits. */
    private int firstWaiting;

    /** @param asks whether nodes are decided before they run */
    ReadyNodes(
            PipelineGraph graph,
            StateTable states,
            StartQueue starts,
            FailureReaders readers,
            StepCount steps,
            boolean asks) {
        this.graph = graph;
        this.states = states;
        this.starts = starts;
        this.readers = readers;
        this.steps = steps;
        this.asks = asks;
    }

    /** Returns what to do next: to run a node, to decide about one, or nothing at the moment. */
    public Task next() {
        if (starts.hasPaused()) {
            starts.takeDue(this::tryAgain);
        }
        int below = starts.isInOrder() ? nextInOrder() : Integer.MAX_VALUE;
        Task task = starts.next(isReady, below);
        if (task == Task.None.NOW && below < Integer.MAX_VALUE && steps.isQuiet()) {
            // No step is in progress that could let the waiting node start.
            task = starts.next(isReady, Integer.MAX_VALUE);
        }
        if (task instanceof Task.Execute start) {
            states.move(start.node(), NodeState.QUEUED, NodeState.RUNNING);
        }
        return task;
    }

    /** Returns the next node to decide ahead, so that it is ready once a thread is free. */
    public Task nextAhead() {
        return starts.nextAhead(isReady);
    }

    /** A node was decided ahead. */
    public void decidedAhead(int node) {
        starts.decidedAhead(node);
    }

    /** Returns how many nodes are being decided ahead or wait for a thread. */
    public int ahead() {
        return starts.ahead();
    }

    /** Returns whether something waits that could start if resources allow. */
    public boolean hasWaiting() {
        return starts.hasWaiting();
    }

    /** Returns whether something waits to be retried. */
    public boolean hasPaused() {
        return starts.hasPaused();
    }

    /** Returns the time until the next retry; 0 if there is none. */
    public long nanosUntilRetry() {
        return starts.nanosUntilRetry();
    }

    /** Returns whether a node may still start. */
    public boolean mayStart(int node) {
        return readers.mayStart(node);
    }

    /** Returns whether only nodes still start that take a failure as their input, and the nodes that these need. */
    public boolean startsOnlyReadersOfFailures() {
        return readers.startsNoOthers();
    }

    /** Returns whether a node that was taken from its queue may start. */
    private boolean isStartable(int node) {
        boolean isReady = states.is(node, NodeState.READY);
        boolean mayStart = readers.mayStart(node);
        passedOver.set(node, isReady && !mayStart);
        return isReady && mayStart;
    }

    /**
     * Returns the first node that waits for saves and records, if nodes start in the order of their numbers, so that no
     * later node starts before it. Nodes that wait for a retry or for another run do not hold up others.
     */
    private int nextInOrder() {
        while (firstWaiting < states.size()
                && (!states.is(firstWaiting, NodeState.WAITING) || !readers.mayStart(firstWaiting))) {
            firstWaiting++;
        }
        if (firstWaiting == states.size()) {
            return Integer.MAX_VALUE;
        }
        for (int earlier : graph.predecessors(firstWaiting)) {
            NodeState state = states.of(earlier);
            if (state == NodeState.PAUSED || state == NodeState.ELSEWHERE || state == NodeState.HELD) {
                return Integer.MAX_VALUE;
            }
        }
        return firstWaiting;
    }

    /** A node that waited or was skipped can now be decided, or can run. */
    void ready(int node, NodeState from) {
        if (!readers.mayStart(node)) {
            return;
        }
        starts.ready(node, steps.now());
        if (asks) {
            states.move(node, from, NodeState.READY);
            starts.decide(node);
        } else {
            enqueue(node, NodeState.WAITING);
        }
    }

    /** A node can run. */
    void enqueue(int node, NodeState from) {
        if (!readers.mayStart(node)) {
            return;
        }
        states.move(node, from, NodeState.QUEUED);
        starts.run(node);
    }

    /**
     * A node may start after all.
     *
     * @param waits whether it still waits for upstream nodes
     */
    void takeUpAgain(int node, boolean waits) {
        firstWaiting = Math.min(firstWaiting, node);
        if (states.is(node, NodeState.WAITING) && !waits) {
            ready(node, NodeState.WAITING);
        } else if (states.is(node, NodeState.READY) && passedOver.get(node)) {
            passedOver.clear(node);
            starts.decide(node);
        }
    }

    /** Retries a node, unless it was blocked while it waited. */
    private void tryAgain(int node) {
        if (states.is(node, NodeState.ELSEWHERE)) {
            states.move(node, NodeState.ELSEWHERE, NodeState.READY);
            starts.decide(node);
        } else if (states.is(node, NodeState.PAUSED)) {
            enqueue(node, NodeState.PAUSED);
        } else if (states.is(node, NodeState.RUNNING)) {
            starts.resumePartition(node);
        }
    }
}
