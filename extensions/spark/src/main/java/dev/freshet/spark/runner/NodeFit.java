package dev.freshet.spark.runner;

import dev.freshet.config.Quantities;
import dev.freshet.wiring.NodeOptions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.resource.ExecutorResourceRequests;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/** Determines which resources of executors nodes need, and whether any executor has them. */
final class NodeFit {
    private final SparkSettings settings;

    NodeFit(SparkSettings settings) {
        this.settings = settings;
    }

    /**
     * The resources of an executor that a task takes.
     *
     * @param cpus the number of cores
     * @param usualCpus the number of cores of a task that does not declare any
     * @param resources the amounts of resources by name, such as {@code gpu}
     * @param room the memory that its executor must have for workers, in bytes; 0 if any amount is enough
     * @param cores the cores of an executor with so much memory; 0 if Spark's own settings determine them
     */
    record Needs(int cpus, int usualCpus, Map<String, Integer> resources, long room, int cores) {
        private static final int MEBI = 20;

        boolean isDefault() {
            return resources.isEmpty() && cpus <= usualCpus && room == 0;
        }

        ResourceProfile profile() {
            TaskResourceRequests task = new TaskResourceRequests().cpus(cpus);
            resources.forEach((name, amount) -> task.resource(name, amount));
            ResourceProfileBuilder profile = new ResourceProfileBuilder().require(task);
            if (room > 0) {
                long mebibytes = (room + (1L << MEBI) - 1) >> MEBI;
                ExecutorResourceRequests executor = new ExecutorResourceRequests().memoryOverhead(mebibytes + "m");
                profile.require(cores > 0 ? executor.cores(cores) : executor);
            }
            return profile.build();
        }
    }

    Needs needs(NodeOptions options) {
        Map<String, Integer> resources = new TreeMap<>(options.uses());
        resources.keySet().removeIf(name -> !settings.hasResource(name));
        int cpus = Math.max(cpus(options), share(options.memory()));
        long room = isTooMuch(options.memory()) ? options.memory() : 0;
        return new Needs(
                cpus,
                settings.cpusOfTask(),
                resources,
                room,
                settings.coresOfExecutor().orElse(0));
    }

    private static int cpus(NodeOptions options) {
        return (int) Math.ceil(Math.max(1, options.cpus()));
    }

    /**
     * Returns the cores for a node's memory. Spark does not divide memory between tasks, so a node takes the same share
     * of an executor's cores as of its memory.
     */
    private int share(long memory) {
        Optional<Long> room = settings.room();
        int cores = settings.coresOfExecutor().orElse(1);
        return room.isEmpty() || memory <= 0
                ? 1
                : (int) Math.min(cores, Math.ceil((double) memory / room.get() * cores));
    }

    private boolean isTooMuch(long memory) {
        return settings.room().filter(room -> memory > room).isPresent();
    }

    /** Returns why a node fits no executor, so that it would wait forever; empty if it fits. */
    Optional<String> problem(String node, NodeOptions options) {
        Optional<Integer> cores = settings.coresOfExecutor();
        if (cores.isPresent() && options.cpus() > cores.get()) {
            return Optional.of("node \"" + node + "\" needs " + cpus(options) + " cpus, and an executor has "
                    + cores.get() + "; set " + SparkSettings.EXECUTOR_CORES);
        }
        if (!settings.isDynamic() && isTooMuch(options.memory())) {
            return Optional.of("node \"" + node + "\" needs " + Quantities.text(options.memory())
                    + " of memory, and an executor has "
                    + Quantities.text(settings.room().orElseThrow())
                    + " for workers; set " + SparkSettings.OVERHEAD);
        }
        return Optional.empty();
    }
}
