package dev.freshet.runtime.run.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What a task threw, as if it had been called. */
public final class Futures {
    private Futures() {}

    /**
     * Waits for a task that throws no checked exception.
     *
     * @throws InterruptedException if the calling thread was interrupted; the task goes on
     */
    public static <T> T await(Future<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Exception thrown = thrown(e);
            throw thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
        }
    }

    /** What a task threw; throws it itself if it is an error. */
    public static Exception thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof Exception thrown ? thrown : e;
    }
}
