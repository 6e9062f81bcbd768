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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What executors have and nodes need: their size, their resources and their Java. Each driver is a process of its own, since
 * its Spark has other settings than that of the other tests.
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
            for (String node : List.of("small", "large", "declared", "huge", "crowded")) {
                pipeline.node(node, (in, context) -> {
                    long executor =
                            ProcessHandle.current().parent().orElseThrow().pid();
                    // Java itself shows only the beginning of a command as long as this.
                    String command = Files.readString(Path.of("/proc/" + executor + "/cmdline"));
                    return new Object[] {
                        Files.writeString(project.resolve(node), command.replace('\0', ' '))
                                .toString()
                    };
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
                    "declared = P.declared(l) -> d {uses=gpu:1}",
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
    @BeforeAll
    static void addWorker(@TempDir Path directory) throws IOException {
        Path script = Files.writeString(
                directory.resolve("gpus.sh"),
                "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\", \"2\"]}'\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path properties = Files.writeString(
                directory.resolve("worker.properties"),
                "spark.worker.resource.gpu.amount 3\nspark.worker.resource.gpu.discoveryScript " + script + "\n");
        TestCluster.cluster().addWorker(5, "4g", List.of("--properties-file", properties.toString()));
    }

    /** Returns what a driver has printed. */
    private String printedBy(Class<?> driver, String... arguments) throws Exception {
        Path log = project.resolve("driver.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx600m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                driver.getName(),
                project.toString(),
                TestCluster.cluster().url()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS))
                    .as(Files.readString(log))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(log);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    @Test
    void node_getsAnExecutorOfItsSize_orIsToldThatThereIsNone() throws Exception {
        String told = printedBy(Driver.class);
        assertThat(project.resolve("small"))
                .as(told)
                .content()
                .contains("-Xmx512M", "--cores 1", "--resourceProfileId 0");
        assertThat(project.resolve("large"))
                .as("with the heap of an executor, and 1536 MB for its worker")
                .content()
                .contains("-Xmx2048M", "--cores 2")
                .doesNotContain("--resourceProfileId 0");
        assertThat(project.resolve("declared"))
                .as("as large as usual, for nodes that declare a gpu")
                .content()
                .contains("-Xmx512M", "--cores 1")
                .doesNotContain("--resourceProfileId 0");
        assertThat(told)
                .contains("huge: an executor with 64 cores and 768MB fits no Worker of "
                        + TestCluster.cluster().url()
                        + ": the largest has 5 cores and 4GB for executors; start a larger Worker, or let executors ask for"
                        + " less")
                .contains(
                        "crowded: no executor of Spark with 5 cpus, 768 MiB of memory has come in 2 s: the cluster at ");
        assertThat(project.resolve("huge")).doesNotExist();
        assertThat(project.resolve("crowded")).doesNotExist();
    }

    /** Nodes that declare nothing else than a resource, of which the only executor has one for its two cores. */
    public static final class Declared implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Path project = Path.of(lines.get(0));
            TestPipeline pipeline =
                    new TestPipeline("first = P.first() -> x {uses=gpu:1}\nsecond = P.second() -> y {uses=gpu:1}\n");
            for (String node : List.of("first", "second")) {
                pipeline.node(node, (in, context) -> {
                    Path taken = Files.createFile(project.resolve("taken"));
                    // Long enough for the other node, which would find the file.
                    LockSupport.parkNanos(1_000_000_000);
                    Files.delete(taken);
                    return new Object[] {
                        Files.writeString(
                                        project.resolve(node),
                                        Runtime.version().feature() + " "
                                                + ProcessHandle.current()
                                                        .parent()
                                                        .orElseThrow()
                                                        .pid())
                                .toString()
                    };
                });
            }
            return pipeline;
        }
    }

    /** A run whose executor has two cores and one resource, and the Java of the third argument. */
    public static final class SmallDriver {
        private SmallDriver() {}

        /** For the process; prints why a node fails. */
        public static void main(String[] arguments) {
            Run.of(ForkedPipeline.of(Declared.class, List.of(arguments[0])))
                    .runner(TestCluster.of(arguments[1])
                            .set("spark.executor.cores", "2")
                            .set("spark.executor.resource.gpu.amount", "1")
                            .set("spark.executorEnv.JAVA_HOME", arguments[2]))
                    .capacity("gpu", "9")
                    .start()
                    .failure()
                    .ifPresent(failure -> System.out.println(failure.node() + ": " + failure.cause()));
            Runtime.getRuntime().halt(0);
        }
    }

    /** Another JDK, beside the one of this process. */
    private static Optional<Path> otherJava() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        try (Stream<Path> homes = Files.list(Files.isDirectory(home.getParent()) ? home.getParent() : home)) {
            return homes.filter(other -> Files.isExecutable(other.resolve("bin/java")))
                    .filter(other -> isOther(other.resolve("release")))
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean isOther(Path release) {
        try {
            return Files.readString(release)
                    .lines()
                    .filter(line -> line.matches("JAVA_VERSION=\"\\d\\d.*\""))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D*(\\d+).*", "$1")))
                    .anyMatch(version ->
                            version >= 17 && version != Runtime.version().feature());
        } catch (IOException e) {
            return false;
        }
    }

    /** On the executor of another Java if there is one, so that one start of Spark shows both. */
    @Test
    void resourceThatNodesDeclareAlone_isSharedByTheTasksOfAnExecutor_whoseJavaMayBeAnother() throws Exception {
        Path java = otherJava().orElse(Path.of(System.getProperty("java.home")));
        String told = printedBy(SmallDriver.class, java.toString());
        assertThat(project.resolve("first")).as(told).exists();
        assertThat(project.resolve("second")).as(told).exists();
        String[] first = Files.readString(project.resolve("first")).split(" ");
        String[] second = Files.readString(project.resolve("second")).split(" ");
        assertThat(second).as("the same executor").isEqualTo(first);
        assertThat(Files.readString(java.resolve("release"))).contains("JAVA_VERSION=\"" + first[0] + ".");
    }
}
