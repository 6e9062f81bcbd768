package dev.freshet.spark.runner;

import dev.freshet.config.Quantities;
import dev.freshet.wiring.NodeOptions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.resource.ExecutorResourceRequests;
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
     * @param executor what Spark is asked for; empty if the executors that Spark's own settings describe will do
     */
    record Needs(int cpus, int usualCpus, Map<String, Integer> resources, Optional<Wanted> executor) {
        private boolean isUsual() {
            return resources.isEmpty() && cpus <= usualCpus && executor.isEmpty();
        }

        Profile profile(SparkSettings settings) {
            if (isUsual()) {
                return new Profile(null, cpus, false);
            }
            TaskResourceRequests task = new TaskResourceRequests().cpus(cpus);
            resources.forEach((name, amount) -> task.resource(name, amount));
            ResourceProfileBuilder profile = new ResourceProfileBuilder().require(task);
            executor.map(wanted -> wanted.requests(resources, settings)).ifPresent(profile::require);
            // Where Spark starts executors on demand, it starts them for each profile.
            return new Profile(profile.build(), cpus, settings.isDynamic());
        }
    }

    /**
     * An executor of a size of its own.
     *
     * @param cores its cores; 0 if Spark's own settings determine them
     * @param heap its heap in bytes; 0 if Spark's own settings determine it. A standalone Master counts nothing else, so
     *     the memory of workers is added there
     * @param room the memory beside the heap, in bytes; 0 on a standalone cluster, and if Spark's own settings determine it
     */
    record Wanted(int cores, long heap, long room) {
        private static final int MEBI = 20;

        ExecutorResourceRequests requests(Map<String, Integer> resources, SparkSettings settings) {
            ExecutorResourceRequests requests = new ExecutorResourceRequests();
            resources.forEach((name, amount) -> requests.resource(
                    name, asked(name, amount, settings), settings.discovery(name), settings.vendor(name)));
            if (heap > 0) {
                requests.memory(mebibytes(heap));
            }
            if (room > 0) {
                requests.memoryOverhead(mebibytes(room));
            }
            return cores > 0 ? requests.cores(cores) : requests;
        }

        /** An executor of the usual size has as much of a resource as usual, so that several tasks can share it. */
        private int asked(String resource, int amount, SparkSettings settings) {
            return heap > 0 || room > 0
                    ? amount
                    : Math.max(amount, settings.amount(resource).orElse(0));
        }

        private static String mebibytes(long bytes) {
            return ((bytes + (1L << MEBI) - 1) >> MEBI) + "m";
        }
    }

    Needs needs(NodeOptions options) {
        Map<String, Integer> resources = new TreeMap<>(options.uses());
        resources.keySet().removeIf(name -> !settings.hasResource(name));
        int cpus = Math.max(cpus(options), share(options.memory()));
        return new Needs(cpus, settings.cpusOfTask(), resources, wanted(options, resources));
    }

    /**
     * Returns the executor to ask for, if those of the settings are too small. For a resource, Spark starts executors only
     * if they are asked for it.
     */
    private Optional<Wanted> wanted(NodeOptions options, Map<String, Integer> resources) {
        int cores = settings.coresOfExecutor().orElse(0);
        boolean isLarge = cores > 0 && cpus(options) > cores;
        if (!settings.isDynamic()) {
            return Optional.empty();
        }
        if (!isLarge && !isTooMuch(options.memory())) {
            return resources.isEmpty() ? Optional.empty() : Optional.of(new Wanted(cores, 0, 0));
        }
        long room = Math.max(options.memory(), settings.room().orElse(0L));
        int wanted = isLarge ? cpus(options) : cores;
        return Optional.of(
                settings.master().isStandalone()
                        ? new Wanted(wanted, settings.memoryOfExecutor() + room, 0)
                        : new Wanted(wanted, 0, room));
    }

    /** Returns what a machine of a standalone cluster must have for the executor of a task. */
    StandaloneWorkers.Machine machine(Needs needs) {
        int cores = settings.coresOfExecutor().orElse(1);
        return needs.executor()
                .filter(wanted -> wanted.heap() > 0)
                .map(wanted -> new StandaloneWorkers.Machine(Math.max(wanted.cores(), needs.cpus()), wanted.heap()))
                .orElseGet(() ->
                        new StandaloneWorkers.Machine(Math.max(cores, needs.cpus()), settings.memoryOfExecutor()));
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
        if (!settings.isDynamic() && cores.isPresent() && options.cpus() > cores.get()) {
            return Optional.of("node \"" + node + "\" needs " + cpus(options) + " cpus, and an executor has "
                    + cores.get() + "; set " + SparkSettings.EXECUTOR_CORES);
        }
        if (!settings.isDynamic() && isTooMuch(options.memory())) {
            return Optional.of("node \"" + node + "\" needs " + Quantities.text(options.memory())
                    + " of memory, and an executor has "
                    + Quantities.text(settings.room().orElseThrow())
                    + " for workers; set " + SparkSettings.OVERHEAD);
        }
        return settings.isDynamic() ? Optional.empty() : lack(node, options);
    }

    /** Returns of which resource a node needs more than an executor has. */
    private Optional<String> lack(String node, NodeOptions options) {
        return new TreeMap<>(options.uses())
                .entrySet().stream()
                        .filter(use -> settings.amount(use.getKey())
                                .filter(amount -> amount < use.getValue())
                                .isPresent())
                        .map(use -> "node \"" + node + "\" uses " + use.getKey() + ":" + use.getValue()
                                + ", and an executor has "
                                + settings.amount(use.getKey()).orElseThrow()
                                + "; set " + SparkSettings.amountKey(use.getKey()))
                        .findFirst();
    }
}
