package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.setup.Cancellation;

/**
 * Which interrupts are meant for a run: those of the thread that started it, and those by which the run itself tells
 * threads to end. A flag that a node leaves on any other thread is not.
 */
final class Interrupts {
    private final Cancellation cancellation;
    private final Thread callingThread = Thread.currentThread();
    /** Whether somebody else interrupted the calling thread; used by that thread only. */
    private boolean interrupted;

    Interrupts(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /** The current thread is about to call a node; see {@link Cancellation#enter}. */
    void enter() throws InterruptedException {
        cancellation.enter();
    }

    /** The node has ended. */
    void exit() {
        boolean flag = cancellation.exit();
        interrupted |= flag && isOnCallingThread() && !cancellation.isCancelled();
    }

    /** Whether a node ended because the run is to end. */
    boolean isCancelling(Throwable thrown) {
        boolean isInterrupt = thrown instanceof InterruptedException && isOnCallingThread();
        interrupted |= isInterrupt;
        return isInterrupt || cancellation.isCancelled();
    }

    /** Whether the calling thread is the current one and has just been interrupted. */
    boolean isInterruptedNow() {
        return isOnCallingThread() && Thread.currentThread().isInterrupted();
    }

    /** Returns whether the calling thread was interrupted while it called a node. A second call returns false. */
    boolean take() {
        boolean taken = isOnCallingThread() && interrupted;
        interrupted &= !taken;
        return taken;
    }

    private boolean isOnCallingThread() {
        return Thread.currentThread().equals(callingThread);
    }
}
