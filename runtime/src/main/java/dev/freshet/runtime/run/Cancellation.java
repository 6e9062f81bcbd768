package dev.freshet.runtime.run;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a run end early. Threads are interrupted only while they call a node: anywhere else an interrupt would close
 * the file that a record or a value is being written to.
 */
final class Cancellation {
    private final Set<Thread> calling = new HashSet<>();
    private @Nullable Runnable action;
    private volatile boolean cancelled;

    void cancel() {
        Runnable todo;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            todo = action;
            calling.forEach(Thread::interrupt);
        }
        if (todo != null) {
            todo.run();
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** What is to be done when the run is cancelled; now, if it is already. */
    void onCancel(Runnable todo) {
        synchronized (this) {
            action = todo;
        }
        if (cancelled) {
            todo.run();
        }
    }

    /** The run is over, and cannot be cancelled any more. */
    synchronized void end() {
        action = null;
    }

    /**
     * The current thread is about to call a node.
     *
     * @throws InterruptedException if the run is cancelled
     */
    synchronized void enter() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException();
        }
        calling.add(Thread.currentThread());
    }

    /** The node has ended; returns whether the thread was interrupted, and no longer is. */
    synchronized boolean exit() {
        calling.remove(Thread.currentThread());
        return Thread.interrupted();
    }
}
