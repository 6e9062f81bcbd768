package dev.freshet.spark.runner;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.cluster.ExecutorInfo;

/** Knows which executors a context has, and of which resource profile they are. Thread-safe. */
final class ExecutorWatch extends SparkListener {
    private static final int OF_THE_DRIVER = 1;

    private final SparkContext context;
    private final Map<String, ExecutorInfo> executors = new ConcurrentHashMap<>();

    private ExecutorWatch(SparkContext context) {
        this.context = context;
    }

    /** Watches a context from now on. */
    static ExecutorWatch of(SparkContext context) {
        ExecutorWatch watch = new ExecutorWatch(context);
        context.addSparkListener(watch);
        return watch;
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        executors.put(added.executorId(), added.executorInfo());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        executors.remove(removed.executorId());
    }

    /**
     * Returns whether a task can still start: an executor can run it, or another task runs, after which an executor that
     * can may come.
     */
    boolean hasHope(Profile profile) {
        int[] running = running();
        // Executors that came before this watch can have any profile.
        return running.length - OF_THE_DRIVER > executors.size()
                || executors.values().stream().anyMatch(profile::fits)
                || Arrays.stream(running).anyMatch(tasks -> tasks > 0);
    }

    /** The numbers of tasks that executors run, and the driver, which is in Spark's list. */
    private int[] running() {
        return Arrays.stream(context.statusTracker().getExecutorInfos())
                .mapToInt(executor -> executor.numRunningTasks())
                .toArray();
    }
}
