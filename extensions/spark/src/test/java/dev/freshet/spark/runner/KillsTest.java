package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunHandle;
import dev.freshet.runtime.run.ScriptedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes of the cluster that are killed while a worker stages an output. Executions, stagings and publications are noted
 * outside of Freshet, by the node and by the storage.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KillsTest {
    @TempDir
    Path project;

    private final List<String> published = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    @AfterEach
    void open() {
        GatedStorage.gate = key -> {};
    }

    private Run run(String point) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "x: {type: text, path: \"gated://" + point + project + "/x.txt\"}\n");
        GatedStorage.gate = published::add;
        return ScriptedRuns.of(project, "halves = P.countCalls() -> x\n")
                .conf(project.resolve("conf"))
                .runner(TestCluster.runner())
                .retryPause(Duration.ofMillis(10));
    }

    /** Waits for a worker that halts, and returns it. */
    private ProcessHandle halted() throws IOException {
        Path stagings = GatedStorage.stagings(project.resolve("x.txt"));
        while (Files.notExists(stagings) || Files.readString(stagings).indexOf('\n') < 0) {
            LockSupport.parkNanos(10_000_000);
        }
        return ProcessHandle.of(Long.parseLong(Files.readAllLines(stagings).get(0)))
                .orElseThrow();
    }

    /** Executed twice, since the first worker was lost, and committed once. */
    private void checkAudit() throws IOException {
        assertThat(Files.readAllLines(project.resolve("calls of halves"))).hasSize(2);
        assertThat(Files.readAllLines(GatedStorage.stagings(project.resolve("x.txt"))))
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(published).hasSize(1);
        assertThat(project.resolve("x.txt")).hasContent("halves");
    }

    private static ProcessHandle parent(ProcessHandle process) {
        return process.parent().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "half", "after"})
    void executorThatIsKilledAtAnyPointOfStaging_isReplaced_andOneResultIsCommitted(String point) throws Exception {
        RunHandle run = run(point).launch();
        ProcessHandle worker = halted();
        parent(worker).destroyForcibly();
        run.await().orThrow();
        checkAudit();
        worker.onExit().get(5, TimeUnit.MINUTES);
        assertThat(run(point).start().upToDateNodes()).isEqualTo(1);
    }

    @Test
    void workerOfSparkThatIsKilled_takesItsExecutorAlong_andTheRunGoesOnElsewhere() throws Exception {
        RunHandle run = run("half").launch();
        ProcessHandle worker = halted();
        ProcessHandle executor = parent(worker);
        parent(executor).destroyForcibly();
        run.await().orThrow();
        checkAudit();
        executor.onExit().get(5, TimeUnit.MINUTES);
        worker.onExit().get(5, TimeUnit.MINUTES);
        TestCluster.cluster().addWorker();
    }
}
