package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How far each node is, and what follows for other nodes. Only the {@link Engine} uses it, under its lock.
 *
 * <p>A node waits for its upstream nodes: until their values are made, if it reads these from memory, otherwise until
 * they are complete. A node is complete when its outputs are saved and all upstream nodes are complete. Then it is
 * recorded. So no record is older than the records that it is based on.
 */
// More than 400 lines: all transitions are in one place.
final class NodeStates {
    private final PipelineGraph graph;
    private final Edges edges;
    private final NodeEffects effects;
    private final StartQueue starts;
    private final boolean asks;
    private final IntPredicate isReady = this::isStartable;
    private final NodeState[] states;
    private final int[] waiting;
    private final Completion completion;
    /** Nodes that no longer hold up their downstream nodes. */
    private final BitSet released = new BitSet();

    private final HeldNodes held = new HeldNodes();
    /** Running nodes whose results will not count, with the node that failed. */
    private final Map<Integer, Integer> doomed = new HashMap<>();
    /** Nodes that take a failure as their input, and the nodes that these need. */
    private final BitSet needed = new BitSet();
    /** Nodes that did not start, and whose inputs are no longer kept. */
    private final BitSet givenUp = new BitSet();
    /** Whether only {@link #needed} nodes still start. */
    private boolean startsOnlyReaders;
    /** Nodes that were not decided because only {@link #needed} nodes still start. */
    private final BitSet passedOver = new BitSet();
    /** Nodes whose partitions are made, or will not be made, and that must be finished. */
    private final ArrayDeque<Integer> toFinish = new ArrayDeque<>();
    /** No node before this one waits. */
    private int firstWaiting;
    /** How many steps are in progress: decisions, calls, saves and records. */
    private int active;
    /** When the current change began, by {@link System#nanoTime}. */
    private long now = System.nanoTime();

    /**
     * Starts with all nodes waiting; nodes without upstream nodes are ready.
     *
     * @param asks whether nodes are decided before they run and recorded afterwards
     */
    NodeStates(
            PipelineGraph graph,
            Edges edges,
            NodeEffects effects,
            StartQueue starts,
            Completion completion,
            boolean asks) {
        this.graph = graph;
        this.edges = edges;
        this.effects = effects;
        this.asks = asks;
        this.starts = starts;
        this.completion = completion;
        int count = graph.nodeCount();
        states = new NodeState[count];
        Arrays.fill(states, NodeState.WAITING);
        waiting = new int[count];
        for (int node = 0; node < count; node++) {
            waiting[node] = edges.predecessors(node);
        }
        for (int node = 0; node < count; node++) {
            if (waiting[node] == 0) {
                ready(node, NodeState.WAITING);
            }
        }
    }

    /** Changes the state of a node. All changes go through this method. */
    private void move(int node, NodeState from, NodeState to) {
        if (states[node] != from || !from.mayBecome(to)) {
            throw new IllegalStateException(
                    "node " + graph.node(node) + " is " + states[node] + " and cannot go from " + from + " to " + to);
        }
        states[node] = to;
    }

    /** A step begins. */
    void begin() {
        active++;
    }

    /** A step has ended. */
    void end() {
        now = System.nanoTime();
        active--;
    }

    /** Returns whether no step is in progress. */
    boolean isQuiet() {
        return active == 0;
    }

    boolean isToBeDecided(int node) {
        return states[node] == NodeState.READY;
    }

    /** Returns whether a node that was taken from its queue may start. */
    private boolean isStartable(int node) {
        passedOver.set(node, isToBeDecided(node) && !mayStart(node));
        return isToBeDecided(node) && mayStart(node);
    }

    boolean isMadeButIncomplete(int node) {
        return states[node] == NodeState.MADE;
    }

    /** Returns the next node to decide ahead, so that it is ready once a thread is free. */
    Task nextAhead() {
        return starts.nextAhead(isReady);
    }

    /** Returns the next node to record; -1 if there is none. */
    int nextToRecord() {
        return completion.nextToRecord();
    }

    /** A save of a node's output has ended. */
    void saved(int node) {
        completion.saved(node);
    }

    /** A node failed because one of its values could not be saved. */
    void failedToSave(int node, Throwable failure) {
        effects.fail(node, failure);
    }

    /** A node has found which of its partitions must be made. */
    void opened(int node, List<String> keys) {
        starts.open(node, keys, graph.options(node).atOnce());
    }

    /** A partition of a node has ended. */
    void partitionEnded(int node) {
        starts.partitionEnded(node);
        finishIfCan(node);
    }

    /** A partition of a node failed and is retried after a pause. */
    void retryPartition(Task.Partition task, long pauseNanos) {
        starts.pausePartition(task.node(), task.key(), pauseNanos);
    }

    /** Takes back a partition that was not started. */
    void giveBack(Task.Partition task) {
        starts.giveBackPartition(task.node(), task.key());
    }

    /** No further partition of a node starts. */
    void dropPartitions(int node) {
        starts.dropPartitions(node);
        finishIfCan(node);
    }

    private void finishIfCan(int node) {
        if (starts.closePartitions(node)) {
            active++;
            completion.finishing();
            toFinish.add(node);
        }
    }

    /** Takes back a node that was not finished. */
    void giveBack(Task.Finish task) {
        active++;
        toFinish.addFirst(task.node());
    }

    /** Returns the next node to finish, whose partitions are made. */
    Task nextToFinish() {
        if (toFinish.isEmpty()) {
            return Task.None.NOW;
        }
        active--;
        return new Task.Finish(toFinish.remove());
    }

    boolean hasToFinish() {
        return !toFinish.isEmpty();
    }

    /** A node whose partitions are made was finished, or has new partitions to make. */
    void finished() {
        completion.finished();
    }

    /** Cancels all retries. */
    private void giveUpRetries() {
        starts.takePaused(node -> {
            if (states[node] == NodeState.PAUSED) {
                giveUp(node);
            } else if (states[node] == NodeState.RUNNING) {
                dropPartitions(node);
            } else if (states[node] == NodeState.ELSEWHERE) {
                stopNode(node, -1);
            }
        });
    }

    /** No node starts any more, so that other runs can work on the nodes that were about to run. */
    void startNoMore() {
        giveUpRetries();
        for (int node = 0; node < states.length; node++) {
            if (states[node] == NodeState.QUEUED || states[node] == NodeState.HELD) {
                giveUpStart(node);
            } else if (states[node] == NodeState.RUNNING) {
                dropPartitions(node);
            }
        }
    }

    /** From now on, only nodes start that take a failure as their input, and the nodes that these need. */
    void startOnlyReadersOfFailures() {
        if (startsOnlyReaders) {
            return;
        }
        startsOnlyReaders = true;
        giveUpRetries();
        for (int node = 0; node < states.length; node++) {
            if (!needed.get(node) && (states[node] == NodeState.QUEUED || states[node] == NodeState.HELD)) {
                if (states[node] == NodeState.QUEUED) {
                    starts.remove(node);
                }
                giveUpStart(node);
            }
        }
    }

    private void giveUpStart(int node) {
        givenUp.set(node);
        effects.notStarted(node);
    }

    /** Returns whether a node may still start. */
    boolean mayStart(int node) {
        return !startsOnlyReaders || needed.get(node);
    }

    boolean startsOnlyReaders() {
        return startsOnlyReaders;
    }

    /** A node takes a failure as its input. It runs with all nodes that it needs, unless one of them was given up. */
    private void need(int reader) {
        BitSet all = new BitSet();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(reader));
        while (!open.isEmpty()) {
            int node = open.remove();
            if (!all.get(node) && !needed.get(node) && !isMade(node)) {
                all.set(node);
                for (int earlier : graph.predecessors(node)) {
                    open.add(earlier);
                }
            }
        }
        if (!all.intersects(givenUp)) {
            needed.or(all);
            all.stream().forEach(this::takeUpAgain);
        }
    }

    /** A node that was passed over starts after all. */
    private void takeUpAgain(int node) {
        firstWaiting = Math.min(firstWaiting, node);
        if (states[node] == NodeState.WAITING && waiting[node] == 0) {
            ready(node, NodeState.WAITING);
        } else if (states[node] == NodeState.READY && passedOver.get(node)) {
            passedOver.clear(node);
            starts.decide(node);
        }
    }

    /**
     * A node must run but does not start, because the run starts no further node, or the node was blocked meanwhile.
     */
    void notStarted(int node) {
        giveUpStart(node);
    }

    /** A node counts as failed, although it would have been retried. */
    void giveUp(int node) {
        stopNode(node, effects.giveUp(node) ? node : -1);
    }

    /** Leaves behind the nodes that still run, or whose values are still being saved. */
    void abandon() {
        for (int node = 0; node < states.length; node++) {
            if (states[node] == NodeState.RUNNING || states[node] == NodeState.MADE) {
                move(node, states[node], NodeState.STOPPED);
                effects.leaveBehind(node);
            }
        }
    }

    /** Returns what to do next: to run a node, to decide about one, or nothing at the moment. */
    Task next() {
        if (starts.hasPaused()) {
            starts.takeDue(this::tryAgain);
        }
        int below = starts.isInOrder() ? nextInOrder() : Integer.MAX_VALUE;
        Task task = starts.next(isReady, below);
        if (task == Task.None.NOW && below < Integer.MAX_VALUE && isQuiet()) {
            // No step is in progress that could let the waiting node start.
            task = starts.next(isReady, Integer.MAX_VALUE);
        }
        if (task instanceof Task.Execute start) {
            move(start.node(), NodeState.QUEUED, NodeState.RUNNING);
        }
        return task;
    }

    /**
     * Returns the first node that waits for saves and records, if nodes start in the order of their numbers, so that no
     * later node starts before it. Nodes that wait for a retry or for another run do not hold up others.
     */
    private int nextInOrder() {
        while (firstWaiting < states.length && (states[firstWaiting] != NodeState.WAITING || !mayStart(firstWaiting))) {
            firstWaiting++;
        }
        if (firstWaiting == states.length) {
            return Integer.MAX_VALUE;
        }
        for (int earlier : graph.predecessors(firstWaiting)) {
            NodeState state = states[earlier];
            if (state == NodeState.PAUSED || state == NodeState.ELSEWHERE || state == NodeState.HELD) {
                return Integer.MAX_VALUE;
            }
        }
        return firstWaiting;
    }

    /** A node that waited or was skipped can now be decided, or can run. */
    private void ready(int node, NodeState from) {
        if (startsOnlyReaders && !needed.get(node)) {
            return;
        }
        starts.ready(node, now);
        if (asks) {
            move(node, from, NodeState.READY);
            starts.decide(node);
        } else {
            enqueue(node, NodeState.WAITING);
        }
    }

    /** A node must run, but another run is working on it. */
    void waitForOthers(int node, long pauseNanos) {
        move(node, NodeState.READY, NodeState.ELSEWHERE);
        starts.pause(node, pauseNanos);
    }

    /** Retries a node, unless it was blocked while it waited. */
    private void tryAgain(int node) {
        if (states[node] == NodeState.ELSEWHERE) {
            move(node, NodeState.ELSEWHERE, NodeState.READY);
            starts.decide(node);
        } else if (states[node] == NodeState.PAUSED) {
            enqueue(node, NodeState.PAUSED);
        } else if (states[node] == NodeState.RUNNING) {
            starts.resumePartition(node);
        }
    }

    private void enqueue(int node, NodeState from) {
        if (!mayStart(node)) {
            return;
        }
        move(node, from, NodeState.QUEUED);
        starts.run(node);
    }

    /** A node was decided: it does not run. */
    void skipped(int node) {
        move(node, NodeState.READY, NodeState.SKIPPED);
        if (effects.isGiven(node)) {
            letGo(held.take(node));
        } else {
            blockAll(held.take(node), node);
            blockAll(held.takeLate(node), node);
        }
        if (!released.get(node)) {
            release(node, true);
            released.set(node);
        }
        completeIfCan(node);
    }

    private void blockAll(List<Integer> holders, int by) {
        for (int holder : holders) {
            if (states[holder] == NodeState.HELD) {
                effects.block(holder, by);
                stopNode(holder, by);
            }
        }
    }

    /** A node was decided: it runs, after the skipped nodes whose values in memory it needs. */
    void mustRun(int node) {
        int values = 0;
        for (int input : graph.inputs(node)) {
            int producer = graph.producer(input);
            if (producer >= 0 && effects.isToBeMade(input) && !isMade(producer)) {
                if (states[producer] == NodeState.SKIPPED) {
                    if (!effects.isUpToDate(producer)) {
                        effects.block(node, producer);
                        stopNode(node, producer);
                        return;
                    }
                    demand(producer, new Reason.NeededBy(graph.node(node), graph.dataset(input)));
                }
                held.waitsFor(node, producer, readsStored(node, producer));
                effects.readsOnDemand(node, producer);
                values++;
            }
        }
        if (values == 0) {
            enqueue(node, NodeState.READY);
        } else {
            held.hold(node, values);
            move(node, NodeState.READY, NodeState.HELD);
        }
    }

    private boolean readsStored(int node, int producer) {
        for (int input : graph.inputs(node)) {
            if (graph.producer(input) == producer && effects.isStored(input)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A skipped node runs on demand. It may save its other outputs again, so their consumers cannot be complete before
     * it is.
     */
    private void demand(int node, Reason reason) {
        if (startsOnlyReaders) {
            needed.set(node);
        }
        effects.demand(node, reason);
        completion.reopen(node);
        ready(node, NodeState.SKIPPED);
    }

    private boolean isMade(int node) {
        return states[node] == NodeState.MADE
                || states[node] == NodeState.COMPLETE
                || states[node] == NodeState.STOPPED;
    }

    /**
     * A node made its values.
     *
     * @param saves how many of them will now be saved
     */
    void made(int node, int saves) {
        if (!asks) {
            move(node, NodeState.RUNNING, NodeState.COMPLETE);
            for (int edge = edges.first(node); edge < edges.end(node); edge++) {
                released(edges.successor(edge));
            }
            return;
        }
        Integer failed = doomed.remove(node);
        if (failed != null) {
            effects.block(node, failed);
            stopNode(node, failed);
            return;
        }
        move(node, NodeState.RUNNING, NodeState.MADE);
        active += saves;
        completion.saving(node, saves);
        letGo(held.take(node));
        if (!released.get(node)) {
            release(node, false);
        }
        completeIfCan(node);
    }

    /** Lets the nodes run that waited for a node that ran on demand. */
    private void letGo(List<Integer> holders) {
        for (int holder : holders) {
            if (states[holder] == NodeState.HELD && held.isLast(holder)) {
                enqueue(holder, NodeState.HELD);
            }
        }
    }

    /** A node failed and is retried after a pause, unless its results would no longer count. */
    void retry(int node, long pauseNanos) {
        Integer failed = doomed.remove(node);
        if (failed != null) {
            effects.block(node, failed);
            stopNode(node, failed);
            return;
        }
        move(node, NodeState.RUNNING, NodeState.PAUSED);
        starts.pause(node, pauseNanos);
    }

    /** Records a node, or counts it as complete, if it needs nothing more. */
    void completeIfCan(int node) {
        if (!completion.mayComplete(node)) {
            return;
        }
        if (states[node] == NodeState.SKIPPED) {
            complete(node);
        } else if (states[node] == NodeState.MADE && completion.isSaved(node)) {
            active++;
            completion.toRecord(node);
        }
    }

    /** A node is recorded, or was skipped and all of its upstream nodes are complete. */
    void complete(int node) {
        if (states[node] == NodeState.MADE) {
            move(node, NodeState.MADE, NodeState.COMPLETE);
        }
        if (completion.isComplete(node)) {
            return;
        }
        completion.completed(node);
        for (int edge = edges.first(node); edge < edges.end(node); edge++) {
            if (edges.carriesData(edge)) {
                completion.lacksOneLess(edges.successor(edge));
                completeIfCan(edges.successor(edge));
            }
        }
        letGo(held.takeLate(node));
        if (states[node] == NodeState.COMPLETE && !released.get(node)) {
            release(node, true);
            released.set(node);
        }
    }

    /** Lets the nodes continue that waited for a node's values, or for its end. */
    private void release(int node, boolean atEnd) {
        for (int edge = edges.first(node); edge < edges.end(node); edge++) {
            if (edges.isEarly(edge) != atEnd || states[node] == NodeState.SKIPPED) {
                released(edges.successor(edge));
            }
        }
    }

    private void released(int node) {
        if (--waiting[node] == 0 && states[node] == NodeState.WAITING) {
            ready(node, NodeState.WAITING);
        }
    }

    /**
     * A node will make nothing that counts. Blocks the nodes that need it.
     *
     * @param by the node that failed; -1 if none did
     * @return whether there is a node that takes the failure as its input
     */
    boolean stopNode(int node, int by) {
        boolean isHandled = false;
        ArrayDeque<Integer> open = new ArrayDeque<>();
        stop(node);
        open.add(node);
        while (!open.isEmpty()) {
            int stopped = open.remove();
            letGo(held.take(stopped));
            letGo(held.takeLate(stopped));
            for (int edge = edges.first(stopped); edge < edges.end(stopped); edge++) {
                int successor = edges.successor(edge);
                if (edges.isTolerant(edge) && by >= 0) {
                    isHandled = true;
                    need(successor);
                    completion.lacksOneLess(successor);
                    if (!released.get(stopped)) {
                        released(successor);
                    }
                } else if (by >= 0 && block(successor, by)) {
                    open.add(successor);
                }
            }
        }
        return isHandled;
    }

    /** Stops a node. This may happen twice: a node that it needs can fail while its own failure is being reported. */
    private void stop(int node) {
        if (states[node] != NodeState.STOPPED) {
            move(node, states[node], NodeState.STOPPED);
        }
    }

    private boolean block(int node, int by) {
        NodeState state = states[node];
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
        stop(node);
        effects.block(node, by);
        return true;
    }
}
