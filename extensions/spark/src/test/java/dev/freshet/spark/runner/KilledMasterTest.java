package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.ScriptedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Master is killed while a node runs. Executors know the driver, so that the run goes on; no new ones come. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledMasterTest {
    private static final String GRAPH = "a = P.lateAtFirst() -> x\nb = P.join(x) -> y\n";

    @TempDir
    Path project;

    /** A run in a process of its own. */
    public static final class Driver {
        private Driver() {}

        /** For the process; prints why a run fails. */
        public static void main(String[] arguments) {
            Path project = Path.of(arguments[0]);
            RunReport report = run(project, TestCluster.of(arguments[1]).set("spark.cores.max", "1"));
            report.failure().ifPresent(failure -> System.out.println(failure.cause()));
            Runtime.getRuntime().halt(report.succeeded() ? 0 : 1);
        }
    }

    private static RunReport run(Path project, SparkRunner runner) {
        return ScriptedRuns.of(project, GRAPH)
                .conf(project.resolve("conf"))
                .runner(runner)
                .start();
    }

    private Process driver(StandaloneCluster cluster) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Driver.class.getName(),
                        project.toString(),
                        cluster.url())
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("driver.log").toFile())
                .start();
    }

    private String log() throws IOException {
        return Files.readString(project.resolve("driver.log"));
    }

    @Test
    void masterThatIsKilled_doesNotEndTheRun_andTheNextOneIsToldThatThereIsNone() throws Exception {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\n");
        Path place = Files.createDirectories(project.resolve("cluster"));
        try (StandaloneCluster cluster = new StandaloneCluster(place, 1)) {
            Process driver = driver(cluster);
            while (Files.notExists(project.resolve("calls of a"))) {
                assertThat(driver.isAlive()).as(log()).isTrue();
                LockSupport.parkNanos(50_000_000);
            }
            cluster.killMaster();
            Files.createFile(project.resolve("go"));
            assertThat(driver.waitFor(120, TimeUnit.SECONDS)).as("the run ends").isTrue();
            assertThat(driver.exitValue()).as(log()).isZero();
            assertThat(Files.readAllLines(project.resolve("calls of a"))).hasSize(1);
            assertThat(project.resolve("y.txt")).hasContent("lateb");

            Files.delete(project.resolve("y.txt"));
            Process next = driver(cluster);
            assertThat(next.waitFor()).as(log()).isOne();
            assertThat(log().lines())
                    .anyMatch(line -> line.contains("no Spark master can be reached at " + cluster.url()));
        }
        TestCluster.warmUp();
        RunReport resumed = run(project, TestCluster.runner()).orThrow();
        assertThat(resumed.nodes().get(0)).as("the node that was made before").isInstanceOf(NodeReport.Skipped.class);
        assertThat(project.resolve("y.txt")).hasContent("lateb");
    }
}
