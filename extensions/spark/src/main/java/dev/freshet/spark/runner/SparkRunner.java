package dev.freshet.spark.runner;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.dataset.ExtensionSettings;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.ProcessBound;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.worker.WorkerMain;
import dev.freshet.runtime.worker.WorkerRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Calls nodes on a cluster of Spark. Each call is a job with one task, and a worker process beside the executor makes
 * the call. Workers load and save stored datasets, so all hosts must be able to reach them.
 *
 * <p>Settings of Spark are system properties, values of {@link #set}, or in {@code spark.yml}; the first of these that
 * has a setting counts. A process has one Spark context; it is started when the first node runs and lives as long as
 * the process.
 */
public final class SparkRunner implements Runner {
    private final Optional<SparkMaster> master;
    private final Map<String, String> given;
    private final SettingsFile file;

    private SparkRunner(Optional<SparkMaster> master, Map<String, String> given, SettingsFile file) {
        this.master = master;
        this.given = given;
        this.file = file;
    }

    /**
     * Returns a runner for a cluster.
     *
     * @param master its address, as in {@code spark://host:7077}
     * @throws IllegalArgumentException if the text is not an address of a cluster
     */
    public static SparkRunner of(String master) {
        return new SparkRunner(Optional.of(new SparkMaster(master)), Map.of(), SettingsFile.of(ExtensionSettings.NONE));
    }

    /** Returns a runner for the cluster whose address is {@code master} in {@code spark.yml}. */
    public static SparkRunner configured() {
        return new SparkRunner(Optional.empty(), Map.of(), SettingsFile.of(ExtensionSettings.NONE));
    }

    /** Returns this runner with a setting of Spark, such as {@code spark.executor.memory}, or of the runner. */
    public SparkRunner set(String key, String value) {
        Map<String, String> more = new TreeMap<>(given);
        more.put(key, value);
        return new SparkRunner(master, more, file);
    }

    @Override
    public String settings() {
        return "spark";
    }

    @Override
    public Runner with(ExtensionSettings settings) {
        SparkRunner read = new SparkRunner(master, given, SettingsFile.of(settings));
        read.merged();
        return read;
    }

    private SparkSettings merged() {
        return file.merged(master, given);
    }

    @Override
    public int slots(PipelineGraph graph) {
        return merged().slots();
    }

    /** Returns the memory of all workers, since nodes take none of this process. */
    @Override
    public long memory(PipelineGraph graph) {
        return Long.MAX_VALUE;
    }

    @Override
    public List<String> problems(RunSetup setup) {
        List<ConfigProblem> unknown = file.unknown();
        if (!unknown.isEmpty()) {
            throw new ConfigException(unknown);
        }
        SparkSettings settings = merged();
        Set<String> problems = new LinkedHashSet<>(WorkerRun.problems(setup));
        Class<?> type = WorkerRun.whole(setup.pipeline()).getClass();
        ClassPath classPath = ClassPath.of(type);
        if (!classPath.isInFiles(type) || !classPath.isInFiles(WorkerMain.class)) {
            problems.add("cannot run on Spark: its workers would not find " + type.getName()
                    + ", since the program is not in directories and jars of its own");
        }
        PipelineGraph graph = setup.pipeline().graph();
        ProcessBound bound = new ProcessBound(setup.pipeline(), setup.catalog());
        for (int node = 0; node < graph.nodeCount(); node++) {
            if (bound.isHere(node)) {
                continue;
            }
            new NodeFit(settings).problem(graph.node(node), graph.options(node)).ifPresent(problems::add);
            for (int output : graph.outputs(node)) {
                checkStaging(setup, graph.dataset(output), problems);
            }
        }
        if (!settings.master().isOnThisMachine()) {
            checkPlaces(settings, setup, graph, bound, problems);
        }
        settings.master().unreachable().ifPresent(problem -> problems.add("cannot run on Spark: " + problem));
        return new ArrayList<>(problems);
    }

    private static void checkStaging(RunSetup setup, String dataset, Set<String> problems) {
        Optional<StoredContent> content =
                setup.catalog().isStored(dataset) ? setup.catalog().content(dataset) : Optional.empty();
        if (content.isPresent() && content.get().staging("none").isEmpty()) {
            problems.add("makes \"" + dataset + "\", which is stored in "
                    + content.get().location()
                    + " and not in files: an executor that is lost and goes on could write it twice; make it in a run"
                    + " of its own with another runner, or store it in files");
        }
    }

    private static void checkPlaces(
            SparkSettings settings, RunSetup setup, PipelineGraph graph, ProcessBound bound, Set<String> problems) {
        List<Path> shared = settings.shared();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            String name = graph.dataset(dataset);
            boolean isParameter = graph.isParameter(dataset) && !setup.given().contains(name);
            if (isParameter || bound.staysHere(dataset)) {
                continue;
            }
            if (!setup.catalog().isStored(name) || setup.given().contains(name)) {
                if (shared.isEmpty()) {
                    problems.add("hands \"" + name + "\" from worker to worker in a file, which the hosts of "
                            + settings.master().url() + " do not have in common; store it in the catalog, or name a"
                            + " directory that they share in " + SparkSettings.SHARED);
                }
                continue;
            }
            LocalPlaces.of(setup.catalog(), name)
                    .filter(path -> shared.stream().noneMatch(path::startsWith))
                    .ifPresent(path -> problems.add("stores \"" + name + "\" in " + path
                            + ", which is on this machine only; store it where the hosts of "
                            + settings.master().url() + " reach it, or name a directory that they share in "
                            + SparkSettings.SHARED));
        }
    }

    @Override
    public NodeExecutor start(RunSetup setup) {
        SparkSettings settings = merged();
        ProcessBound bound = new ProcessBound(setup.pipeline(), setup.catalog());
        if (IntStream.range(0, setup.pipeline().graph().nodeCount()).anyMatch(bound::isHere)) {
            startFirst(settings);
        }
        return new SparkExecutor(setup, settings);
    }

    /** A node with tables would start Spark without what the runner needs, and a process has only one. */
    private static void startFirst(SparkSettings settings) {
        try {
            SparkCluster.of(settings);
        } catch (WorkerException e) {
            // The first node that needs the cluster fails of that, and says so.
        }
    }
}
