package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.ScriptedRuns;
import dev.freshet.runtime.run.WorkerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that end or stop while a node runs. The nodes themselves note their calls in files, outside of Freshet. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LostExecutorsTest {
    @TempDir
    Path project;

    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    private Run run(String graph, String catalog) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), catalog);
        return ScriptedRuns.of(project, graph)
                .conf(project.resolve("conf"))
                .runner(TestCluster.runner())
                .retryPause(Duration.ofMillis(10));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(project.resolve(file));
    }

    private List<String> files(String directory) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve(directory))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt") || name.endsWith(".tmp"))
                    .sorted()
                    .toList();
        }
    }

    /** The process of an executor, as its worker knows it. */
    private static ProcessHandle executor(long worker) {
        return ProcessHandle.of(worker).orElseThrow().parent().orElseThrow();
    }

    /** Kills the executor of the worker that a node tells. */
    private static final class Killer implements RunListener {
        private final CompletableFuture<ProcessHandle> worker = new CompletableFuture<>();

        @Override
        public void nodeProgressed(String node, long pid, long total) {
            worker.complete(ProcessHandle.of(pid).orElseThrow());
            executor(pid).destroyForcibly();
        }
    }

    @Test
    void executorThatIsKilled_losesItsWorker_andTheNodeIsCalledAgain() throws Exception {
        Killer killer = new Killer();
        run("a = P.killAtFirst() -> x\n", "x: {type: text, path: x.txt}\n")
                .listener(killer)
                .start()
                .orThrow();
        assertThat(lines("calls of a")).hasSize(2);
        assertThat(project.resolve("x.txt")).hasContent("a");
        assertThat(files(".")).containsExactly("x.txt");
        killer.worker.get().onExit().get();
    }

    @Test
    void partitionsThatWereStagedBefore_areNotMadeAgain() throws Exception {
        run("a = P.putAndKillAtFirst() -> #x\n", "x: {type: text, path: x/*.txt}\n")
                .listener(new Killer())
                .start()
                .orThrow();
        assertThat(lines("made")).containsExactly("p in call 1", "q in call 2");
        assertThat(files("x")).containsExactly("p.txt", "q.txt");
        assertThat(project.resolve("x/p.txt")).hasContent("of call 1");
    }

    /** Stopped for longer than Spark waits, the executor is lost; it goes on when another one has made the node. */
    @Test
    void executorThatIsStopped_andGoesOnLater_changesNothing() throws Exception {
        assumeThat(Files.exists(Path.of("/bin/kill"))).as("there are signals").isTrue();
        CompletableFuture<ProcessHandle> worker = new CompletableFuture<>();
        CompletableFuture<ProcessHandle> executor = new CompletableFuture<>();
        run("a = P.lateAtFirst() -> x\n", "x: {type: text, path: x.txt}\n")
                .listener(new RunListener() {
                    @Override
                    public void nodeProgressed(String node, long pid, long total) {
                        worker.complete(ProcessHandle.of(pid).orElseThrow());
                        executor.complete(executor(pid));
                        signal("-STOP", executor(pid));
                    }
                })
                .start()
                .orThrow();
        assertThat(lines("calls of a")).hasSize(2);
        assertThat(project.resolve("x.txt")).hasContent("a");
        Files.createFile(project.resolve("go"));
        signal("-CONT", executor.get());
        worker.get().onExit().get();
        assertThat(project.resolve("x.txt")).hasContent("a");
        RunReport next = run("a = P.lateAtFirst() -> x\n", "x: {type: text, path: x.txt}\n")
                .start();
        assertThat(next.upToDateNodes()).isEqualTo(1);
    }

    private static void signal(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("/bin/kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void retriesOfAFailingNode_areNotMultipliedBySpark() throws IOException {
        RunReport report = run("a = P.fail() -> x {retries=2}\n", "").start();
        assertThat(report.failure().orElseThrow().cause()).hasMessage("try 3");
        assertThat(lines("calls of a")).hasSize(3);
    }

    @Test
    void nodeThatEndsItsProcess_fails() throws IOException {
        RunReport report = run("a = P.exit() -> x\n", "").start();
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(WorkerException.class)
                .hasMessageMatching("worker process \\d+ on .+ ended with exit code 7, as by System.exit; to end a"
                        + " node, return from its method or throw an exception");
    }
}
