package dev.freshet.runtime.run.progress;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;

/**
 * Takes nodes from state to state, from the decision to the record. Guarded by the engine's lock.
 *
 * <p>A node waits for its upstream nodes: until their values are made, if it reads these from memory, otherwise until
 * they are complete. A node is complete when its outputs are saved and all upstream nodes are complete. Then it is
 * recorded. So no record is older than the records that it is based on.
 */
public final class NodeStates {
    private final PipelineGraph graph;
    private final Edges edges;
    private final NodeEffects effects;
    private final StateTable states;
    private final StartQueue starts;
    private final ReadyNodes ready;
    private final FailureReaders readers;
    private final HeldNodes held;
    private final Releases releases;
    private final Completion completion;
    private final StoppedNodes stopped;
    private final StepCount steps;
    private final boolean asks;

    NodeStates(Parts parts, ReadyNodes ready, Releases releases, StoppedNodes stopped) {
        graph = parts.graph();
        edges = parts.edges();
        effects = parts.effects();
        states = parts.states();
        starts = parts.starts();
        readers = parts.readers();
        held = parts.held();
        completion = parts.completion();
        steps = parts.steps();
        asks = parts.asks();
        this.ready = ready;
        this.releases = releases;
        this.stopped = stopped;
    }

    /** What the rules share. */
    record Parts(
            PipelineGraph graph,
            Edges edges,
            NodeEffects effects,
            StateTable states,
            StartQueue starts,
            FailureReaders readers,
            HeldNodes held,
            Completion completion,
            StepCount steps,
            boolean asks) {}

    /** Returns whether a node still waits to be decided. */
    public boolean isToBeDecided(int node) {
        return states.is(node, NodeState.READY);
    }

    /** Returns whether a node's values are made, and not all are saved, or it cannot be recorded yet. */
    public boolean isMadeButIncomplete(int node) {
        return states.is(node, NodeState.MADE);
    }

    /** A node must run, but another run is working on it. */
    public void waitForOthers(int node, long pauseNanos) {
        states.move(node, NodeState.READY, NodeState.ELSEWHERE);
        starts.pause(node, pauseNanos);
    }

    /** A node was decided: it does not run. */
    public void skipped(int node) {
        states.move(node, NodeState.READY, NodeState.SKIPPED);
        if (effects.isGiven(node)) {
            releases.letGo(node);
        } else {
            stopped.blockHeld(held.take(node), node);
            stopped.blockHeld(held.takeLate(node), node);
        }
        releases.ended(node);
        completeIfCan(node);
    }

    /** A node was decided: it runs, after the skipped nodes whose values in memory it needs. */
    public void mustRun(int node) {
        int values = 0;
        for (int input : graph.inputs(node)) {
            int producer = graph.producer(input);
            if (producer >= 0 && effects.isToBeMade(input) && !states.isMade(producer)) {
                if (states.is(producer, NodeState.SKIPPED)) {
                    if (!effects.isUpToDate(producer)) {
                        stopped.blockDecided(node, producer);
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
            ready.enqueue(node, NodeState.READY);
        } else {
            held.hold(node, values);
            states.move(node, NodeState.READY, NodeState.HELD);
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
        readers.demand(node);
        effects.demand(node, reason);
        completion.reopen(node);
        ready.ready(node, NodeState.SKIPPED);
    }

    /**
     * A node made its values.
     *
     * @param saves how many of them will now be saved
     */
    public void made(int node, int saves) {
        if (!asks) {
            states.move(node, NodeState.RUNNING, NodeState.COMPLETE);
            releases.madeAndEnded(node);
            return;
        }
        if (stopped.stopIfDoomed(node)) {
            return;
        }
        states.move(node, NodeState.RUNNING, NodeState.MADE);
        steps.begin(saves);
        completion.saving(node, saves);
        releases.letGo(node);
        releases.made(node);
        completeIfCan(node);
    }

    /** A node failed and is retried after a pause, unless its results would no longer count. */
    public void retry(int node, long pauseNanos) {
        if (stopped.stopIfDoomed(node)) {
            return;
        }
        states.move(node, NodeState.RUNNING, NodeState.PAUSED);
        starts.pause(node, pauseNanos);
    }

    /** A save of a node's output has ended. */
    public void saved(int node) {
        completion.saved(node);
    }

    /** A node failed because one of its values could not be saved. */
    public void failedToSave(int node, Throwable failure) {
        effects.fail(node, failure);
    }

    /** Returns the next node to record; -1 if there is none. */
    public int nextToRecord() {
        return completion.nextToRecord();
    }

    /** Records a node, or counts it as complete, if it needs nothing more. */
    public void completeIfCan(int node) {
        if (!completion.mayComplete(node)) {
            return;
        }
        if (states.is(node, NodeState.SKIPPED)) {
            complete(node);
        } else if (states.is(node, NodeState.MADE) && completion.isSaved(node)) {
            steps.begin();
            completion.toRecord(node);
        }
    }

    /** A node is recorded, or was skipped and all of its upstream nodes are complete. */
    public void complete(int node) {
        if (states.is(node, NodeState.MADE)) {
            states.move(node, NodeState.MADE, NodeState.COMPLETE);
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
        releases.letGoLate(node);
        if (states.is(node, NodeState.COMPLETE)) {
            releases.ended(node);
        }
    }
}
