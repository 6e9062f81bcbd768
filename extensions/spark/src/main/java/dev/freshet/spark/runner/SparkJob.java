package dev.freshet.spark.runner;

import dev.freshet.runtime.run.WorkerException;
import dev.freshet.spark.runner.executor.TaskResult;
import java.time.Duration;
import org.apache.spark.FutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.util.Try;

/** The job of a call. Used by one thread at a time. */
final class SparkJob {
    private final JavaSparkContext spark;
    private final SparkMaster master;
    private final Duration executorWait;
    private final String group;
    private final FutureAction<Seq<TaskResult>> future;
    /** How many checks in a row have found no executor. */
    private long alone;

    /** @param executorWait how long it waits for an executor */
    SparkJob(
            JavaSparkContext spark,
            SparkMaster master,
            Duration executorWait,
            String group,
            FutureAction<Seq<TaskResult>> future) {
        this.spark = spark;
        this.master = master;
        this.executorWait = executorWait;
        this.group = group;
        this.future = future;
    }

    boolean isDone() {
        return future.isCompleted();
    }

    /** Registers a task to run when the job is over, on a thread of Spark. The task must be short. */
    void whenDone(Runnable then) {
        future.onComplete(
                unused -> {
                    then.run();
                    return unused;
                },
                ExecutionContext.fromExecutor(Runnable::run));
    }

    /** Returns the result of a job that is over. */
    TaskResult result() throws WorkerException {
        Try<Seq<TaskResult>> ended = future.value().get();
        if (ended.isSuccess()) {
            return ended.get().head();
        }
        requireContext();
        throw WorkerException.lost("Spark has lost the task: "
                + SparkCluster.firstLine(ended.failed().get()));
    }

    /**
     * Checks that the task can still run. Call this once a second.
     *
     * @throws WorkerException if the task cannot run; then the job is cancelled
     */
    void requireExecutors() throws WorkerException {
        requireContext();
        alone = hasExecutors() ? 0 : alone + 1;
        if (alone > executorWait.toSeconds()) {
            cancel();
            throw new WorkerException("no executor of Spark has come in "
                    + executorWait.toSeconds() + " s: the cluster at "
                    + master.url() + " has no room for one, or executors end when they start; see the pages"
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
        return master.isInThisProcess() || spark.statusTracker().getExecutorInfos().length > 1;
    }

    /** Interrupts the task. */
    void cancel() {
        spark.cancelJobGroup(group);
    }
}
