package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.failure.FailureText;
import dev.freshet.runtime.run.setup.Cancellation;
import java.util.List;

/**
 * Tells apart interrupts that cancel the run from others. Interrupts of the thread that started the run cancel it, and
 * the run itself interrupts its threads. A flag that a node leaves on any other thread does not count.
 */
final class Interrupts {
    private final Cancellation cancellation;
    private final Thread callingThread = Thread.currentThread();
    /** Whether somebody outside of the run interrupted the calling thread; used by that thread only. */
    private boolean interrupted;

    /** Whether anybody outside of the run and its nodes may interrupt the calling thread. */
    private final boolean mayBeInterrupted;

    /** @param mayBeInterrupted whether an interrupt of the calling thread cancels the run */
    Interrupts(Cancellation cancellation, boolean mayBeInterrupted) {
        this.cancellation = cancellation;
        this.mayBeInterrupted = mayBeInterrupted;
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
        interrupted |= flag && mayBeInterrupted && isOnCallingThread() && !cancellation.isCancelled();
    }

    /** Returns whether a node ended because the run is being cancelled. */
    boolean isCancelling(Throwable thrown) {
        boolean isInterrupt =
                mayBeInterrupted && thrown instanceof InterruptedException && isOnCallingThread() && isOfTheJdk(thrown);
        interrupted |= isInterrupt;
        return isInterrupt || cancellation.isCancelled();
    }

    /**
     * Returns whether a method of the JDK threw the exception. If the node's own code created it, the node has failed.
     */
    private static boolean isOfTheJdk(Throwable thrown) {
        List<StackTraceElement> stack = FailureText.stack(thrown);
        return !stack.isEmpty() && "java.base".equals(stack.get(0).getModuleName());
    }

    /** Returns whether the current thread is the calling thread and has just been interrupted. */
    boolean isInterruptedNow() {
        return isOnCallingThread() && Thread.currentThread().isInterrupted();
    }

    /** Returns whether the calling thread was interrupted while it called a node, and forgets it. */
    boolean take() {
        boolean taken = isOnCallingThread() && interrupted;
        interrupted &= !taken;
        return taken;
    }

    private boolean isOnCallingThread() {
        return Thread.currentThread().equals(callingThread);
    }
}
