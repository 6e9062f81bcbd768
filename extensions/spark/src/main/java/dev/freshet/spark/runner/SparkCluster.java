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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;

/** The Spark context of this process, which lives as long as the process, and the code that it has shipped. */
final class SparkCluster {
    private static final String PLUGINS = "spark.plugins";
    private static final String JARS = "spark.jars";
    private static @Nullable SparkCluster only;

    private final JavaSparkContext spark;
    /** Those with which it was started. */
    private final SparkSettings settings;

    private final Map<Ship, ShippedCode> shipped = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private final ExecutorWatch executors;
    private final Map<NodeFit.Needs, Profile> profiles = new HashMap<>();

    /** Code as it was seen, and which jars of it are left out. */
    private record Ship(String stamps, String leftOut) {}

    private SparkCluster(JavaSparkContext spark, SparkSettings settings) {
        this.spark = spark;
        executors = ExecutorWatch.of(spark.sc());
        this.settings = settings;
    }

    /**
     * Returns the context of this process, and starts it if there is none.
     *
     * @throws WorkerException if it cannot be started
     */
    static synchronized SparkCluster of(SparkSettings settings) throws WorkerException {
        SparkCluster known = only;
        if (known != null && !known.spark.sc().isStopped()) {
            requireOwn(known.spark.sc(), settings);
            known.requireSame(settings);
            return known;
        }
        Optional<String> unreachable = settings.master().unreachable();
        if (unreachable.isPresent()) {
            throw new WorkerException(unreachable.get());
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

    /** Checks that the context of this process, which may have been started by other code, fits the settings. */
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

    /** What Spark was started with cannot be changed. */
    private void requireSame(SparkSettings wanted) throws WorkerException {
        Optional<String> other = settings.difference(wanted);
        if (other.isPresent()) {
            throw new WorkerException("this process has started Spark with another " + other.get()
                    + ", which cannot be changed; start the run in a process of its own");
        }
    }

    /** The version of Spark in this process. */
    String version() {
        return spark.version();
    }

    /** Ships a class path, once for each version of its content. */
    synchronized ShippedCode ship(ClassPath classPath, ClassPath.Seen code, Pattern leftOut) throws WorkerException {
        Ship ship = new Ship(code.stamps().text(), leftOut.pattern());
        ShippedCode known = shipped.get(ship);
        if (known != null) {
            return known;
        }
        ShippedCode copied = ShippedCode.of(classPath.paths(), leftOut);
        // Checked after the copy, which proves that the planned code was copied.
        if (!code.isCurrent()) {
            throw new WorkerException(changed(code)
                    + " has changed since the run started, so that workers would run other code; start the run again");
        }
        copied.files().stream()
                .filter(file -> files.add(file.getFileName().toString()))
                .forEach(file -> spark.addFile(file.toUri().toString()));
        shipped.put(ship, copied);
        return copied;
    }

    private static String changed(ClassPath.Seen code) {
        return code.changed().stream()
                .findFirst()
                .map(path -> path.getFileName() + " on the class path (" + path + ")")
                .orElse("the class path");
    }

    /**
     * Starts a task as a separate job.
     *
     * @param what the name of the job in Spark's web pages
     * @param executorWait how long it waits for an executor
     * @throws WorkerException if no machine of the cluster has what it needs
     */
    SparkJob start(TaskInput input, String what, NodeFit.Needs needs, Duration executorWait) throws WorkerException {
        Profile profile = profile(needs);
        spark.setJobGroup(input.call(), what, true);
        JavaRDD<Integer> one = spark.parallelize(List.of(0), 1);
        JavaRDD<Integer> profiled = profile.spark() == null ? one : one.withResources(profile.spark());
        RDD<TaskResult> task = profiled.map(new WorkerTask(input)).rdd();
        return new SparkJob(
                spark,
                settings.master(),
                executors,
                profile,
                executorWait,
                input.call(),
                RDD.rddToAsyncRDDActions(task, task.elementClassTag()).collectAsync());
    }

    /** Returns the profile of a task; the first time, it asks the Master whether there is a machine for it. */
    private synchronized Profile profile(NodeFit.Needs needs) throws WorkerException {
        Profile known = profiles.get(needs);
        if (known == null) {
            Optional<String> lack = StandaloneWorkers.lack(settings.master(), new NodeFit(settings).machine(needs));
            if (lack.isPresent()) {
                throw new WorkerException(lack.get() + "; start a larger Worker, or let executors ask for less");
            }
            known = needs.profile(settings);
            profiles.put(needs, known);
        }
        return known;
    }

    static String firstLine(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        return message.lines().findFirst().orElse(thrown.getClass().getName());
    }
}
