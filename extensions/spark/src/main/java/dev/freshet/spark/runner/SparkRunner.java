package dev.freshet.spark.runner;

import dev.freshet.config.Quantities;
import dev.freshet.dataset.StoredContent;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.worker.WorkerMain;
import dev.freshet.runtime.worker.WorkerRun;
import dev.freshet.wiring.NodeOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls nodes on a cluster of Spark. Each call is a job with one task, and a worker process beside the executor makes
 * the call. Workers load and save stored datasets, so all hosts must be able to reach them.
 *
 * <p>Settings of Spark are system properties, or given with {@link #set}. A process has one Spark context; it is started
 * when the first node runs and lives as long as the process.
 */
public final class SparkRunner implements Runner {
    private final SparkSettings settings;

    private SparkRunner(SparkSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns a runner for a cluster.
     *
     * @param master its address, as in {@code spark://host:7077}
     * @throws IllegalArgumentException if the text is not an address of a cluster
     */
    public static SparkRunner of(String master) {
        return new SparkRunner(new SparkSettings(new SparkMaster(master), Map.of()));
    }

    /** Returns this runner with a setting of Spark, such as {@code spark.executor.memory}, or of the runner. */
    public SparkRunner set(String key, String value) {
        return new SparkRunner(settings.with(key, value));
    }

    @Override
    public int slots(PipelineGraph graph) {
        return settings.slots();
    }

    /** Returns the memory of all workers, since nodes take none of this process. */
    @Override
    public long memory(PipelineGraph graph) {
        return Long.MAX_VALUE;
    }

    @Override
    public List<String> problems(RunSetup setup) {
        Set<String> problems = new LinkedHashSet<>(WorkerRun.problems(setup));
        Class<?> type = WorkerRun.whole(setup.pipeline()).getClass();
        ClassPath classPath = ClassPath.of(type);
        if (!classPath.isInFiles(type) || !classPath.isInFiles(WorkerMain.class)) {
            problems.add("cannot run on Spark: its workers would not find " + type.getName()
                    + ", since the program is not in directories and jars of its own");
        }
        PipelineGraph graph = setup.pipeline().graph();
        for (int node = 0; node < graph.nodeCount(); node++) {
            checkFit(graph.node(node), graph.options(node), problems);
            for (int output : graph.outputs(node)) {
                checkStaging(setup, graph.dataset(output), problems);
            }
        }
        if (!settings.master().isOnThisMachine()) {
            checkPlaces(setup, graph, problems);
        }
        return new ArrayList<>(problems);
    }

    /** Checks that a node fits into an executor; otherwise, it would wait forever. */
    private void checkFit(String node, NodeOptions options, Set<String> problems) {
        Optional<Integer> cores = settings.coresOfExecutor();
        if (cores.isPresent() && options.cpus() > cores.get()) {
            problems.add("node \"" + node + "\" needs " + Math.round(Math.ceil(options.cpus()))
                    + " cpus, and an executor has " + cores.get() + "; set spark.executor.cores");
        }
        Optional<Long> heap = settings.workerMemory().flatMap(Quantities::bytes);
        if (heap.isPresent() && options.memory() > heap.get()) {
            problems.add("node \"" + node + "\" needs " + Quantities.text(options.memory())
                    + " of memory, and a worker has " + Quantities.text(heap.get()) + "; set "
                    + SparkSettings.WORKER_MEMORY);
        }
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

    private void checkPlaces(RunSetup setup, PipelineGraph graph, Set<String> problems) {
        List<Path> shared = settings.shared();
        for (int dataset = 0; dataset < graph.datasetCount(); dataset++) {
            String name = graph.dataset(dataset);
            boolean isParameter = graph.isParameter(dataset) && !setup.given().contains(name);
            if (isParameter) {
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
        return new SparkExecutor(setup, settings);
    }
}
