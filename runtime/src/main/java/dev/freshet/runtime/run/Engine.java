package dev.freshet.runtime.run;

import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.schedule.IntHeap;
import dev.freshet.runtime.schedule.ResourceQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Says when each node of a run is decided about, run, saved and recorded: the states of the nodes, under one lock. What that
 * means for a node is {@link PipelineRun}'s, and who does it are {@link Workers}.
 *
 * <p>A node waits for those before it: where it reads from memory, until the values are made; else until they are complete.
 * A node is complete when its outputs are saved and all nodes that it read from are complete; then it is recorded, so that
 * no record is older than one that it builds on.
 */
final class Engine {
    /** No node can be taken any more. */
    static final int END = Integer.MIN_VALUE;
    /** There is nothing to do at the moment. */
    static final int NOTHING = Integer.MIN_VALUE + 1;

    private static final int SPINS = 200;
    /** How often a thread looks for something to do before it sleeps: a few microseconds, as long as waking it takes. */
    private static final int LOOKS = 2_000;

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
    private final FailurePolicy policy;
    private final Background background;
    private final int slots;
    private final boolean asks;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final State[] states;
    private final int[] waiting;
    private final int[] incomplete;
    private final int[] unsaved;
    private final int[] tries;
    private final long[] since;
    /** Ranks of the nodes to be decided about. */
    private final IntHeap ready = new IntHeap();

    private final Retries retries = new Retries();
    private final ArrayDeque<Integer> completing = new ArrayDeque<>();
    private final BitSet completed = new BitSet();
    /** By node that runs on demand, those that wait for it. */
    private final Map<Integer, List<Integer>> holders = new HashMap<>();

    private final Map<Integer, Integer> holds = new HashMap<>();
    /** Running nodes whose result will not count, with the node that failed. */
    private final Map<Integer, Integer> doomed = new HashMap<>();
    /** What is being decided, run, saved or recorded at the moment. */
    private int active;

    private int idle;
    /** Whether it is worth taking the lock to look for something to do. */
    private volatile boolean somethingToDo;
    /** Nodes whose inputs are loaded before they are started. */
    private final BitSet ahead = new BitSet();

    private boolean stopping;
    /** When the change began that goes on, by {@link System#nanoTime}. */
    private long now = System.nanoTime();
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
        graph = run.graph();
        asks = !run.runsAll();
        edges = new Edges(graph, run::isCertain, run::isHandedOn);
        int count = graph.nodeCount();
        states = new State[count];
        waiting = new int[count];
        incomplete = new int[count];
        unsaved = new int[count];
        tries = new int[count];
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
                int next = stopping ? NOTHING : next();
                if (next != NOTHING) {
                    active++;
                    wakeAnother();
                    if (next >= 0) {
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
        boolean something = stopping || closed || active == 0 || !ready.isEmpty() || !queue.isEmpty();
        if (something != somethingToDo) {
            somethingToDo = something;
        }
    }

    private int next() {
        if (!retries.isEmpty()) {
            retries.takeDue(System.nanoTime(), this::tryAgain);
        }
        while (!ready.isEmpty()) {
            int node = queue.poll(ready.peek());
            if (node >= 0) {
                return start(node);
            }
            int first = queue.node(ready.remove());
            if (states[first] == State.READY) {
                return ~first;
            }
        }
        int node = queue.poll(Integer.MAX_VALUE);
        return node < 0 ? NOTHING : start(node);
    }

    private int start(int node) {
        states[node] = State.RUNNING;
        if (ahead.get(node)) {
            ahead.clear(node);
        }
        return node;
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
        } else if (!ready.isEmpty()) {
            int first = queue.node(ready.remove());
            if (states[first] == State.READY) {
                active++;
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
        long nanos = stopping ? 0 : retries.nanosUntilNext(System.nanoTime());
        if (nanos > 0) {
            changed.awaitNanos(nanos);
        } else {
            changed.await();
        }
    }

    private void wakeAnother() {
        publish();
        if (active == 0) {
            changed.signalAll();
        } else if (idle > 0 && (!ready.isEmpty() || !queue.isEmpty() || !retries.isEmpty())) {
            changed.signal();
        }
    }

    private boolean isOver() {
        return closed || (active == 0 && (stopping || (ready.isEmpty() && queue.isEmpty() && retries.isEmpty())));
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
        for (int node = 0; node < states.length; node++) {
            if (states[node] == State.RUNNING || states[node] == State.MADE) {
                states[node] = State.STOPPED;
                run.cancelled(node);
            }
        }
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
        retries.takeAll(node -> {
            if (states[node] == State.PAUSED) {
                stopNode(node, run.failedAtLast(node) ? node : -1);
            }
        });
        changed.signalAll();
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
                active--;
                queue.release(task);
                stopNode(task, -1);
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
            now = System.nanoTime();
            active--;
            if (states[node] == State.READY && !closed) {
                switch (verdict) {
                    case SKIP -> skipped(node);
                    case FAIL -> failed(node);
                    case RUN -> mustRun(node);
                    case CANCELLED -> stopNode(node, -1);
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

    private void skipped(int node) {
        states[node] = State.SKIPPED;
        List<Integer> held = holders.remove(node);
        if (held != null) {
            held.stream().filter(holder -> states[holder] == State.HELD).forEach(holder -> {
                run.block(holder, node);
                stopNode(holder, node);
            });
        }
        if (!completed.get(node)) {
            release(node, true);
            completeIfCan(node);
        }
    }

    private void mustRun(int node) {
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
                    run.demand(producer, new Reason.NeededBy(graph.node(node), graph.dataset(input)));
                    ready(producer);
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

    private boolean isMade(int node) {
        return states[node] == State.MADE || states[node] == State.COMPLETE || states[node] == State.STOPPED;
    }

    private int execute(int node) {
        PipelineRun.Tried tried = run.execute(node, ++tries[node], since[node]);
        int next = NOTHING;
        if (tried == PipelineRun.Tried.DONE) {
            run.handOver(node);
            if (!asks) {
                run.complete(node);
            }
        }
        int saves = tried == PipelineRun.Tried.DONE ? run.saves(node) : 0;
        lock();
        try {
            if (closed) {
                return NOTHING;
            }
            now = System.nanoTime();
            active--;
            queue.release(node);
            switch (tried) {
                case DONE -> made(node, saves);
                case RETRY -> retry(node);
                case FAILED -> failed(node);
                case CANCELLED -> stopNode(node, -1);
            }
            saves = states[node] == State.MADE ? saves : 0;
            if (!asks && saves == 0 && !stopping) {
                next = next();
                active += next == NOTHING ? 0 : 1;
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

    private void made(int node, int saves) {
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
        if (!completed.get(node)) {
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

    private void retry(int node) {
        if (stopping) {
            stopNode(node, run.failedAtLast(node) ? node : -1);
            return;
        }
        states[node] = State.PAUSED;
        retries.add(node, System.nanoTime() + run.pause(tries[node]).toNanos());
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
            now = System.nanoTime();
            active--;
            queue.saved();
            unsaved[node]--;
            if (states[node] == State.MADE && !closed) {
                if (failure == null) {
                    completeIfCan(node);
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

    private void completeIfCan(int node) {
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

    private void completeAll() {
        while (asks) {
            int node;
            lock();
            try {
                if (completing.isEmpty() || closed) {
                    return;
                }
                node = completing.remove();
                recording++;
            } finally {
                lock.unlock();
            }
            boolean recorded = run.complete(node);
            lock();
            try {
                now = System.nanoTime();
                recording--;
                active--;
                if (recorded) {
                    complete(node);
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

    private void complete(int node) {
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
        if (states[node] == State.COMPLETE) {
            release(node, true);
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

    private void failed(int node) {
        boolean isHandled = stopNode(node, node);
        if (!isHandled && policy == FailurePolicy.FAIL_FAST) {
            stopNow();
        }
    }

    /**
     * A node will make nothing that counts: blocks those that need it.
     *
     * @param by the node that failed; -1 if none did
     * @return whether a node is there that takes the failure as an input
     */
    private boolean stopNode(int node, int by) {
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
                    released(successor);
                } else if (by >= 0 && block(successor, by)) {
                    open.add(successor);
                }
            }
        }
        return isHandled;
    }

    private boolean block(int node, int by) {
        switch (states[node]) {
            case RUNNING -> doomed.putIfAbsent(node, by);
            case SKIPPED, COMPLETE, STOPPED -> {
                return false;
            }
            default -> {
                if (states[node] == State.QUEUED) {
                    queue.remove(node);
                }
                states[node] = State.STOPPED;
                run.block(node, by);
                return true;
            }
        }
        return false;
    }
}
