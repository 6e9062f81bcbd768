package dev.freshet.spark.runner;

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

/** A cluster of two executors, each a process of its own, which all tests of this process share. */
public final class TestCluster {
    static final String MASTER = "local-cluster[2,1,700]";
    /** Short, so that a test can take longer. */
    static final Duration ASK_TIMEOUT = Duration.ofSeconds(4);

    /** All that the nodes of the tests need; the rest of the class path is Spark's. */
    private static final String NOT_SHIPPED =
            "(?!(test-)?classes|freshet-|snakeyaml-engine|hash4j|fastcsv|jackson-core-3"
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

    /** A runner for the cluster. */
    static SparkRunner runner() {
        return of(MASTER);
    }

    static SparkRunner of(String master) {
        try {
            Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SparkRunner.of(master)
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

    /** What a distribution of Spark has in its directory of jars. */
    static String ofSpark() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.endsWith(".jar") && !path.contains("freshet"))
                .filter(path -> !path.contains("junit") && !path.contains("assertj"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
