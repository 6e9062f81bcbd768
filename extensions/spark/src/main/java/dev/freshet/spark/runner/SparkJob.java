package dev.freshet.spark.runner;

import dev.freshet.runtime.run.WorkerException;
import dev.freshet.spark.runner.executor.TaskResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.FutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.util.Try;

/** The job of a call. Used by one thread at a time. */
final class SparkJob {
    private final JavaSparkContext spark;
    private final SparkMaster master;
    private final ExecutorWatch executors;
    private final Profile profile;
    private final Duration executorWait;
    private final String group;
    private final FutureAction<Seq<TaskResult>> future;
    /** How many checks in a row have found no executor that can run the task, and nothing else that runs. */
    private long alone;

    /** @param executorWait how long it waits for an executor */
    SparkJob(
            JavaSparkContext spark,
            SparkMaster master,
            ExecutorWatch executors,
            Profile profile,
            Duration executorWait,
            String group,
            FutureAction<Seq<TaskResult>> future) {
        this.spark = spark;
        this.master = master;
        this.executors = executors;
        this.profile = profile;
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
            throw new WorkerException("no executor of Spark " + wanted() + "has come in "
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

    /** Returns what is special about the executor, in words. */
    private String wanted() {
        ResourceProfile special = profile.spark();
        if (special == null) {
            return "";
        }
        List<String> words = new ArrayList<>();
        special.taskResourcesJMap().forEach((name, request) -> words.add(amount(request.amount()) + " " + name));
        Optional.ofNullable(special.executorResourcesJMap().get(ResourceProfile.MEMORY()))
                .ifPresent(memory -> words.add(memory.amount() + " MiB of memory"));
        return "with " + String.join(", ", new TreeSet<>(words)) + " ";
    }

    private static String amount(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private boolean hasExecutors() {
        return master.isInThisProcess() || executors.hasHope(profile);
    }

    /** Interrupts the task. */
    void cancel() {
        spark.cancelJobGroup(group);
    }
}
