package dev.freshet.spark.runner;

import dev.freshet.dataset.Scratch;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.run.Run;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real Master with two Workers, which all tests of this process share: this process has two executors of one core, and
 * there is room for two more of other processes.
 */
public final class TestCluster {
    /** Short, so that a test can take longer. */
    static final Duration ASK_TIMEOUT = Duration.ofSeconds(4);

    private static @Nullable StandaloneCluster cluster;

    /** All that the nodes of the tests need; the rest of the class path is Spark's. */
    static final String NOT_SHIPPED = "(?!(test-)?classes|freshet-|snakeyaml-engine|hash4j|fastcsv|jackson-core-3"
            + "|jackson-databind-3|jackson-annotations|slf4j-api|slf4j-nop|jspecify|error_prone).*";

    private static boolean isWarm;

    private TestCluster() {}

    /** Starts the cluster, and a worker; tests have no time for that. */
    static synchronized void warmUp() {
        if (!isWarm) {
            Run.of(ForkedPipeline.of(Warm.class, List.of()))
                    .runner(runner())
                    .start()
                    .orThrow();
            isWarm = true;
        }
    }

    /** A pipeline of one node. */
    public static final class Warm implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {"warm"});
        }
    }

    /** The cluster, which is started if it is not yet. */
    static synchronized StandaloneCluster cluster() {
        StandaloneCluster known = cluster;
        if (known != null) {
            return known;
        }
        try {
            Path directory = Files.createTempDirectory("freshet-cluster-");
            StandaloneCluster started = new StandaloneCluster(directory, 2);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                Scratch.delete(directory);
            }));
            cluster = started;
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A runner for the cluster. */
    static SparkRunner runner() {
        return of(cluster().url());
    }

    static SparkRunner of(String master) {
        try {
            Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SparkRunner.of(master)
                .set("spark.cores.max", "2")
                .set("spark.executor.cores", "1")
                .set("spark.executor.extraClassPath", ofSpark())
                .set(SparkSettings.LEFT_OUT, NOT_SHIPPED)
                .set("spark.executor.extraJavaOptions", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                .set("spark.executor.memory", "512m")
                .set("spark.freshet.worker.memory", "96m")
                .set(
                        "spark.freshet.worker.options",
                        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 " + ForkedPipeline.option())
                .set("spark.rpc.askTimeout", ASK_TIMEOUT.toSeconds() + "s")
                // Short, so that a stopped executor is soon taken for lost.
                .set("spark.network.timeout", "8s")
                .set("spark.executor.heartbeatInterval", "1s")
                .set("spark.network.timeoutInterval", "2s")
                .set("spark.storage.blockManagerHeartbeatTimeoutMs", "8000");
    }

    /** The classes of these tests. */
    static String ownClasses() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith("test-classes") || path.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What a distribution of Spark has in its directory of jars. */
    static String ofSpark() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar") && !path.contains("freshet"))
                .filter(path -> !path.contains("junit") && !path.contains("assertj"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
