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
 * How far each node is, and what follows for the others. Guarded by the lock of the {@link Engine}, which alone has it.
 *
 * <p>A node waits for those before it: where it reads from memory, until the values are made; else until they are
 * complete. A node is complete when its outputs are saved and all nodes that it read from are complete; then it is
 * recorded, so that no record is older than one that it builds on.
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
    /** Nodes whose successors no longer wait to start. */
    private final BitSet released = new BitSet();

    private final HeldNodes held = new HeldNodes();
    /** Running nodes whose result will not count, with the node that failed. */
    private final Map<Integer, Integer> doomed = new HashMap<>();
    /** Nodes that take a failure as their input, and what these need besides. */
    private final BitSet needed = new BitSet();
    /** Nodes that were to run and whose inputs are no longer kept. */
    private final BitSet givenUp = new BitSet();
    /** Whether no other nodes start any more. */
    private boolean startsOnlyReaders;
    /** Nodes that were to be decided about when no other nodes started any more. */
    private final BitSet passedOver = new BitSet();
    /** Nodes whose partitions are made, or are not to be made any more, and that are to be ended. */
    private final ArrayDeque<Integer> toFinish = new ArrayDeque<>();
    /** No node before this one waits. */
    private int firstWaiting;
    /** What is being decided, run, saved or recorded at the moment. */
    private int active;
    /** When the change began that goes on, by {@link System#nanoTime}. */
    private long now = System.nanoTime();

    /**
     * All nodes wait; those that wait for nothing are ready.
     *
     * @param asks whether nodes are decided about before they run, and recorded after it
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

    /** The only place where a state changes. */
    private void move(int node, NodeState from, NodeState to) {
        if (states[node] != from || !from.mayBecome(to)) {
            throw new IllegalStateException(
                    "node " + graph.node(node) + " is " + states[node] + " and cannot go from " + from + " to " + to);
        }
        states[node] = to;
    }

    /** Something begins to be done. */
    void begin() {
        active++;
    }

    /** Something has been done. */
    void end() {
        now = System.nanoTime();
        active--;
    }

    /** Whether nothing is being done. */
    boolean isQuiet() {
        return active == 0;
    }

    boolean isToBeDecided(int node) {
        return states[node] == NodeState.READY;
    }

    /** Asked about nodes that are taken out of their queue. */
    private boolean isStartable(int node) {
        passedOver.set(node, isToBeDecided(node) && !mayStart(node));
        return isToBeDecided(node) && mayStart(node);
    }

    boolean isMadeButIncomplete(int node) {
        return states[node] == NodeState.MADE;
    }

    /** The next node to be decided about, so that it is ready when a thread is. */
    Task nextAhead() {
        return starts.nextAhead(isReady);
    }

    /** The next node whose outputs are saved and that may be recorded; -1 if there is none. */
    int nextToRecord() {
        return completion.nextToRecord();
    }

    /** An output of a node has been saved, or could not be. */
    void saved(int node) {
        completion.saved(node);
    }

    /** A node failed although its values were made: one of them could not be saved. */
    void failedToSave(int node, Throwable failure) {
        effects.fail(node, failure);
    }

    /** A node has looked which of its partitions are to be made. */
    void opened(int node, List<String> keys) {
        starts.open(node, keys, graph.options(node).atOnce());
    }

    /** A partition of a node has ended. */
    void partitionEnded(int node) {
        starts.partitionEnded(node);
        finishIfCan(node);
    }

    /** A partition of a node failed and is tried again after a pause. */
    void retryPartition(Task.Partition task, long pauseNanos) {
        starts.pausePartition(task.node(), task.key(), pauseNanos);
    }

    /** A partition of a node was taken and is not started. */
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

    /** A node that was to be ended is not yet. */
    void giveBack(Task.Finish task) {
        active++;
        toFinish.addFirst(task.node());
    }

    /** The next node to be ended whose partitions are made. */
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

    /** A node whose partitions are made has been ended, or has new ones to make. */
    void finished() {
        completion.finished();
    }

    /** No node is tried again. */
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

    /** No node starts any more, so that others can work on those that were to run. */
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

    /** No node starts any more but those that take a failure as their input, and what these need besides. */
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

    /** Whether a node starts although the run starts no further ones. */
    boolean mayStart(int node) {
        return !startsOnlyReaders || needed.get(node);
    }

    boolean startsOnlyReaders() {
        return startsOnlyReaders;
    }

    /** A node takes a failure as its input: it runs with all that it needs, unless something of that was given up. */
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

    /** A node starts after all, although it had its turn when no other nodes started any more. */
    private void takeUpAgain(int node) {
        firstWaiting = Math.min(firstWaiting, node);
        if (states[node] == NodeState.WAITING && waiting[node] == 0) {
            ready(node, NodeState.WAITING);
        } else if (states[node] == NodeState.READY && passedOver.get(node)) {
            passedOver.clear(node);
            starts.decide(node);
        }
    }

    /** It was decided that a node runs, but the run starts no further node, or the node was blocked meanwhile. */
    void notStarted(int node) {
        giveUpStart(node);
    }

    /** A node failed although it would be tried again. */
    void giveUp(int node) {
        stopNode(node, effects.giveUp(node) ? node : -1);
    }

    /** The nodes that are running, or whose values are being saved, will not end in time. */
    void abandon() {
        for (int node = 0; node < states.length; node++) {
            if (states[node] == NodeState.RUNNING || states[node] == NodeState.MADE) {
                move(node, states[node], NodeState.STOPPED);
                effects.leaveBehind(node);
            }
        }
    }

    /** What to do next: to run a node, to decide about one, or nothing at the moment. */
    Task next() {
        if (starts.hasPaused()) {
            starts.takeDue(this::tryAgain);
        }
        int below = starts.isInOrder() ? nextInOrder() : Integer.MAX_VALUE;
        Task task = starts.next(isReady, below);
        if (task == Task.None.NOW && below < Integer.MAX_VALUE && isQuiet()) {
            // Nothing goes on that could let the waiting node start.
            task = starts.next(isReady, Integer.MAX_VALUE);
        }
        if (task instanceof Task.Execute start) {
            move(start.node(), NodeState.QUEUED, NodeState.RUNNING);
        }
        return task;
    }

    /**
     * Where nodes start in the order of their numbers: the first one that waits for values to be saved and recorded, so
     * that no later one starts before it. What waits for another try, or another run, does not hold up the others.
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

    /** A node that waited, or was skipped, may be decided about, or runs. */
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

    /** A node was decided: it must run, but another run is working on it. */
    void waitForOthers(int node, long pauseNanos) {
        move(node, NodeState.READY, NodeState.ELSEWHERE);
        starts.pause(node, pauseNanos);
    }

    /** Unless it was blocked while it waited. */
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

    /** A node was decided about: it does not run. */
    void skipped(int node) {
        move(node, NodeState.READY, NodeState.SKIPPED);
        blockAll(held.take(node), node);
        blockAll(held.takeLate(node), node);
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

    /** A node was decided about: it runs, after those in memory that were skipped and that it needs. */
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
     * A node that was skipped runs after all. It may save its other outputs again, so whoever reads them is not
     * complete before it is.
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
     * @param saves how many of them are being saved from now on
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

    /** Those that waited for a node that ran on demand. */
    private void letGo(List<Integer> holders) {
        for (int holder : holders) {
            if (states[holder] == NodeState.HELD && held.isLast(holder)) {
                enqueue(holder, NodeState.HELD);
            }
        }
    }

    /** A node failed and is tried again after a pause, unless what it would make no longer counts. */
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

    /** Records a node, or counts it as complete, if nothing is missing. */
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

    /** A node is recorded, or was skipped when all before it was complete. */
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

    /** Lets those go on that waited for a node's values, or for its end. */
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
     * A node will make nothing that counts: blocks those that need it.
     *
     * @param by the node that failed; -1 if none did
     * @return whether a node is there that takes the failure as an input
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

    /** A node may be stopped twice: what it needs can fail while its own failure is being told. */
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
