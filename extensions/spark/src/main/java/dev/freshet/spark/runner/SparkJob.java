package dev.freshet.spark.runner;

import dev.freshet.runtime.run.WorkerException;
import dev.freshet.spark.runner.executor.TaskResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;

/** The job of a call. Used by one thread at a time. */
final class SparkJob {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final JavaSparkContext spark;
    private final SparkSettings settings;
    private final String group;
    private final JavaFutureAction<List<TaskResult>> future;
    /** How many checks in a row have found no executor. */
    private long alone;

    SparkJob(JavaSparkContext spark, SparkSettings settings, String group, JavaFutureAction<List<TaskResult>> future) {
        this.spark = spark;
        this.settings = settings;
        this.group = group;
        this.future = future;
    }

    boolean isDone() {
        return future.isDone();
    }

    /** Waits for the result. */
    TaskResult await() throws InterruptedException, WorkerException {
        while (true) {
            try {
                return future.get(LOOK.toMillis(), TimeUnit.MILLISECONDS).get(0);
            } catch (TimeoutException e) {
                requireExecutors();
            } catch (ExecutionException e) {
                requireContext();
                Throwable cause = e.getCause() == null ? e : e.getCause();
                throw WorkerException.lost("Spark has lost the task: " + SparkCluster.firstLine(cause));
            }
        }
    }

    /**
     * Checks that the task can still run. Call this once a second.
     *
     * @throws WorkerException if the task cannot run; then the job is cancelled
     */
    void requireExecutors() throws WorkerException {
        requireContext();
        alone = hasExecutors() ? 0 : alone + 1;
        if (alone > settings.executorWait().toSeconds()) {
            cancel();
            throw new WorkerException("no executor of Spark has come in "
                    + settings.executorWait().toSeconds() + " s: the cluster at "
                    + settings.master().url() + " has no room for one, or executors end when they start; see the pages"
                    + " of the master");
        }
    }

    private void requireContext() throws WorkerException {
        if (spark.sc().isStopped()) {
            throw new WorkerException(
                    "Spark has ended the application; see the log of Spark and the pages of the master");
        }
    }

    /** Returns whether there are executors. The driver itself is in Spark's list. */
    private boolean hasExecutors() {
        return settings.master().isInThisProcess() || spark.statusTracker().getExecutorInfos().length > 1;
    }

    /** Interrupts the task. */
    void cancel() {
        spark.cancelJobGroup(group);
    }
}
