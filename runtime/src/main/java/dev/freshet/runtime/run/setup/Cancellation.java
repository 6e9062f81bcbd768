package dev.freshet.runtime.run.setup;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A request to end a run early. Threads are interrupted only while they call a node: at any other time, an interrupt
 * would close a file while a record or a value is being written.
 */
public final class Cancellation {
    private final Queue<Caller> callers = new ConcurrentLinkedQueue<>();
    /** Without a lambda, since the first lambda of a process takes longer than a run that has nothing to do. */
    @SuppressWarnings("ThreadLocalUsage") // belongs to one run, and is freed with it
    private final ThreadLocal<Caller> ownCaller = new ThreadLocal<>() {
        @Override
        protected Caller initialValue() {
            return newCaller();
        }
    };

    private @Nullable Runnable action;
    private volatile boolean cancelled;
    private volatile boolean begun;

    public void cancel() {
        Runnable todo;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            todo = action;
        }
        callers.forEach(Caller::interrupt);
        if (todo != null) {
            todo.run();
        }
    }

    /** Returns whether nodes may have been called. */
    public boolean hasBegun() {
        return begun;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** Registers what to do when the run is cancelled. If it already is, does it now. */
    public void onCancel(Runnable todo) {
        begun = true;
        synchronized (this) {
            action = todo;
        }
        if (cancelled) {
            todo.run();
        }
    }

    /** The run is over, and cannot be cancelled any more. */
    public synchronized void end() {
        action = null;
    }

    private Caller newCaller() {
        Caller caller = new Caller(Thread.currentThread());
        callers.add(caller);
        return caller;
    }

    /**
     * The current thread is about to call a node.
     *
     * @throws InterruptedException if the run is cancelled
     */
    public void enter() throws InterruptedException {
        ownCaller.get().set(true);
        if (cancelled) {
            throw new InterruptedException();
        }
    }

    /** The node has ended; returns whether the thread was interrupted, and no longer is. */
    public boolean exit() {
        ownCaller.get().set(false);
        return Thread.interrupted();
    }

    /** A thread that calls nodes, and whether it does so now. */
    private static final class Caller {
        private final Thread thread;
        private boolean calling;

        Caller(Thread thread) {
            this.thread = thread;
        }

        synchronized void set(boolean now) {
            calling = now;
        }

        synchronized void interrupt() {
            if (calling) {
                thread.interrupt();
            }
        }
    }
}
