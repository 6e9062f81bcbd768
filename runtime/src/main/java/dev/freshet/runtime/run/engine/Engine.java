package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Says when each node of a run is decided about, run, saved and recorded. How far the nodes are is {@link NodeStates}', what
 * is done with a node is {@link PipelineRun}'s, and who does it are {@link Workers}. Safe for use by several threads.
 */
final class Engine {
    /** No node can be taken any more. */
    static final int END = Integer.MIN_VALUE;
    /** There is nothing to do at the moment. */
    static final int NOTHING = Integer.MIN_VALUE + 1;

    private static final int SPINS = 200;
    /** How often a thread looks for something to do before it sleeps: a few microseconds, as long as waking it takes. */
    private static final int LOOKS = 2_000;

    private final PipelineRun run;
    private final NodeStates states;
    private final ResourceQueue queue;
    private final FailurePolicy policy;
    private final Background background;
    private final int slots;
    private final boolean asks;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int[] tries;
    private int idle;
    /** Whether it is worth taking the lock to look for something to do. */
    private volatile boolean somethingToDo;
    /** Nodes whose inputs are loaded before they are started. */
    private final BitSet ahead = new BitSet();

    private boolean stopping;
    /** Whether the run has ended although nodes still run: what becomes of them does not count. */
    private boolean closed;

    private int recording;
    private @Nullable Throwable defect;

    Engine(PipelineRun run, ResourceQueue queue, FailurePolicy policy, Background background, int slots) {
        this.run = run;
        this.queue = queue;
        this.policy = policy;
        this.background = background;
        this.slots = slots;
        asks = !run.runsAll();
        states = new NodeStates(run, queue, asks, slots == 1);
        tries = new int[run.graph().nodeCount()];
    }

    /**
     * Waits for the next thing to do.
     *
     * @return the number of a node to run; or, of one to decide about, the complement; or {@link #END}
     * @throws InterruptedException if the thread was interrupted while there was nothing to do
     */
    int take() throws InterruptedException {
        lookFor();
        lock();
        try {
            while (true) {
                int next = stopping ? NOTHING : states.next();
                if (next != NOTHING) {
                    states.begin();
                    wakeAnother();
                    if (next >= 0) {
                        ahead.clear(next);
                        lookAhead();
                    }
                    return next;
                }
                if (isOver()) {
                    changed.signalAll();
                    return END;
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

    /** Waits a little for something to do without sleeping. */
    private void lookFor() {
        for (int i = 0; i < LOOKS && !somethingToDo; i++) {
            Thread.onSpinWait();
        }
    }

    /** Written only if it changes: others look at it all the time. */
    private void publish() {
        boolean something = stopping || closed || states.isQuiet() || states.hasWaiting();
        if (something != somethingToDo) {
            somethingToDo = something;
        }
    }

    /** All threads are busy: decides about the next node, or starts the loads of the next, as many as could run at a time. */
    private void lookAhead() {
        if (!asks || idle > 0 || stopping || queue.isExclusive() || ahead.cardinality() >= slots) {
            return;
        }
        int queued = queue.peek();
        if (queued >= 0) {
            if (!ahead.get(queued) && run.hasLoads(queued)) {
                ahead.set(queued);
                background.execute(() -> run.loadAhead(queued), this);
            }
        } else {
            int first = states.nextToDecide();
            if (first >= 0) {
                states.begin();
                background.execute(
                        () -> {
                            decide(first, true);
                            completeAll();
                        },
                        this);
            }
        }
    }

    /** Held for so short a time that it is worth trying again before the thread is put to sleep. */
    private void lock() {
        for (int i = 0; i < SPINS; i++) {
            if (!lock.isLocked() && lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }

    @SuppressWarnings("WaitNotInLoop") // the caller looks again
    private void await() throws InterruptedException {
        long nanos = stopping ? 0 : states.nanosUntilRetry();
        if (nanos > 0) {
            changed.awaitNanos(nanos);
        } else {
            changed.await();
        }
    }

    private void wakeAnother() {
        publish();
        if (states.isQuiet()) {
            changed.signalAll();
        } else if (idle > 0 && (states.hasWaiting() || states.hasRetries())) {
            changed.signal();
        }
    }

    private boolean isOver() {
        return closed || (states.isQuiet() && (stopping || !(states.hasWaiting() || states.hasRetries())));
    }

    /** Waits until there is nothing left to do. */
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

    /** Waits for that, but not forever: then ends the run although nodes still run, or values are still being saved. */
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

    /** Waits only for records that are being written. */
    private void abandon() {
        stopping = true;
        while (recording > 0) {
            changed.awaitUninterruptibly();
        }
        closed = true;
        states.abandon();
        changed.signalAll();
    }

    /** Something failed that never should. */
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

    private void stopNow() {
        stopping = true;
        states.giveUpRetries();
        changed.signalAll();
    }

    /** Does what {@link #take} gave; returns what is to be done next, or {@link #NOTHING}. */
    int perform(int task) {
        int next = NOTHING;
        if (task < 0) {
            decide(~task, false);
        } else {
            next = execute(task);
        }
        completeAll();
        return next;
    }

    /** What {@link #perform} gave will not be done. */
    void giveBack(int task) {
        if (task != NOTHING) {
            lock();
            try {
                states.end();
                queue.release(task);
                states.stopNode(task, -1);
                wakeAnother();
            } finally {
                lock.unlock();
            }
        }
    }

    private void decide(int node, boolean isAhead) {
        PipelineRun.Verdict verdict = run.decide(node);
        lock();
        try {
            states.end();
            if (isAhead) {
                states.decidedAhead(node);
            }
            if (states.isToBeDecided(node) && !closed) {
                switch (verdict) {
                    case SKIP -> states.skipped(node);
                    case FAIL -> failed(node);
                    case RUN -> states.mustRun(node);
                    case CANCELLED -> states.stopNode(node, -1);
                }
            }
            wakeAnother();
            if (isAhead) {
                lookAhead();
            }
        } finally {
            lock.unlock();
        }
        if (verdict == PipelineRun.Verdict.FAIL) {
            run.report(node);
        }
    }

    private int execute(int node) {
        PipelineRun.Tried tried = run.execute(node, ++tries[node], states.since(node));
        int next = NOTHING;
        int saves = 0;
        if (tried == PipelineRun.Tried.DONE) {
            saves = run.handOver(node);
            if (!asks) {
                run.complete(node);
            }
        }
        lock();
        try {
            if (closed) {
                return NOTHING;
            }
            states.end();
            queue.release(node);
            switch (tried) {
                case DONE -> states.made(node, saves);
                case RETRY -> retry(node);
                case FAILED -> failed(node);
                case CANCELLED -> states.stopNode(node, -1);
            }
            saves = states.isMadeButIncomplete(node) ? saves : 0;
            if (!asks && !stopping) {
                next = states.next();
                if (next != NOTHING) {
                    states.begin();
                }
            }
            wakeAnother();
        } finally {
            lock.unlock();
        }
        if (saves > 0) {
            background.save(node, this);
        }
        if (tried == PipelineRun.Tried.FAILED || tried == PipelineRun.Tried.CANCELLED) {
            run.report(node);
        }
        return next;
    }

    /**
     * An output of a node is saved, or could not be.
     *
     * @param failure why not; null if it is
     */
    void saved(int node, @Nullable Throwable failure) {
        boolean isFailure = false;
        lock();
        try {
            states.end();
            states.saved(node);
            if (states.isMadeButIncomplete(node) && !closed) {
                if (failure == null) {
                    states.completeIfCan(node);
                } else {
                    isFailure = true;
                    run.fail(node, failure);
                    failed(node);
                }
            }
            wakeAnother();
        } finally {
            lock.unlock();
        }
        if (isFailure) {
            run.report(node);
        }
        completeAll();
    }

    private void completeAll() {
        while (asks) {
            int node;
            lock();
            try {
                node = closed ? -1 : states.nextToRecord();
                if (node < 0) {
                    return;
                }
                recording++;
            } finally {
                lock.unlock();
            }
            boolean recorded = run.complete(node);
            lock();
            try {
                states.end();
                recording--;
                if (recorded) {
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
    }

    private void retry(int node) {
        if (stopping) {
            states.giveUp(node);
        } else {
            states.retry(node, run.made().pause(tries[node]).toNanos());
        }
    }

    private void failed(int node) {
        boolean isHandled = states.stopNode(node, node);
        if (!isHandled && policy == FailurePolicy.FAIL_FAST) {
            stopNow();
        }
    }
}
