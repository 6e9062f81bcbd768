package dev.freshet.runtime.run.engine;

import dev.freshet.runtime.run.setup.Cancellation;
import java.util.List;

/**
 * Which interrupts are meant for a run: those of the thread that started it, and those by which the run itself tells
 * threads to end. A flag that a node leaves on any other thread is not.
 */
final class Interrupts {
    private final Cancellation cancellation;
    private final Thread callingThread = Thread.currentThread();
    /** Whether somebody else interrupted the calling thread; used by that thread only. */
    private boolean interrupted;

    /** Whether others than the run and its nodes may interrupt the calling thread. */
    private final boolean mayBeInterrupted;

    /** @param mayBeInterrupted whether an interrupt of the calling thread is a wish that the run end */
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

    /** Whether a node ended because the run is to end. */
    boolean isCancelling(Throwable thrown) {
        boolean isInterrupt =
                mayBeInterrupted && thrown instanceof InterruptedException && isOnCallingThread() && isOfTheJdk(thrown);
        interrupted |= isInterrupt;
        return isInterrupt || cancellation.isCancelled();
    }

    /** An interrupted thread is told so by a method of the JDK; what a node makes itself is a failure of the node. */
    private static boolean isOfTheJdk(Throwable thrown) {
        List<StackTraceElement> stack = FailureText.stack(thrown);
        return !stack.isEmpty() && "java.base".equals(stack.get(0).getModuleName());
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
