package dev.freshet.runtime.run.engine;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.freshet.runtime.run.progress.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * Gives the threads of a run what to do: to decide a node, to run it, to save and to record it. The {@link Scheduler}
 * chooses the tasks and knows what follows from their ends, {@link NodeSteps} does the work, and {@link Workers} and
 * {@link Background} provide the threads.
 *
 * <p><b>Concurrency.</b> One lock guards the progress of the run: the {@link Scheduler} with all that it uses, which are
 * the states of the nodes, the queues of waiting nodes and the resources, and the fields that are marked below. Each method takes the lock, changes this state, and
 * releases the lock. A thread that finds nothing to do waits for the condition {@code changed}, which is signalled
 * after each change that gives it something to do. All slow work is done without the lock: deciding, calling nodes,
 * loading, saving and recording. Meanwhile the node belongs to the thread that took it: its state is READY, RUNNING or
 * MADE, and it is in no queue. The states count these steps, and a run is over when no step is left and nothing waits.
 * When a step ends, its result does not count if the node was blocked or the run was closed meanwhile. There is no
 * deadlock: a thread that holds this lock takes no lock whose holder takes this one, waits for nothing but the
 * condition, and takes all resources of a node at once. A value that waits for room in {@link Background} waits without
 * this lock.
 */
final class Engine {
    private final EngineLock lock = new EngineLock();
    private final Condition changed = lock.newCondition();
    /** Set while it is worth taking the lock to look for something to do. */
    private final Spin somethingToDo = new Spin();

    @GuardedBy("lock")
    private final Scheduler scheduler;

    /** How many threads wait for something to do. */
    @GuardedBy("lock")
    private int idle;

    /** How many records are being written. */
    @GuardedBy("lock")
    private int recording;

    @GuardedBy("lock")
    private @Nullable Throwable defect;

    /** @param scheduler guarded by the engine's lock from now on, with all that it uses */
    Engine(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Waits for the next thing to do, which is then {@link NodeSteps#perform performed}.
     *
     * @return the task; {@link Task.None#EVER} if nothing is left
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    Task take() throws InterruptedException {
        somethingToDo.await();
        lock.lock();
        try {
            while (true) {
                Task next = scheduler.begin();
                if (next != Task.None.NOW) {
                    wakeAnother();
                    return next;
                }
                if (scheduler.isOver()) {
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

    /**
     * Finds work for the background while all threads are busy: to decide about the next node, or to load its inputs,
     * for as many nodes as can run at a time.
     */
    Task takeAhead() {
        lock.lock();
        try {
            return idle > 0 ? Task.None.NOW : scheduler.beginAhead();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    @SuppressWarnings("WaitNotInLoop") // the caller looks again
    private void await() throws InterruptedException {
        long nanos = scheduler.nanosUntilRetry();
        if (nanos > 0) {
            changed.awaitNanos(nanos);
        } else {
            changed.await();
        }
    }

    @GuardedBy("lock")
    private void wakeAnother() {
        boolean isWaiting = scheduler.hasWaiting();
        boolean isQuiet = scheduler.isQuiet();
        somethingToDo.set(scheduler.isStopping() || scheduler.isClosed() || isQuiet || isWaiting);
        if (scheduler.takeNarrowed() || isQuiet) {
            changed.signalAll();
        } else if (idle > 0 && (isWaiting || scheduler.hasPaused())) {
            changed.signal();
        }
    }

    /** Waits until nothing is left to do. */
    void awaitEnd() throws InterruptedException {
        lock.lock();
        try {
            while (!scheduler.isOver()) {
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
        lock.lock();
        try {
            long left = grace.toNanos();
            while (!scheduler.isOver() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!scheduler.isOver()) {
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
        scheduler.stopForAbandon();
        while (recording > 0) {
            changed.awaitUninterruptibly();
        }
        scheduler.abandon();
        changed.signalAll();
    }

    /** Freshet's own code failed, which ends the run. */
    void broken(Throwable e) {
        lock.lock();
        try {
            defect = e;
            scheduler.close();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Starts no further node. */
    void stop() {
        lock.lock();
        try {
            scheduler.stop();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a task that will not be done. */
    void giveBack(Task task) {
        if (task == Task.None.NOW) {
            return;
        }
        lock.lock();
        try {
            scheduler.giveBack(task);
            wakeAnother();
        } finally {
            lock.unlock();
        }
    }

    /** A node was decided. */
    void decided(Task.Decide task, Decider.Verdict verdict) {
        lock.lock();
        try {
            scheduler.decided(task, verdict);
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
        lock.lock();
        try {
            if (scheduler.isClosed()) {
                return Executed.TOO_LATE;
            }
            Executed executed = scheduler.executed(node, tried, saves);
            wakeAnother();
            return executed;
        } finally {
            lock.unlock();
        }
    }

    /** A node whose partitions had ended was finished; see {@link #executed}. */
    Executed finished(int node, Execution.Tried tried, int saves) {
        lock.lock();
        try {
            if (scheduler.isClosed()) {
                return Executed.TOO_LATE;
            }
            Executed executed = scheduler.finished(node, tried, saves);
            wakeAnother();
            return executed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A node that is called for each partition of an input has found the partitions to make. Each of them is now a
     * separate task.
     *
     * @param again whether the node had already made all partitions, and somebody changed a partition that was up to
     *     date
     */
    void opened(int node, List<String> keys, boolean again) {
        lock.lock();
        try {
            if (!scheduler.isClosed()) {
                scheduler.opened(node, keys, again);
                wakeAnother();
            }
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
        lock.lock();
        try {
            if (scheduler.isClosed()) {
                return Task.None.NOW;
            }
            Task next = scheduler.partitionEnded(task, tried, pause);
            wakeAnother();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * An output of a node was saved, or the save failed.
     *
     * @param failure why the save failed; null if it succeeded
     * @return whether the node fails for this reason
     */
    boolean saved(int node, @Nullable Throwable failure) {
        lock.lock();
        try {
            boolean fails = scheduler.saved(node, failure);
            wakeAnother();
            return fails;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next node to record; -1 if there is none. */
    int takeRecord() {
        lock.lock();
        try {
            int node = scheduler.nextToRecord();
            recording += node < 0 ? 0 : 1;
            return node;
        } finally {
            lock.unlock();
        }
    }

    /** A node was recorded, or recording failed. */
    void recorded(int node, boolean succeeded) {
        lock.lock();
        try {
            recording--;
            scheduler.recorded(node, succeeded);
            if (scheduler.isStopping()) {
                changed.signalAll();
            }
            wakeAnother();
        } finally {
            lock.unlock();
        }
    }
}
