package dev.freshet.runtime.run;

import dev.freshet.runtime.run.engine.Futures;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The inputs that the partitions of one group have in common, loaded once; see {@link NodePartition#group}. Those of a
 * group are dropped when a call of another one, or of none, comes. Safe for use by several threads.
 */
final class SharedInputs {
    private String group = "";
    private @Nullable FutureTask<@Nullable Object[]> inputs;

    /**
     * Returns the inputs of a group.
     *
     * @param load loads them if they are not there
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

    /** A try after one that failed loads them again. */
    private synchronized void drop(FutureTask<@Nullable Object[]> failed) {
        if (failed.equals(inputs)) {
            drop();
        }
    }

    /** Keeps none any more. */
    synchronized void drop() {
        group = "";
        inputs = null;
    }
}
