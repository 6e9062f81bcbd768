package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark starts executors on demand: a node that needs more than the usual executor gets one of its own size, and one that
 * fits nowhere fails. The driver is a process of its own, since its Spark has other settings.
 */
@Timeout(value = 400, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ResourceProfilesTest {
    @TempDir
    Path project;

    /** Nodes that note what their executor was started with. */
    public static final class Notes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Path project = Path.of(lines.get(0));
            TestPipeline pipeline = new TestPipeline(String.join("\n", lines.subList(1, lines.size())) + "\n");
            for (String node : List.of("small", "large", "huge", "crowded")) {
                pipeline.node(node, (in, context) -> {
                    long executor = ProcessHandle.current().parent().orElseThrow().pid();
                    // Java itself shows only the beginning of a command as long as this.
                    String command = Files.readString(Path.of("/proc/" + executor + "/cmdline"));
                    return new Object[] {Files.writeString(project.resolve(node), command.replace('\0', ' '))
                            .toString()};
                });
            }
            return pipeline;
        }
    }

    /** The runs. */
    public static final class Driver {
        private Driver() {}

        /** For the process; prints why nodes fail. */
        public static void main(String[] arguments) {
            SparkRunner runner = TestCluster.of(arguments[1])
                    .set("spark.cores.max", "8")
                    .set("spark.dynamicAllocation.enabled", "true")
                    .set("spark.dynamicAllocation.shuffleTracking.enabled", "true")
                    .set("spark.dynamicAllocation.executorIdleTimeout", "600s")
                    .set(SparkSettings.OVERHEAD, "256m")
                    // Only one Worker has this, so all executors of this test are there.
                    .set("spark.executor.resource.gpu.amount", "1");
            run(
                    runner,
                    arguments[0],
                    "small = P.small() -> s",
                    "large = P.large(s) -> l {cpus=2 memory=1610612736 uses=gpu:1}",
                    "huge = P.huge(s) -> h {cpus=64}");
            run(runner.set(SparkSettings.EXECUTOR_WAIT, "2"), arguments[0], "crowded = P.crowded() -> c {cpus=5}");
            Runtime.getRuntime().halt(0);
        }

        private static void run(SparkRunner runner, String... lines) {
            Run.of(ForkedPipeline.of(Notes.class, List.of(lines)))
                    .runner(runner)
                    .capacity("cpus", "100")
                    .capacity("gpu", "9")
                    .onFailure(FailurePolicy.KEEP_GOING)
                    .start()
                    .nodes()
                    .forEach(node -> {
                        if (node instanceof NodeReport.Failed failed) {
                            System.out.println(
                                    failed.node() + ": " + failed.cause().getMessage());
                        }
                    });
        }
    }

    /** A Worker of its own for these executors: with 5 cores, and three of what the others do not have. */
    private void addWorker() throws IOException {
        Path script = Files.writeString(
                project.resolve("gpus.sh"),
                "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\", \"2\"]}'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path properties = Files.writeString(
                project.resolve("worker.properties"),
                "spark.worker.resource.gpu.amount 3\nspark.worker.resource.gpu.discoveryScript " + script + "\n");
        TestCluster.cluster().addWorker(5, "4g", List.of("--properties-file", properties.toString()));
    }

    @Test
    void node_getsAnExecutorOfItsSize_orIsToldThatThereIsNone() throws Exception {
        addWorker();
        Path log = project.resolve("driver.log");
        Process driver = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Driver.class.getName(),
                        project.toString(),
                        TestCluster.cluster().url())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(driver.waitFor(300, TimeUnit.SECONDS))
                    .as(Files.readString(log))
                    .isTrue();
        } finally {
            driver.destroyForcibly();
        }
        String told = Files.readString(log);
        assertThat(driver.exitValue()).as(told).isZero();
        assertThat(project.resolve("small")).as(told).content().contains("-Xmx512M", "--cores 1", "--resourceProfileId 0");
        assertThat(project.resolve("large"))
                .as("with the heap of an executor, and 1536 MB for its worker")
                .content()
                .contains("-Xmx2048M", "--cores 2")
                .doesNotContain("--resourceProfileId 0");
        assertThat(told)
                .contains("huge: an executor with 64 cores and 768MB fits no Worker of "
                        + TestCluster.cluster().url()
                        + ": the largest has 5 cores and 4GB for executors; start a larger Worker, or let executors ask for"
                        + " less")
                .contains("crowded: no executor of Spark with 5 cpus, 768 MiB of memory has come in 2 s: the cluster at ");
        assertThat(project.resolve("huge")).doesNotExist();
        assertThat(project.resolve("crowded")).doesNotExist();
    }
}
