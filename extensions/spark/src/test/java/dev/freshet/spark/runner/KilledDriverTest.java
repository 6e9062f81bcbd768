package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.ScriptedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Master with two Workers: the driver is killed while workers make partitions of a node. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledDriverTest {
    private static final String GRAPH = "a = P.hangAtB(^x) -> ^y\n";

    @TempDir
    Path project;

    /** The driver; it ends when it is killed, or when the run has ended. */
    public static final class Driver {
        /** For the process. */
        private Driver() {}

        /** Runs the pipeline on the cluster. */
        public static void main(String[] arguments) {
            Path project = Path.of(arguments[0]);
            RunReport report = ScriptedRuns.of(project, GRAPH)
                    .conf(project.resolve("conf"))
                    .runner(TestCluster.of(arguments[1]))
                    .start();
            report.failure().ifPresent(failure -> failure.cause().printStackTrace());
            Runtime.getRuntime().halt(report.succeeded() ? 0 : 1);
        }
    }

    private Process driver(String master) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx600m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Driver.class.getName(),
                        project.toString(),
                        master)
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("driver.log").toFile())
                .start();
    }

    private static boolean isWorker(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("dev.freshet.runtime.worker.WorkerMain"))
                .isPresent();
    }

    @Test
    void driverThatIsKilled_leavesNoWorker_andTheNextRunGoesOn() throws Exception {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "x: {type: text, path: x/*.txt}\ny: {type: text, path: y/*.txt}\n");
        Files.createDirectories(project.resolve("x"));
        for (String key : List.of("a", "b", "c")) {
            Files.writeString(project.resolve("x/" + key + ".txt"), key);
        }
        List<String> recorded;
        String master = TestCluster.cluster().url();
        List<ProcessHandle> before = workers();
        Process killed = driver(master);
        // a is recorded, and b hangs, which it does only once: it must have begun.
        awaitRecord(killed, "a");
        awaitFile(killed, "calls of b");
        List<ProcessHandle> workers =
                workers().stream().filter(worker -> !before.contains(worker)).toList();
        assertThat(workers).isNotEmpty();
        killed.destroyForcibly().waitFor();
        recorded = Stream.of("a", "b", "c").filter(this::isRecorded).toList();
        for (ProcessHandle worker : workers) {
            worker.onExit().get(5, TimeUnit.MINUTES);
        }
        Process next = driver(master);
        assertThat(next.waitFor()).as(this::log).isZero();
        List<String> made = Files.readAllLines(project.resolve("made"));
        assertThat(recorded).contains("a").doesNotContain("b");
        for (String key : List.of("a", "b", "c")) {
            assertThat(Collections.frequency(made, key)).as(key).isBetween(1, recorded.contains(key) ? 1 : 2);
        }
        assertThat(files("y")).containsExactly("a.txt", "b.txt", "c.txt");
    }

    /** The workers of all executors of the cluster. */
    private static List<ProcessHandle> workers() {
        return TestCluster.cluster()
                .descendants()
                .filter(KilledDriverTest::isWorker)
                .toList();
    }

    private void awaitRecord(Process driver, String key) {
        while (!isRecorded(key)) {
            assertThat(driver.isAlive()).as(this::log).isTrue();
            LockSupport.parkNanos(50_000_000);
        }
    }

    private boolean isRecorded(String key) {
        try (Stream<Path> journals = Files.list(project.resolve(".freshet/partitions"))) {
            for (Path journal : journals.toList()) {
                if (Files.readString(journal).contains("\"key\":\"" + key + "\"")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitFile(Process driver, String file) {
        while (!Files.exists(project.resolve(file))) {
            assertThat(driver.isAlive()).as(this::log).isTrue();
            LockSupport.parkNanos(50_000_000);
        }
    }

    private String log() {
        try {
            return Files.readString(project.resolve("driver.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<String> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve(directory))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
