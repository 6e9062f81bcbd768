package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.progress.NodeStates;
import dev.freshet.runtime.run.progress.PartitionedNodes;
import dev.freshet.runtime.run.progress.Progress;
import dev.freshet.runtime.run.progress.ReadyNodes;
import dev.freshet.runtime.run.progress.StepCount;
import dev.freshet.runtime.run.progress.StoppedNodes;
import dev.freshet.runtime.run.progress.Task;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which step a run begins next, and what follows when a step has ended. Knows no threads; guarded by the engine's lock.
 */
final class Scheduler {
    private final NodeStates states;
    private final ReadyNodes ready;
    private final PartitionedNodes partitions;
    private final StoppedNodes stopped;
    private final StepCount steps;
    private final ResourceQueue queue;
    private final LookAhead ahead;
    private final DecideAhead decideAhead;
    private final RetryRules retries;
    private final FailurePolicy policy;
    private final boolean asks;

    /** Whether no further node starts. */
    private boolean stopping;
    /** Whether the run has ended although nodes still run; their results do not count. */
    private boolean closed;
    /** Whether the run has just begun to start only nodes that take a failure as their input. */
    private boolean narrowed;

    /** @param asks whether nodes are decided before they run and recorded afterwards */
    Scheduler(
            Progress progress,
            ResourceQueue queue,
            LookAhead ahead,
            DecideAhead decideAhead,
            RetryRules retries,
            FailurePolicy policy,
            boolean asks) {
        states = progress.states();
        ready = progress.ready();
        partitions = progress.partitions();
        stopped = progress.stopped();
        steps = progress.steps();
        this.queue = queue;
        this.ahead = ahead;
        this.decideAhead = decideAhead;
        this.retries = retries;
        this.policy = policy;
        this.asks = asks;
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns whether no step is in progress. */
    boolean isQuiet() {
        return steps.isQuiet();
    }

    /** Returns whether something waits that could begin if resources allow. */
    boolean hasWaiting() {
        return ready.hasWaiting() || partitions.hasToFinish();
    }

    boolean hasPaused() {
        return ready.hasPaused();
    }

    /** Returns the time until the next retry; 0 if there is none. */
    long nanosUntilRetry() {
        return stopping ? 0 : ready.nanosUntilRetry();
    }

    /** Returns whether no step is left and nothing waits, or the run was closed. */
    boolean isOver() {
        return closed || (steps.isQuiet() && (stopping || !(ready.hasWaiting() || ready.hasPaused())));
    }

    /** Returns whether, since the last call, the run began to start only nodes that take a failure as their input. */
    boolean takeNarrowed() {
        boolean taken = narrowed;
        narrowed = false;
        return taken;
    }

    /** Starts no further node. */
    void stop() {
        stopping = true;
        stopped.startNoMore();
    }

    /** Starts no further node; those that were about to start are left as they are. */
    void stopForAbandon() {
        stopping = true;
    }

    /** Ends the run. Steps that are in progress do not count. */
    void close() {
        closed = true;
    }

    /** Leaves behind the nodes that still run, or whose values are still being saved. */
    void abandon() {
        closed = true;
        stopped.abandon();
    }

    /** Begins the next step; {@link Task.None#NOW} if there is none. */
    Task begin() {
        Task next = next();
        if (next != Task.None.NOW) {
            steps.begin();
            if (next instanceof Task.Execute start) {
                ahead.started(start.node());
            } else if (next instanceof Task.Partition start) {
                ahead.started(start.node());
            }
        }
        return next;
    }

    /** Finds the next task. A node whose partitions have ended is finished even if the run starts nothing any more. */
    private Task next() {
        Task finish = partitions.nextToFinish();
        return finish != Task.None.NOW || stopping ? finish : ready.next();
    }

    /** Begins the next step in the background; {@link Task.None#NOW} if there is none. See {@link Engine#takeAhead}. */
    Task beginAhead() {
        if (!asks || stopping || ready.startsOnlyReadersOfFailures()) {
            return Task.None.NOW;
        }
        Task next = decideAhead.hasRoom(ready.ahead()) ? ready.nextAhead() : Task.None.NOW;
        if (next == Task.None.NOW && ahead.hasRoom()) {
            next = ahead.isQueued() ? ahead.next() : ready.nextAhead();
        }
        if (next instanceof Task.Decide) {
            steps.begin();
        }
        return next;
    }

    /** Takes back a task that will not be done. */
    void giveBack(Task task) {
        steps.end();
        if (task instanceof Task.Execute start) {
            queue.release(start.node());
            stopped.stop(start.node());
        } else if (task instanceof Task.Partition partition) {
            queue.release(partition.node());
            partitions.giveBack(partition);
            if (stopping) {
                partitions.drop(partition.node());
            }
        } else if (task instanceof Task.Finish finish) {
            partitions.giveBack(finish);
        }
    }

    /** A node was decided. */
    void decided(Task.Decide task, Decider.Verdict verdict) {
        steps.end();
        if (task.isAhead()) {
            ready.decidedAhead(task.node());
        }
        if (states.isToBeDecided(task.node()) && !closed) {
            switch (verdict) {
                case SKIP -> states.skipped(task.node());
                case FAIL -> failed(task.node());
                case RUN -> mustRun(task.node());
                case CANCELLED -> stopped.stop(task.node());
                case WAIT -> waitForOthers(task.node());
            }
        } else if (verdict == Decider.Verdict.RUN && !closed) {
            stopped.notStarted(task.node());
        }
    }

    private void mustRun(int node) {
        if (stopping || !ready.mayStart(node)) {
            stopped.notStarted(node);
        } else {
            states.mustRun(node);
        }
    }

    private void waitForOthers(int node) {
        if (stopping || !ready.mayStart(node)) {
            stopped.stop(node);
        } else {
            states.waitForOthers(node, retries.pauseForOthers(node).toNanos());
        }
    }

    /** A node was called; see {@link Engine#executed}. */
    Executed executed(int node, Execution.Tried tried, int saves) {
        steps.end();
        decideAhead.called(steps.now());
        queue.release(node);
        return ended(node, tried, saves);
    }

    /** A node whose partitions had ended was finished; see {@link Engine#executed}. */
    Executed finished(int node, Execution.Tried tried, int saves) {
        steps.end();
        partitions.finished();
        return ended(node, tried, saves);
    }

    private Executed ended(int node, Execution.Tried tried, int saves) {
        switch (tried) {
            case DONE -> states.made(node, saves);
            case RETRY -> retry(node);
            case FAILED -> failed(node);
            case CANCELLED -> stopped.stop(node);
            case OPENED -> throw new IllegalStateException("a node with open partitions has not ended");
        }
        Task next = asks ? Task.None.NOW : next();
        if (next != Task.None.NOW) {
            steps.begin();
        }
        return new Executed(true, states.isMadeButIncomplete(node), next);
    }

    private void retry(int node) {
        if (stopping || ready.startsOnlyReadersOfFailures()) {
            stopped.giveUp(node);
        } else {
            states.retry(node, retries.pauseOf(node).toNanos());
        }
    }

    /** A node has found the partitions to make; see {@link Engine#opened}. */
    void opened(int node, List<String> keys, boolean again) {
        steps.end();
        if (again) {
            partitions.finished();
        } else {
            queue.release(node);
        }
        partitions.opened(node, keys);
        if (stopping) {
            partitions.drop(node);
        }
    }

    /** An attempt to make a partition has ended; see {@link Engine#partitionEnded}. */
    Task partitionEnded(Task.Partition task, Execution.Tried tried, Duration pause) {
        steps.end();
        queue.release(task.node());
        boolean isRetried = tried == Execution.Tried.RETRY && !stopping && !ready.startsOnlyReadersOfFailures();
        if (isRetried) {
            partitions.retry(task, pause.toNanos());
        } else {
            partitions.ended(task.node());
        }
        boolean isLost = !isRetried && tried != Execution.Tried.DONE;
        if (stopping || tried == Execution.Tried.CANCELLED || (isLost && policy == FailurePolicy.FAIL_FAST)) {
            partitions.drop(task.node());
        }
        Task next = partitions.nextToFinish();
        if (next != Task.None.NOW) {
            steps.begin();
        }
        return next;
    }

    /** An output of a node was saved, or the save failed; returns whether the node fails for this reason. */
    boolean saved(int node, @Nullable Throwable failure) {
        steps.end();
        states.saved(node);
        boolean counts = states.isMadeButIncomplete(node) && !closed;
        if (counts && failure == null) {
            states.completeIfCan(node);
        } else if (counts && failure != null) {
            states.failedToSave(node, failure);
            failed(node);
        }
        return counts && failure != null;
    }

    /** Returns the next node to record; -1 if there is none. */
    int nextToRecord() {
        return closed ? -1 : states.nextToRecord();
    }

    /** A node was recorded, or recording failed. */
    void recorded(int node, boolean succeeded) {
        steps.end();
        if (succeeded) {
            states.complete(node);
        } else {
            failed(node);
        }
    }

    private void failed(int node) {
        boolean isHandled = stopped.fail(node, node);
        if (!isHandled && policy == FailurePolicy.FAIL_FAST && !stopping) {
            stopped.startOnlyReadersOfFailures();
            narrowed = true;
        }
    }
}
