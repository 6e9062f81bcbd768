package dev.freshet.runtime.run.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Schedules the nodes of a run: when each one is decided, run, saved and recorded. {@link NodeStates} holds how far
 * each node is, {@link NodeSteps} does the work, and {@link Workers} and {@link Background} provide the threads.
 *
 * <p><b>Concurrency.</b> One lock guards the progress of the run: the states of the nodes, the queues of waiting nodes,
 * the resources, and the other fields that are marked below. Each method takes the lock, changes this state, and
 * releases the lock. A thread that finds nothing to do waits for the condition {@code changed}, which is signalled
 * after each change that gives it something to do. All slow work is done without the lock: deciding, calling nodes,
 * loading, saving and recording. Meanwhile the node belongs to the thread that took it: its state is READY, RUNNING or
 * MADE, and it is in no queue. The states count these steps, and a run is over when no step is left and nothing waits.
 * When a step ends, its result does not count if the node was blocked or the run was closed meanwhile. There is no
 * deadlock: a thread that holds this lock takes no lock whose holder takes this one, waits for nothing but the
 * condition, and takes all resources of a node at once. A value that waits for room in {@link Background} waits without
 * this lock.
 */
// More than 400 lines: everything that one lock guards is in one place.
final class Engine {
    private static final int SPINS = 200;

    private final FailurePolicy policy;
    private final RetryRules retries;
    private final boolean asks;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Set while it is worth taking the lock to look for something to do. */
    private final Spin somethingToDo = new Spin();

    @GuardedBy("lock")
    private final NodeStates states;

    @GuardedBy("lock")
    private final StartQueue starts;

    @GuardedBy("lock")
    private final ResourceQueue queue;

    @GuardedBy("lock")
    private final LookAhead ahead;

    @GuardedBy("lock")
    private final DecideAhead decideAhead;

    /** How many threads wait for something to do. */
    @GuardedBy("lock")
    private int idle;

    /** Whether no further node starts. */
    @GuardedBy("lock")
    private boolean stopping;

    /** Whether the run has ended although nodes still run; their results do not count. */
    @GuardedBy("lock")
    private boolean closed;

    /** How many records are being written. */
    @GuardedBy("lock")
    private int recording;

    @GuardedBy("lock")
    private @Nullable Throwable defect;

    /** The objects that the engine's lock guards from now on; nothing else may use them. */
    record Guarded(
            NodeStates states, StartQueue starts, ResourceQueue queue, LookAhead ahead, DecideAhead decideAhead) {}

    /** @param asks whether nodes are decided before they run and recorded afterwards */
    Engine(Guarded guarded, RetryRules retries, FailurePolicy policy, boolean asks) {
        states = guarded.states();
        starts = guarded.starts();
        queue = guarded.queue();
        ahead = guarded.ahead();
        decideAhead = guarded.decideAhead();
        this.retries = retries;
        this.policy = policy;
        this.asks = asks;
    }

    /**
     * Waits for the next thing to do, which is then {@link NodeSteps#perform performed}.
     *
     * @return the task; {@link Task.None#EVER} if nothing is left
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    Task take() throws InterruptedException {
        somethingToDo.await();
        lock();
        try {
            while (true) {
                Task next = next();
                if (next != Task.None.NOW) {
                    states.begin();
                    wakeAnother();
                    if (next instanceof Task.Execute start) {
                        ahead.started(start.node());
                    } else if (next instanceof Task.Partition start) {
                        ahead.started(start.node());
                    }
                    return next;
                }
                if (isOver()) {
                    changed.signalAll();
                    return Task.None.EVER;
                }
                idle++;
                try {
                    await();
                } finally {
                    idle--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Finds the next task. A node whose partitions have ended is finished even if the run starts nothing any more. */
    @GuardedBy("lock")
    private Task next() {
        Task finish = states.nextToFinish();
        return finish != Task.None.NOW || stopping ? finish : states.next();
    }

    /**
     * Finds work for the background while all threads are busy: to decide about the next node, or to load its inputs,
     * for as many nodes as can run at a time.
     */
    Task takeAhead() {
        lock();
        try {
            if (!asks || idle > 0 || stopping || states.startsOnlyReaders()) {
                return Task.None.NOW;
            }
            Task next = decideAhead.hasRoom(starts.ahead()) ? states.nextAhead() : Task.None.NOW;
            if (next == Task.None.NOW && ahead.hasRoom()) {
                next = ahead.isQueued() ? ahead.next() : states.nextAhead();
            }
            if (next instanceof Task.Decide) {
                states.begin();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the lock. It is held for so short a time that spinning is worthwhile before the thread sleeps. */
    private void lock() {
        for (int i = 0; i < SPINS; i++) {
            if (!lock.isLocked() && lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }

    @GuardedBy("lock")
    @SuppressWarnings("WaitNotInLoop") // the caller looks again
    private void await() throws InterruptedException {
        long nanos = stopping ? 0 : starts.nanosUntilRetry();
        if (nanos > 0) {
            changed.awaitNanos(nanos);
        } else {
            changed.await();
        }
    }

    @GuardedBy("lock")
    private void wakeAnother() {
        boolean isWaiting = starts.hasWaiting() || states.hasToFinish();
        somethingToDo.set(stopping || closed || states.isQuiet() || isWaiting);
        if (states.isQuiet()) {
            changed.signalAll();
        } else if (idle > 0 && (isWaiting || starts.hasPaused())) {
            changed.signal();
        }
    }

    @GuardedBy("lock")
    private boolean isOver() {
        return closed || (states.isQuiet() && (stopping || !(starts.hasWaiting() || starts.hasPaused())));
    }

    /** Waits until nothing is left to do. */
    void awaitEnd() throws InterruptedException {
        lock();
        try {
            while (!isOver()) {
                changed.await();
            }
            if (defect != null) {
                throw new IllegalStateException("a defect of Freshet: " + defect, defect);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the end, up to a time limit; then ends the run although nodes still run, or values are still being
     * saved.
     */
    void abandonAfter(Duration grace) {
        lock();
        try {
            long left = grace.toNanos();
            while (!isOver() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!isOver()) {
                abandon();
            }
        } catch (InterruptedException e) {
            abandon();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the run at once, and waits only for records that are being written. */
    @GuardedBy("lock")
    private void abandon() {
        stopping = true;
        while (recording > 0) {
            changed.awaitUninterruptibly();
        }
        closed = true;
        states.abandon();
        changed.signalAll();
    }

    /** Freshet's own code failed, which ends the run. */
    void broken(Throwable e) {
        lock();
        try {
            defect = e;
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Starts no further node. */
    void stop() {
        lock();
        try {
            stopNow();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void stopNow() {
        stopping = true;
        states.startNoMore();
        changed.signalAll();
    }

    /** Takes back a task that will not be done. */
    void giveBack(Task task) {
        if (task == Task.None.NOW) {
            return;
        }
        lock();
        try {
            states.end();
            if (task instanceof Task.Execute start) {
                queue.release(start.node());
                states.stopNode(start.node(), -1);
            } else if (task instanceof Task.Partition partition) {
                queue.release(partition.node());
                states.giveBack(partition);
                if (stopping) {
                    states.dropPartitions(partition.node());
                }
            } else if (task instanceof Task.Finish finish) {
                states.giveBack(finish);
            }
            wakeAnother();
        } finally {
            lock.unlock();
        }
    }

    /** A node was decided. */
    void decided(Task.Decide task, Decider.Verdict verdict) {
        lock();
        try {
            states.end();
            if (task.isAhead()) {
                starts.decidedAhead(task.node());
            }
            if (states.isToBeDecided(task.node()) && !closed) {
                switch (verdict) {
                    case SKIP -> states.skipped(task.node());
                    case FAIL -> failed(task.node());
                    case RUN -> mustRun(task.node());
                    case CANCELLED -> states.stopNode(task.node(), -1);
                    case WAIT -> waitForOthers(task.node());
                }
            } else if (verdict == Decider.Verdict.RUN && !closed) {
                states.notStarted(task.node());
            }
            wakeAnother();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A node was called.
     *
     * @param saves how many of its outputs will now be saved
     */
    Executed executed(int node, Execution.Tried tried, int saves) {
        lock();
        try {
            if (closed) {
                return new Executed(false, false, Task.None.NOW);
            }
            states.end();
            decideAhead.called(System.nanoTime());
            queue.release(node);
            return ended(node, tried, saves);
        } finally {
            lock.unlock();
        }
    }

    /** A node whose partitions had ended was finished; see {@link #executed}. */
    Executed finished(int node, Execution.Tried tried, int saves) {
        lock();
        try {
            if (closed) {
                return new Executed(false, false, Task.None.NOW);
            }
            states.end();
            states.finished();
            return ended(node, tried, saves);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private Executed ended(int node, Execution.Tried tried, int saves) {
        switch (tried) {
            case DONE -> states.made(node, saves);
            case RETRY -> retry(node);
            case FAILED -> failed(node);
            case CANCELLED -> states.stopNode(node, -1);
            case OPENED -> throw new IllegalStateException("a node with open partitions has not ended");
        }
        Task next = asks ? Task.None.NOW : next();
        if (next != Task.None.NOW) {
            states.begin();
        }
        wakeAnother();
        return new Executed(true, states.isMadeButIncomplete(node), next);
    }

    /**
     * A node that is called for each partition of an input has found the partitions to make. Each of them is now a
     * separate task.
     *
     * @param again whether the node had already made all partitions, and somebody changed a partition that was up to
     *     date
     */
    void opened(int node, List<String> keys, boolean again) {
        lock();
        try {
            if (closed) {
                return;
            }
            states.end();
            if (again) {
                states.finished();
            } else {
                queue.release(node);
            }
            states.opened(node, keys);
            if (stopping) {
                states.dropPartitions(node);
            }
            wakeAnother();
        } finally {
            lock.unlock();
        }
    }

    /**
     * An attempt to make a partition of a node has ended.
     *
     * @param pause the pause before the next attempt, if there is one
     * @return what this thread does next; {@link Task.None#NOW} if it must ask
     */
    Task partitionEnded(Task.Partition task, Execution.Tried tried, Duration pause) {
        lock();
        try {
            if (closed) {
                return Task.None.NOW;
            }
            states.end();
            queue.release(task.node());
            boolean isRetried = tried == Execution.Tried.RETRY && !stopping && !states.startsOnlyReaders();
            if (isRetried) {
                states.retryPartition(task, pause.toNanos());
            } else {
                states.partitionEnded(task.node());
            }
            boolean isLost = !isRetried && tried != Execution.Tried.DONE;
            if (stopping || tried == Execution.Tried.CANCELLED || (isLost && policy == FailurePolicy.FAIL_FAST)) {
                states.dropPartitions(task.node());
            }
            Task next = states.nextToFinish();
            if (next != Task.None.NOW) {
                states.begin();
            }
            wakeAnother();
            return next;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void mustRun(int node) {
        if (stopping || !states.mayStart(node)) {
            states.notStarted(node);
        } else {
            states.mustRun(node);
        }
    }

    @GuardedBy("lock")
    private void waitForOthers(int node) {
        if (stopping || !states.mayStart(node)) {
            states.stopNode(node, -1);
        } else {
            states.waitForOthers(node, retries.pauseForOthers(node).toNanos());
        }
    }

    @GuardedBy("lock")
    private void retry(int node) {
        if (stopping || states.startsOnlyReaders()) {
            states.giveUp(node);
        } else {
            states.retry(node, retries.pauseOf(node).toNanos());
        }
    }

    /**
     * An output of a node was saved, or the save failed.
     *
     * @param failure why the save failed; null if it succeeded
     * @return whether the node fails for this reason
     */
    boolean saved(int node, @Nullable Throwable failure) {
        lock();
        try {
            states.end();
            states.saved(node);
            boolean counts = states.isMadeButIncomplete(node) && !closed;
            if (counts && failure == null) {
                states.completeIfCan(node);
            } else if (counts && failure != null) {
                states.failedToSave(node, failure);
                failed(node);
            }
            wakeAnother();
            return counts && failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next node to record; -1 if there is none. */
    int takeRecord() {
        lock();
        try {
            int node = closed ? -1 : states.nextToRecord();
            recording += node < 0 ? 0 : 1;
            return node;
        } finally {
            lock.unlock();
        }
    }

    /** A node was recorded, or recording failed. */
    void recorded(int node, boolean succeeded) {
        lock();
        try {
            states.end();
            recording--;
            if (succeeded) {
                states.complete(node);
            } else {
                failed(node);
            }
            if (stopping) {
                changed.signalAll();
            }
            wakeAnother();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void failed(int node) {
        boolean isHandled = states.stopNode(node, node);
        if (!isHandled && policy == FailurePolicy.FAIL_FAST && !stopping) {
            states.startOnlyReadersOfFailures();
            changed.signalAll();
        }
    }
}
