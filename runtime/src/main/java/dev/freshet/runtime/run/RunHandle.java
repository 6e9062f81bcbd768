package dev.freshet.runtime.run;

import dev.freshet.runtime.run.engine.Futures;
import dev.freshet.runtime.run.setup.Cancellation;
import java.util.concurrent.FutureTask;

/** A run in the background. */
public final class RunHandle {
    private final FutureTask<RunReport> task;
    private final Cancellation cancellation;

    private RunHandle(FutureTask<RunReport> task, Cancellation cancellation) {
        this.task = task;
        this.cancellation = cancellation;
    }

    static RunHandle start(Run run) {
        Cancellation cancellation = new Cancellation();
        FutureTask<RunReport> task = new FutureTask<>(() -> run.start(cancellation));
        Thread thread = new Thread(task, "freshet-run");
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        return new RunHandle(task, cancellation);
    }

    /**
     * Cancels the run: no further node starts, running nodes are interrupted, and finished nodes are saved and
     * recorded. Does not wait for the end; {@link #await} does. Has no effect if the run is over.
     */
    public void cancel() {
        cancellation.cancel();
    }

    /** Returns whether the run is over. */
    public boolean isDone() {
        return task.isDone();
    }

    /**
     * Waits for the run to end.
     *
     * @throws InterruptedException if this thread was interrupted; the run continues
     * @throws RuntimeException what {@link Run#start} throws
     */
    public RunReport await() throws InterruptedException {
        return Futures.await(task);
    }
}
