package dev.freshet.runtime.run.engine;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for tasks, and throws what they threw. */
public final class Futures {
    private Futures() {}

    /**
     * Waits for a task that throws no checked exception.
     *
     * @throws InterruptedException if the calling thread was interrupted; the task continues
     */
    public static <T> T await(Future<T> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            Exception thrown = thrown(e);
            throw thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
        }
    }

    /** Returns the exception that a task threw; an error is thrown at once. */
    public static Exception thrown(ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof Exception thrown ? thrown : e;
    }
}
