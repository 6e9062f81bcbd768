package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.schedule.IntHeap;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each node is, and what follows for the others. Not safe for use by several threads: {@link Engine} holds its lock.
 *
 * <p>A node waits for those before it: where it reads from memory, until the values are made; else until they are complete.
 * A node is complete when its outputs are saved and all nodes that it read from are complete; then it is recorded, so that
 * no record is older than one that it builds on.
 */
final class NodeStates {
    private enum State {
        WAITING,
        /** To be decided about. */
        READY,
        /** Must run, but another that was skipped must run first. */
        HELD,
        QUEUED,
        RUNNING,
        /** Waits to be tried again. */
        PAUSED,
        /** Its values are made, but not all are saved or may be recorded. */
        MADE,
        COMPLETE,
        SKIPPED,
        /** Failed, blocked or cancelled. */
        STOPPED
    }

    private final PipelineRun run;
    private final PipelineGraph graph;
    private final Edges edges;
    private final ResourceQueue queue;
    private final boolean asks;
    private final boolean inOrder;
    private final State[] states;
    private final int[] waiting;
    private final int[] incomplete;
    private final int[] unsaved;
    private final long[] since;
    /** Ranks of the nodes to be decided about. */
    private final IntHeap ready = new IntHeap();

    /** Ranks of nodes that are decided about before a thread is free. */
    private final BitSet decidedAhead = new BitSet();

    private final Retries retries = new Retries();
    private final ArrayDeque<Integer> completing = new ArrayDeque<>();
    private final BitSet completed = new BitSet();
    /** Nodes whose successors no longer wait to start. */
    private final BitSet released = new BitSet();

    /** By node that runs on demand, those that wait for it. */
    private final Map<Integer, List<Integer>> holders = new HashMap<>();

    private final Map<Integer, Integer> holds = new HashMap<>();
    /** Running nodes whose result will not count, with the node that failed. */
    private final Map<Integer, Integer> doomed = new HashMap<>();
    /** What is being decided, run, saved or recorded at the moment. */
    private int active;
    /** When the change began that goes on, by {@link System#nanoTime}. */
    private long now = System.nanoTime();

    /**
     * @param asks whether nodes are decided about before they run, and recorded after it
     * @param inOrder whether no node may overtake one that could have been taken before it
     */
    NodeStates(PipelineRun run, ResourceQueue queue, boolean asks, boolean inOrder) {
        this.run = run;
        this.queue = queue;
        this.asks = asks;
        this.inOrder = inOrder;
        graph = run.graph();
        edges = new Edges(graph, run::isCertain, run::isHandedOn);
        int count = graph.nodeCount();
        states = new State[count];
        waiting = new int[count];
        incomplete = new int[count];
        unsaved = new int[count];
        since = new long[count];
        for (int node = 0; node < count; node++) {
            states[node] = State.WAITING;
            waiting[node] = edges.predecessors(node);
            incomplete[node] = edges.dataPredecessors(node);
        }
        for (int node = 0; node < count; node++) {
            if (waiting[node] == 0) {
                ready(node);
            }
        }
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

    /** Whether there is something that could be taken, if resources allow. */
    boolean hasWaiting() {
        return !ready.isEmpty() || !queue.isEmpty();
    }

    boolean hasRetries() {
        return !retries.isEmpty();
    }

    /** How long until a node is tried again; 0 if none is. */
    long nanosUntilRetry() {
        return retries.nanosUntilNext(System.nanoTime());
    }

    /** Since when a node could have started. */
    long since(int node) {
        return since[node];
    }

    boolean isToBeDecided(int node) {
        return states[node] == State.READY;
    }

    boolean isMadeButIncomplete(int node) {
        return states[node] == State.MADE;
    }

    /** The next node to be decided about, so that it is ready when a thread is; -1 if there is none. */
    int nextToDecide() {
        int first = ready.isEmpty() ? -1 : queue.node(ready.remove());
        if (first < 0 || states[first] != State.READY) {
            return -1;
        }
        decidedAhead.set(queue.rank(first));
        return first;
    }

    /** A node that was to be decided about ahead has been. */
    void decidedAhead(int node) {
        decidedAhead.clear(queue.rank(node));
    }

    /** The next node whose outputs are saved and that may be recorded; -1 if there is none. */
    int nextToRecord() {
        return completing.isEmpty() ? -1 : completing.remove();
    }

    /** An output of a node has been saved, or could not be. */
    void saved(int node) {
        queue.saved();
        unsaved[node]--;
    }

    /** No node is tried again. */
    void giveUpRetries() {
        retries.takeAll(node -> {
            if (states[node] == State.PAUSED) {
                giveUp(node);
            }
        });
    }

    /** A node failed although it would be tried again. */
    void giveUp(int node) {
        stopNode(node, run.failedAtLast(node) ? node : -1);
    }

    /** The nodes that are running, or whose values are being saved, will not end in time. */
    void abandon() {
        for (int node = 0; node < states.length; node++) {
            if (states[node] == State.RUNNING || states[node] == State.MADE) {
                states[node] = State.STOPPED;
                run.cancelled(node);
            }
        }
    }

    /** The number of a node to run; or, of one to decide about, the complement; or {@link Engine#NOTHING}. */
    int next() {
        if (!retries.isEmpty()) {
            retries.takeDue(System.nanoTime(), this::tryAgain);
        }
        int limit = inOrder && !decidedAhead.isEmpty() ? decidedAhead.nextSetBit(0) : Integer.MAX_VALUE;
        while (ready.peek() < limit) {
            int node = queue.poll(ready.peek());
            if (node >= 0) {
                return start(node);
            }
            int first = queue.node(ready.remove());
            if (states[first] == State.READY) {
                return ~first;
            }
        }
        int node = queue.poll(limit);
        return node < 0 ? Engine.NOTHING : start(node);
    }

    private int start(int node) {
        states[node] = State.RUNNING;
        return node;
    }

    private void ready(int node) {
        since[node] = now;
        if (asks) {
            states[node] = State.READY;
            ready.add(queue.rank(node));
        } else {
            enqueue(node);
        }
    }

    /** Unless it was blocked while it waited. */
    private void tryAgain(int node) {
        if (states[node] == State.PAUSED) {
            enqueue(node);
        }
    }

    private void enqueue(int node) {
        states[node] = State.QUEUED;
        queue.add(node);
    }

    /** A node was decided about: it does not run. */
    void skipped(int node) {
        states[node] = State.SKIPPED;
        List<Integer> held = holders.remove(node);
        if (held != null) {
            held.stream().filter(holder -> states[holder] == State.HELD).forEach(holder -> {
                run.block(holder, node);
                stopNode(holder, node);
            });
        }
        if (!released.get(node)) {
            release(node, true);
            released.set(node);
        }
        completeIfCan(node);
    }

    /** A node was decided about: it runs, after those in memory that were skipped and that it needs. */
    void mustRun(int node) {
        int held = 0;
        for (int input : graph.inputs(node)) {
            int producer = graph.producer(input);
            if (producer >= 0 && run.isToBeMade(input) && !isMade(producer)) {
                if (states[producer] == State.SKIPPED) {
                    if (!run.outcomes().isFresh(producer)) {
                        run.block(node, producer);
                        stopNode(node, producer);
                        return;
                    }
                    demand(producer, new Reason.NeededBy(graph.node(node), graph.dataset(input)));
                }
                holders.computeIfAbsent(producer, key -> new ArrayList<>()).add(node);
                held++;
            }
        }
        if (held == 0) {
            enqueue(node);
        } else {
            holds.put(node, held);
            states[node] = State.HELD;
        }
    }

    /**
     * A node that was skipped runs after all. It may save its other outputs again, so whoever reads them is not complete before
     * it is.
     */
    private void demand(int node, Reason reason) {
        run.demand(node, reason);
        if (completed.get(node)) {
            completed.clear(node);
            for (int edge = edges.first(node); edge < edges.end(node); edge++) {
                incomplete[edges.successor(edge)] += edges.carriesData(edge) ? 1 : 0;
            }
        }
        ready(node);
    }

    private boolean isMade(int node) {
        return states[node] == State.MADE || states[node] == State.COMPLETE || states[node] == State.STOPPED;
    }

    /**
     * A node made its values.
     *
     * @param saves how many of them are being saved from now on
     */
    void made(int node, int saves) {
        if (!asks) {
            states[node] = State.COMPLETE;
            for (int edge = edges.first(node); edge < edges.end(node); edge++) {
                released(edges.successor(edge));
            }
            return;
        }
        Integer failed = doomed.remove(node);
        if (failed != null) {
            run.block(node, failed);
            stopNode(node, failed);
            return;
        }
        states[node] = State.MADE;
        unsaved[node] = saves;
        for (int i = 0; i < saves; i++) {
            active++;
            queue.saving();
        }
        letGo(node);
        if (!released.get(node)) {
            release(node, false);
        }
        completeIfCan(node);
    }

    /** Those that waited for a node that ran on demand. */
    private void letGo(int node) {
        List<Integer> held = holders.isEmpty() ? null : holders.remove(node);
        if (held != null) {
            for (int holder : held) {
                if (states[holder] == State.HELD && holds.merge(holder, -1, Integer::sum) == 0) {
                    enqueue(holder);
                }
            }
        }
    }

    /** A node failed and is tried again after a pause, unless what it would make no longer counts. */
    void retry(int node, long pauseNanos) {
        Integer failed = doomed.remove(node);
        if (failed != null) {
            run.block(node, failed);
            stopNode(node, failed);
            return;
        }
        states[node] = State.PAUSED;
        retries.add(node, System.nanoTime() + pauseNanos);
    }

    /** Records a node, or counts it as complete, if nothing is missing. */
    void completeIfCan(int node) {
        if (incomplete[node] > 0) {
            return;
        }
        if (states[node] == State.SKIPPED) {
            complete(node);
        } else if (states[node] == State.MADE && unsaved[node] == 0) {
            active++;
            completing.add(node);
        }
    }

    /** A node is recorded, or was skipped when all before it was complete. */
    void complete(int node) {
        if (states[node] == State.MADE) {
            states[node] = State.COMPLETE;
        }
        if (completed.get(node)) {
            return;
        }
        completed.set(node);
        for (int edge = edges.first(node); edge < edges.end(node); edge++) {
            if (edges.carriesData(edge)) {
                incomplete[edges.successor(edge)]--;
                completeIfCan(edges.successor(edge));
            }
        }
        if (states[node] == State.COMPLETE && !released.get(node)) {
            release(node, true);
            released.set(node);
        }
    }

    /** Lets those go on that waited for a node's values, or for its end. */
    private void release(int node, boolean atEnd) {
        for (int edge = edges.first(node); edge < edges.end(node); edge++) {
            if (edges.isEarly(edge) != atEnd || states[node] == State.SKIPPED) {
                released(edges.successor(edge));
            }
        }
    }

    private void released(int node) {
        if (--waiting[node] == 0 && states[node] == State.WAITING) {
            ready(node);
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
        states[node] = State.STOPPED;
        open.add(node);
        while (!open.isEmpty()) {
            int stopped = open.remove();
            letGo(stopped);
            for (int edge = edges.first(stopped); edge < edges.end(stopped); edge++) {
                int successor = edges.successor(edge);
                if (edges.isTolerant(edge) && by >= 0) {
                    isHandled = true;
                    incomplete[successor]--;
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

    private boolean block(int node, int by) {
        State state = states[node];
        if (state == State.COMPLETE || state == State.STOPPED || (state == State.SKIPPED && completed.get(node))) {
            return false;
        }
        if (state == State.RUNNING) {
            doomed.putIfAbsent(node, by);
            return false;
        }
        if (state == State.QUEUED) {
            queue.remove(node);
        }
        states[node] = State.STOPPED;
        run.block(node, by);
        return true;
    }
}
