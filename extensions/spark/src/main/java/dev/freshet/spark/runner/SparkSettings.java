package dev.freshet.spark.runner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * The settings of a runner: Spark's own, and those that begin with {@code spark.freshet.}.
 *
 * @param given what the program sets; system properties that begin with {@code spark.} override it
 */
record SparkSettings(SparkMaster master, Map<String, String> given) {
    /** Directories that all hosts of the cluster share, separated by commas. */
    static final String SHARED = "spark.freshet.shared";
    /** The heap of a worker, as in {@code -Xmx}. */
    static final String WORKER_MEMORY = "spark.freshet.worker.memory";
    /** Further options of a worker's virtual machine. */
    static final String WORKER_OPTIONS = "spark.freshet.worker.options";
    /** The names of the jars that are not shipped. */
    static final String LEFT_OUT = "spark.freshet.leftOut";
    /** How long a run waits for the first executor, in seconds. */
    static final String EXECUTOR_WAIT = "spark.freshet.executorWait";
    /** After how many seconds without a message a worker counts as lost. */
    static final String SILENCE = "spark.freshet.silence";

    /** The jars of Spark's distribution, which ordinary nodes do not need. */
    private static final String OF_SPARK =
            "(spark|spark-[a-z0-9-]+)_2\\.\\d+-.*|hadoop-client-.*|scala-.*|rocksdbjni-.*";

    private static final int MOST_SLOTS = 64;
    private static final String SPARK_CORES = "spark.executor.cores";

    SparkSettings {
        given = Map.copyOf(given);
    }

    private Optional<String> find(String key) {
        String system = System.getProperty(key);
        return Optional.ofNullable(system != null ? system : given.get(key));
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
                .or(() -> number("spark.cores.max"))
                .or(() -> number("spark.executor.instances")
                        .map(count -> count * coresOfExecutor().orElse(1)))
                .map(count -> Math.max(1, count))
                .orElse(MOST_SLOTS);
    }

    Optional<Integer> coresOfExecutor() {
        return number(SPARK_CORES).or(master::coresOfExecutor);
    }

    int cpusOfTask() {
        return number("spark.task.cpus").orElse(1);
    }

    /** Returns whether executors have a resource that tasks can request. */
    boolean hasResource(String name) {
        return number("spark.executor.resource." + name + ".amount").isPresent();
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

    Optional<String> workerMemory() {
        return find(WORKER_MEMORY);
    }

    List<String> workerOptions() {
        List<String> options = new ArrayList<>();
        workerMemory().ifPresent(memory -> options.add("-Xmx" + memory));
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

    SparkSettings with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(given);
        more.put(key, value);
        return new SparkSettings(master, more);
    }
}
