package dev.freshet.runtime.run;

import dev.freshet.runtime.run.engine.Futures;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that all partitions of a group share, loaded once; see {@link NodePartition#group}. They are dropped when
 * a call of another group, or of none, begins. Safe for use by several threads.
 */
final class SharedInputs {
    private String group = "";
    private @Nullable FutureTask<@Nullable Object[]> inputs;

    /**
     * Returns the inputs of a group.
     *
     * @param load loads them if they are not loaded yet
     * @throws InterruptedException if the thread was interrupted while another one loaded them
     */
    @Nullable
    Object[] of(String wanted, Callable<@Nullable Object[]> load) throws InterruptedException {
        FutureTask<@Nullable Object[]> task;
        synchronized (this) {
            if (inputs == null || !group.equals(wanted)) {
                group = wanted;
                inputs = new FutureTask<>(load);
            }
            task = inputs;
        }
        task.run();
        boolean isLoaded = false;
        try {
            @Nullable Object[] loaded = Futures.await(task);
            isLoaded = true;
            return loaded;
        } finally {
            if (!isLoaded) {
                drop(task);
            }
        }
    }

    /** Drops a failed load, so that the next attempt loads the inputs again. */
    private synchronized void drop(FutureTask<@Nullable Object[]> failed) {
        if (failed.equals(inputs)) {
            drop();
        }
    }

    /** Drops all inputs. */
    synchronized void drop() {
        group = "";
        inputs = null;
    }
}
