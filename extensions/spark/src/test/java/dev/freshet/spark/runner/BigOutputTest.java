package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.ScriptedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values never pass through the driver: outputs are larger than its heap. By hand, also with
 * {@code -Dfreshet.spark.megabytes=1024}.
 */
@Tag("once")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BigOutputTest {
    /** More than the heap of the driver. */
    private static final int MEGABYTES = Integer.getInteger("freshet.spark.megabytes", 300);

    @TempDir
    Path project;

    private String catalog() {
        return "big: {type: text, path: big.txt}\ncount: {type: text, path: count.txt}\n";
    }

    /** The run in a process of its own; prints why it fails. */
    public static final class Driver {
        private Driver() {}

        /** For the process. */
        public static void main(String[] arguments) {
            Path project = Path.of(arguments[0]);
            RunReport report = ScriptedRuns.of(project, arguments[2])
                    .conf(project.resolve("conf"))
                    .runner(TestCluster.of(arguments[1])
                            .set(SparkSettings.WORKER_MEMORY, arguments[3])
                            // Without that, Spark starts no driver of less than 450 MB.
                            .set("spark.testing.reservedMemory", Integer.toString(64 << 20)))
                    .start();
            report.failure().ifPresent(failure -> System.out.println(failure.cause()));
            Runtime.getRuntime().halt(report.succeeded() ? 0 : 1);
        }
    }

    private Process driver(String graph, String workerMemory) throws IOException, InterruptedException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), catalog());
        Files.writeString(project.resolve("megabytes"), Integer.toString(MEGABYTES));
        Process driver = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Driver.class.getName(),
                        project.toString(),
                        TestCluster.cluster().url(),
                        graph,
                        workerMemory)
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("driver.log").toFile())
                .start();
        driver.waitFor();
        return driver;
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(project.resolve("driver.log"));
    }

    @Test
    void outputThatIsLargerThanTheHeapOfTheDriver_isMadeAndRead() throws Exception {
        Process driver = driver("a = P.emitMuch() -> +big\nb = P.count(*big) -> count\n", "96m");
        assertThat(driver.exitValue()).as("%s", log()).isZero();
        assertThat(Files.size(project.resolve("big.txt"))).isEqualTo((long) MEGABYTES << 20);
        assertThat(project.resolve("count.txt")).hasContent(Integer.toString(MEGABYTES << 10));
    }

    @Test
    void valueThatIsNotStored_andDoesNotFitIntoTheDriver_isOneLine() throws Exception {
        Process driver = driver("a = P.longText() -> text\n", "3g");
        assertThat(driver.exitValue()).as("%s", log()).isOne();
        assertThat(log())
                .anyMatch(line -> line.startsWith("dev.freshet.dataset.DatasetException: dataset \"text\" (between"
                        + " processes): the content does not fit into memory, which is "))
                .noneMatch(line -> line.startsWith("\tat "));
    }
}
