package dev.freshet.spark.runner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * The settings of a runner: Spark's own, and those that begin with {@code spark.freshet.}. They are never printed,
 * because values may be secret.
 *
 * @param given what the program and {@code spark.yml} set; system properties that begin with {@code spark.} override it
 */
record SparkSettings(SparkMaster master, Map<String, String> given) {
    /** Directories that all hosts of the cluster share, separated by commas. */
    static final String SHARED = "spark.freshet.shared";
    /** The heap of a worker whose node does not declare its memory, as in {@code -Xmx}. */
    static final String WORKER_MEMORY = "spark.freshet.worker.memory";
    /** Further options of a worker's virtual machine. */
    static final String WORKER_OPTIONS = "spark.freshet.worker.options";
    /** The names of the jars that are not shipped. */
    static final String LEFT_OUT = "spark.freshet.leftOut";
    /** How long a run waits for the first executor, in seconds. */
    static final String EXECUTOR_WAIT = "spark.freshet.executorWait";
    /** After how many seconds without a message a worker counts as lost. */
    static final String SILENCE = "spark.freshet.silence";

    static final String EXECUTOR_CORES = "spark.executor.cores";
    static final String CORES_MAX = "spark.cores.max";
    static final String INSTANCES = "spark.executor.instances";
    static final String TASK_CPUS = "spark.task.cpus";
    /** The memory of an executor beside its heap, which is that of workers. */
    static final String OVERHEAD = "spark.executor.memoryOverhead";

    private static final String RESOURCE = "spark.executor.resource.";
    private static final String DYNAMIC = "spark.dynamicAllocation.enabled";

    /** The jars of Spark's distribution, which ordinary nodes do not need. */
    private static final String OF_SPARK =
            "(spark|spark-[a-z0-9-]+)_2\\.\\d+-.*|hadoop-client-runtime-.*|scala-.*|rocksdbjni-.*";

    private static final int MOST_SLOTS = 64;

    SparkSettings {
        given = Map.copyOf(given);
    }

    /** Returns the value that counts among several given ones. */
    static Optional<String> find(Map<String, String> given, String key) {
        String system = System.getProperty(key);
        return Optional.ofNullable(system != null ? system : given.get(key));
    }

    private Optional<String> find(String key) {
        return find(given, key);
    }

    private Optional<Integer> number(String key) {
        return find(key).filter(text -> text.matches("\\d{1,9}")).map(Integer::parseInt);
    }

    SparkConf conf() {
        SparkConf conf = new SparkConf(true).setMaster(master.url());
        Map<String, String> all = new TreeMap<>();
        all.put("spark.app.name", "freshet");
        all.put("spark.log.level", "WARN");
        all.put("spark.ui.showConsoleProgress", "false");
        if (master.isOnThisMachine()) {
            all.put("spark.ui.enabled", "false");
            all.put("spark.driver.host", "127.0.0.1");
            all.put("spark.driver.bindAddress", "127.0.0.1");
        }
        all.putAll(given);
        all.forEach((key, value) -> {
            if (!conf.contains(key)) {
                conf.set(key, value);
            }
        });
        return conf;
    }

    int slots() {
        return master.cores()
                .or(() -> number(CORES_MAX))
                .or(() ->
                        number(INSTANCES).map(count -> count * coresOfExecutor().orElse(1)))
                .map(count -> Math.max(1, count))
                .orElse(MOST_SLOTS);
    }

    Optional<Integer> coresOfExecutor() {
        return number(EXECUTOR_CORES).or(master::coresOfExecutor);
    }

    int cpusOfTask() {
        return number(TASK_CPUS).orElse(1);
    }

    /** Returns whether executors have a resource that tasks can request. */
    boolean hasResource(String name) {
        return amount(name).isPresent();
    }

    /** Returns how much of a resource an executor has; empty if no setting says it. */
    Optional<Integer> amount(String resource) {
        return number(amountKey(resource));
    }

    static String amountKey(String resource) {
        return RESOURCE + resource + ".amount";
    }

    /** Returns the script with which an executor finds a resource; empty if the cluster tells it. */
    String discovery(String name) {
        return find(RESOURCE + name + ".discoveryScript").orElse("");
    }

    String vendor(String name) {
        return find(RESOURCE + name + ".vendor").orElse("");
    }

    List<Path> shared() {
        return find(SHARED).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> Path.of(text).toAbsolutePath().normalize())
                .toList();
    }

    Pattern leftOut() {
        return Pattern.compile(find(LEFT_OUT).orElse(OF_SPARK));
    }

    /** Returns the heap of a worker, in bytes; empty if the virtual machine decides. */
    Optional<Long> workerMemory() {
        return find(WORKER_MEMORY).flatMap(MemorySize::bytes);
    }

    /** Returns how much memory an executor has for workers, in bytes, if a setting says it. */
    Optional<Long> room() {
        return find(OVERHEAD).flatMap(MemorySize::ofSpark);
    }

    /** Returns the heap of an executor, in bytes. */
    long memoryOfExecutor() {
        return find("spark.executor.memory").flatMap(MemorySize::ofSpark).orElse(1L << 30);
    }

    /** Returns whether Spark starts executors on demand, with the resources that tasks need. */
    boolean isDynamic() {
        return find(DYNAMIC).filter("true"::equals).isPresent();
    }

    /** @param memory the memory of the worker's node, in bytes; 0 if the node does not declare it */
    List<String> workerOptions(long memory) {
        List<String> options = new ArrayList<>();
        Optional<Long> heap = memory > 0 ? Optional.of(memory) : workerMemory();
        heap.ifPresent(bytes -> options.add("-Xmx" + MemorySize.option(bytes)));
        find(WORKER_OPTIONS)
                .ifPresent(text -> options.addAll(List.of(text.strip().split("\\s+"))));
        return options;
    }

    Duration executorWait() {
        return Duration.ofSeconds(number(EXECUTOR_WAIT).orElse(120));
    }

    Duration silence() {
        return Duration.ofSeconds(number(SILENCE).orElse(120));
    }

    /**
     * Returns the name of a setting of Spark that differs; empty if there is none. The runner's own settings can differ.
     */
    Optional<String> difference(SparkSettings other) {
        Set<String> keys = new TreeSet<>(given.keySet());
        keys.addAll(other.given.keySet());
        return keys.stream()
                .filter(key -> !key.startsWith("spark.freshet.") && !find(key).equals(other.find(key)))
                .findFirst();
    }

    /** Returns the address and the names of settings only. */
    @Override
    public String toString() {
        return master.url() + " " + new TreeSet<>(given.keySet());
    }
}
