package dev.freshet.spark.runner;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.spark.runner.executor.RelayPlugin;
import dev.freshet.spark.runner.executor.TaskInput;
import dev.freshet.spark.runner.executor.TaskResult;
import dev.freshet.spark.runner.executor.WorkerTask;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.jspecify.annotations.Nullable;

/** Spark, as this process uses it: one context that lives as long as the process, and the code that it has shipped. */
final class SparkCluster {
    private static final String PLUGINS = "spark.plugins";
    private static final String JARS = "spark.jars";
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static @Nullable SparkCluster only;

    private final JavaSparkContext spark;
    private final SparkSettings settings;
    private final Map<String, ShippedCode> shipped = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private final Map<Needs, ResourceProfile> profiles = new HashMap<>();

    /** What a task takes of an executor. */
    record Needs(int cpus, Map<String, Integer> resources) {
        boolean isDefault(SparkSettings settings) {
            return resources.isEmpty() && cpus <= settings.cpusOfTask();
        }
    }

    private SparkCluster(JavaSparkContext spark, SparkSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /**
     * The context of this process, which is started if there is none.
     *
     * @throws WorkerException why it cannot be
     */
    static synchronized SparkCluster of(SparkSettings settings) throws WorkerException {
        SparkCluster known = only;
        if (known != null && !known.spark.sc().isStopped() && known.settings.equals(settings)) {
            return known;
        }
        String unreachable = settings.master().unreachable().orElse("");
        if (!unreachable.isEmpty()) {
            throw new WorkerException(unreachable);
        }
        try {
            SparkContext context = SparkContext.getOrCreate(configured(settings));
            requireOwn(context, settings);
            SparkCluster started = new SparkCluster(new JavaSparkContext(context), settings);
            only = started;
            return started;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new WorkerException(
                    "Spark cannot be started with master " + settings.master().url() + ": " + firstLine(e));
        }
    }

    private static SparkConf configured(SparkSettings settings) throws IOException {
        SparkConf conf = settings.conf();
        conf.set(PLUGINS, joined(conf.get(PLUGINS, ""), RelayPlugin.class.getName()));
        conf.set(JARS, joined(conf.get(JARS, ""), AgentJar.write().toUri().toString()));
        return conf;
    }

    private static String joined(String given, String own) {
        return given.isEmpty() ? own : given + "," + own;
    }

    /** A process has one context, which may be that of somebody else. */
    private static void requireOwn(SparkContext context, SparkSettings settings) throws WorkerException {
        if (!context.master().equals(settings.master().url())) {
            throw new WorkerException("this process already uses Spark with master " + context.master()
                    + ", and can use only one; run with --runner spark:" + context.master());
        }
        if (!context.getConf().get(PLUGINS, "").contains(RelayPlugin.class.getName())) {
            throw new WorkerException("this process has started Spark before the run, without " + PLUGINS + "="
                    + RelayPlugin.class.getName() + "; set that, or let the run start Spark");
        }
    }

    /** Ships a class path, once for each state of it. */
    synchronized ShippedCode ship(ClassPath classPath, ClassPath.Seen code) throws WorkerException {
        ShippedCode known = shipped.get(code.stamps().text());
        if (known != null) {
            return known;
        }
        ShippedCode copied = ShippedCode.of(classPath.paths(), settings.leftOut());
        // Looked at after the copy, so that it proves that the copy is of the code of the plan.
        if (!code.isCurrent()) {
            throw new WorkerException("the code on the class path has changed since the run started, so that workers"
                    + " would run other code; start the run again");
        }
        copied.files().stream()
                .filter(file -> files.add(file.getFileName().toString()))
                .forEach(file -> spark.addFile(file.toUri().toString()));
        shipped.put(code.stamps().text(), copied);
        return copied;
    }

    /**
     * Runs a task as a job of its own, and waits for it.
     *
     * @param what what the job is called in Spark's own pages
     * @throws InterruptedException if the thread was interrupted; then the job was cancelled
     * @throws WorkerException if there is no result
     */
    TaskResult run(TaskInput input, String what, Needs needs) throws InterruptedException, WorkerException {
        spark.setJobGroup(input.call(), what, true);
        JavaRDD<Integer> one = spark.parallelize(List.of(0), 1);
        JavaRDD<Integer> profiled = needs.isDefault(settings) ? one : one.withResources(profile(needs));
        JavaFutureAction<List<TaskResult>> job =
                profiled.map(new WorkerTask(input)).collectAsync();
        try {
            return await(job);
        } catch (InterruptedException e) {
            spark.cancelJobGroup(input.call());
            awaitCancelled(job, input.graceMillis());
            throw e;
        }
    }

    private synchronized ResourceProfile profile(Needs needs) {
        return profiles.computeIfAbsent(needs, wanted -> {
            TaskResourceRequests requests = new TaskResourceRequests().cpus(wanted.cpus());
            wanted.resources().forEach((name, amount) -> requests.resource(name, amount));
            return new ResourceProfileBuilder().require(requests).build();
        });
    }

    private TaskResult await(JavaFutureAction<List<TaskResult>> job) throws InterruptedException, WorkerException {
        long alone = 0;
        while (true) {
            try {
                return job.get(LOOK.toMillis(), TimeUnit.MILLISECONDS).get(0);
            } catch (TimeoutException e) {
                requireContext();
                alone = hasExecutors() ? 0 : alone + 1;
                if (alone > settings.executorWait().toSeconds()) {
                    job.cancel(true);
                    throw new WorkerException("no executor of Spark has come in "
                            + settings.executorWait().toSeconds() + " s: the cluster at "
                            + settings.master().url() + " has no room for one, or executors end when they start; see"
                            + " the pages of the master");
                }
            } catch (ExecutionException e) {
                requireContext();
                throw WorkerException.lost(
                        "Spark has lost the task: " + firstLine(e.getCause() == null ? e : e.getCause()));
            }
        }
    }

    private void requireContext() throws WorkerException {
        if (spark.sc().isStopped()) {
            throw new WorkerException(
                    "Spark has ended the application; see the log of Spark and the pages of the master");
        }
    }

    private boolean hasExecutors() {
        return settings.master().url().startsWith("local[")
                || settings.master().url().equals("local")
                || spark.statusTracker().getExecutorInfos().length > 1;
    }

    private static void awaitCancelled(JavaFutureAction<List<TaskResult>> job, long millis) {
        try {
            job.get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
            // It ends by itself, and what it makes does not count.
        }
    }

    private static String firstLine(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.lines().findFirst().orElse(thrown.getClass().getName());
    }
}
