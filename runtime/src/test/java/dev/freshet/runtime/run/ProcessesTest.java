package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.config.ConfigException;
import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.live.LiveRun;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.worker.WorkerCommand;
import dev.freshet.runtime.run.worker.WorkerPool;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is special about worker processes; that they run nodes as others do is in {@link RunnersTest}. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProcessesTest {
    private static final DatasetRef<String> X = new DatasetRef<>("x");
    private static final DatasetRef<String> Y = new DatasetRef<>("y");

    @TempDir
    Path project;

    private Run run(String graph, String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add(ForkedPipeline.option());
        return Run.of(ContractScript.pipeline(project, graph))
                .runner(Runner.processes(1, all.toArray(String[]::new)))
                .retryPause(Duration.ofMillis(1));
    }

    private Path catalog(String text) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), text);
        return project.resolve("conf");
    }

    private static Throwable failure(Run run) {
        return run.start().failure().orElseThrow().cause();
    }

    @Test
    void worker_isAnotherProcess_andKeptForTheNextNode() {
        RunReport report =
                run("a = P.process() -> x\nb = P.process() -> y\n").start().orThrow();
        assertThat(report.get(X))
                .isNotEqualTo(Long.toString(ProcessHandle.current().pid()));
        assertThat(report.get(Y)).isEqualTo(report.get(X));
        assertThat(run("a = P.process() -> x\n").start().orThrow().get(X))
                .as("in the next run")
                .isEqualTo(report.get(X));
    }

    @Test
    void log_ofANodeInAWorker_isShownToThoseWhoWatch() {
        String graph = "a = P.logger() -> x\n";
        PipelineGraph parsed = ContractScript.pipeline(project, graph).graph();
        LiveRun live = new LiveRun(
                () -> {
                    throw new AssertionError("nobody asked for the page");
                },
                parsed);
        String worker = run(graph).listener(live).start().orThrow().get(X);
        assertThat(worker).isNotEqualTo(Long.toString(ProcessHandle.current().pid()));
        assertThat(live.node("a", 0)).contains("\"level\":\"info\",\"text\":\"said by " + worker + "\"");
    }

    /** Kills the worker as soon as the node tells its process id. */
    private static final class Killer implements RunListener {
        @Override
        public void nodeProgressed(String node, long pid, long total) {
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
    }

    @Test
    void workerThatIsKilledAgainAndAgain_failsItsNodeOnly_andTheNextRunIsRight() throws IOException {
        Path conf =
                catalog("x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\nz: {type: text, path: z.txt}\n");
        String graph = "a = P.join() -> x\nb = P.killAlways(x) -> y\nc = P.join(y) -> z\nd = P.join(x) -> w\n";
        RunReport report = run(graph)
                .conf(conf)
                .onFailure(FailurePolicy.KEEP_GOING)
                .listener(new Killer())
                .start();
        assertThat(RunnerContract.outcomes(report)).containsExactly("succeeded", "failed", "blocked", "succeeded");
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(WorkerException.class)
                .hasMessageMatching(
                        "its worker was lost 4 times, most recently: worker process \\d+ was killed, by somebody"
                                + " or because the machine ran out of memory; if the node needs memory outside the"
                                + " heap, .*");
        assertThat(calls("b")).as("audited").isEqualTo(4);
        RunReport next =
                run(graph.replace("killAlways", "join")).conf(conf).start().orThrow();
        assertThat(RunnerContract.outcomes(next)).containsExactly("up to date", "succeeded", "succeeded", "up to date");
        assertThat(project.resolve("z.txt")).hasContent("abc");
        assertThat(run(graph.replace("killAlways", "join")).conf(conf).start().upToDateNodes())
                .isEqualTo(4);
    }

    @Test
    void killedWorker_isReplaced_andItsNodeCalledAgain() {
        RunReport report = run("a = P.killAtFirst() -> x\nb = P.join(x) -> y\n")
                .listener(new Killer())
                .start()
                .orThrow();
        assertThat(((NodeReport.Succeeded) report.nodes().get(0)).timing().tries())
                .isEqualTo(2);
        assertThat(report.get(Y)).isEqualTo("ab");
    }

    @Test
    void killedWorker_ofAPartitionOfAValue_isReplaced_andOnlyThisPartitionMadeAgain() throws IOException {
        assumeThat(Files.exists(Path.of("/bin/kill"))).as("there are signals").isTrue();
        Path conf = catalog("x: {type: memory, spill: json}\ny: {type: text, path: y/*.txt}\n");
        run("a = P.killAtB(^x) -> ^y\n")
                .conf(conf)
                .input(new DatasetRef<>("x"), new TreeMap<>(Map.of("a", "a", "b", "b", "c", "c")))
                .start()
                .orThrow();
        assertThat(Files.readAllLines(project.resolve("made"))).containsExactlyInAnyOrder("a", "b", "b", "c");
        assertThat(project.resolve("y").toFile().list()).containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt");
    }

    /** How often a node was really called, as it noted itself. */
    private long calls(String node) throws IOException {
        return Files.readAllLines(project.resolve("calls of " + node)).size();
    }

    @Test
    void retries_andLostWorkers_areCountedApart() throws IOException {
        assertThat(failure(run("a = P.fail() -> x {retries=2}\n"))).hasMessage("try 3");
        assertThat(calls("a")).isEqualTo(3);
        assertThat(failure(run("b = P.killAndFail() -> x {retries=2}\n").listener(new Killer())))
                .hasMessage("try 4");
        assertThat(calls("b")).isEqualTo(4);
    }

    @Test
    void exit_ofANode_failsIt() {
        assertThat(failure(run("a = P.exit() -> x\n")))
                .hasMessageMatching(
                        "worker process \\d+ ended with exit code 7, as by System.exit; to end a node, return from its"
                                + " method or throw an exception");
    }

    @Test
    void outOfMemory_failsTheNode_andTheNextRunsElsewhere() {
        RunReport report = run("a = P.fill() -> x\nb = P.join() -> y\n", "-Xmx32m")
                .onFailure(FailurePolicy.KEEP_GOING)
                .start();
        assertThat(RunnerContract.outcomes(report)).containsExactly("failed", "succeeded");
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(WorkerException.class)
                .hasMessageContainingAll("ran out of memory (Java heap space)", "-Xmx4g");
    }

    /** An exception that leaves no memory to tell of it, as long as its thread lives. */
    public static final class Filling implements ForkedPipeline.Script {
        private static final ThreadLocal<Object[]> KEPT = new ThreadLocal<>();

        private static final class Full extends RuntimeException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                for (int size = 1 << 16; size > 0; size /= 16) {
                    fill(size);
                }
                return "full";
            }

            private static void fill(int size) {
                try {
                    while (true) {
                        Object[] next = new Object[size];
                        next[0] = KEPT.get();
                        KEPT.set(next);
                    }
                } catch (OutOfMemoryError e) {
                    // That is what was wanted.
                }
            }
        }

        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> {
                throw new Full();
            });
        }
    }

    @Test
    void workerWithoutMemoryToTellOfAFailure_ends_andSoDoesTheRun() {
        Run run = Run.of(ForkedPipeline.of(Filling.class, List.of()))
                .runner(Runner.processes(1, ForkedPipeline.option(), "-Xmx16m", "-XX:+UseSerialGC"));
        RunReport report = run.start();
        assertThat(RunnerContract.outcomes(report)).containsExactly("failed");
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(WorkerException.class)
                .hasMessageMatching(
                        "worker process \\d+ ended with exit code 70, as it does if it has no memory left to"
                                + " answer; give workers more with Runner.processes\\(2, \"-Xmx4g\"\\)");
    }

    @Test
    void workerThatCannotStart_isNotToldAsOneThatItsNodeEnded() {
        assertThat(failure(run("a = P.join() -> x\n", "-XX:NoSuchOption")))
                .isInstanceOf(WorkerException.class)
                .hasMessageMatching(
                        "worker process \\d+ ended with exit code 1 before it was ready; its messages are on"
                                + " standard error, and its options are those of this process and of the runner");
    }

    @Test
    void givenInput_ofAListener_isHandedOn() {
        RunReport report = run("a = P.join() -> x\nb = P.join(x) -> y\n")
                .listener(new RunListener() {
                    @Override
                    public NodeDecision decide(NodeStart node) {
                        return node.node().equals("a")
                                ? NodeDecision.use(Map.of("x", "listened "))
                                : NodeDecision.run();
                    }
                })
                .start();
        assertThat(report.get(Y)).isEqualTo("listened b");
    }

    /** Hands on what has no class of its own, only its items. */
    public static final class Iterables implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Iterable<Integer> items = () -> List.of(1, 2).iterator();
            return new TestPipeline("a = P.a() -> i\nc = P.c() -> c\nb = P.b(i, c) -> x\n")
                    .type("i", GenericTypes.parameterized(Iterable.class, Integer.class))
                    .type("c", GenericTypes.parameterized(Collection.class, Integer.class))
                    .node("a", (in, context) -> new Object[] {items})
                    .node("c", (in, context) -> new Object[] {new ArrayDeque<>(List.of(3))})
                    .node("b", (in, context) -> new Object[] {in[0] + " " + in[1]});
        }
    }

    @Test
    void iterablesAndCollections_areHandedOnAsLists() {
        Run run = Run.of(ForkedPipeline.of(Iterables.class, List.of()))
                .runner(Runner.processes(1, ForkedPipeline.option()));
        assertThat(run.start().orThrow().get(X)).isEqualTo("[1, 2] [3]");
    }

    /** Hands on what JSON does not keep without being told. */
    public static final class Maps implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("a = P.a() -> m\nb = P.b(m) -> x\n")
                    .type("m", Map.class)
                    .node("a", (in, context) -> new Object[] {Map.of("k", "v")})
                    .node("b", (in, context) -> new Object[] {((Map<?, ?>) in[0]).get("k")});
        }
    }

    @Test
    void value_withoutAFormat_isAnErrorBeforeTheRun_andTheCatalogNamesOne() throws IOException {
        Run run = Run.of(ForkedPipeline.of(Maps.class, List.of())).runner(Runner.processes(1, ForkedPipeline.option()));
        assertThatThrownBy(run::start)
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "pipeline Test: hands \"m\" from process to process, and of java.util.Map nobody knows a format"
                                + " that keeps it as it is; store it in the catalog, or name one there, as in \"m: {type: memory,"
                                + " spill: json}\"");
        assertThat(run.conf(catalog("m: {type: memory, spill: json}\n"))
                        .start()
                        .orThrow()
                        .get(X))
                .isEqualTo("v");
        catalog("m: {type: memory, spill: jsn}\n");
        assertThatThrownBy(run::start).hasMessageContaining("did you mean \"json\"?");
        catalog("m: {type: memory, spill: csv}\n");
        assertThatThrownBy(run::start).hasMessageContaining("but csv holds a List");
    }

    @Test
    void pipeline_thatOnlyThisProcessHas_isAnErrorBeforeTheRun() {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {"never"});
        assertThatThrownBy(() -> Run.of(pipeline).runner(Runner.processes(1)).start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no static create() without arguments");
    }

    @Test
    void codeThatChangedMeanwhile_isNotRun() throws IOException {
        Path file = Files.writeString(project.resolve("A.class"), "1");
        ClassPath.Seen code = ClassPath.of(List.of(project)).look();
        Files.writeString(file, "22");
        assertThatThrownBy(() -> WorkerPool.take(new WorkerCommand(List.of(), List.of(project)), code, project))
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("the code on the class path has changed since the run started");
    }

    @Test
    void values_leaveNothingBehind() throws IOException {
        Set<Path> before = valueDirectories();
        run("a = P.join() -> x\nb = P.join(x) -> y\n").start().orThrow();
        assertThat(valueDirectories()).isEqualTo(before);
    }

    /** The directories of this process: other forks of the tests make and delete theirs at the same time. */
    private static Set<Path> valueDirectories() throws IOException {
        String own = "-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("freshet-values-"))
                    .filter(file -> file.getFileName().toString().contains(own))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void ctrlC_doesNotEndAWorker_sinceTheRunDecides() {
        assumeThat(Files.exists(Path.of("/bin/kill"))).as("there are signals").isTrue();
        assertThat(run("a = P.interruptProcess() -> x\nb = P.join(x) -> y\n")
                        .start()
                        .orThrow()
                        .get(Y))
                .isEqualTo("ab");
    }

    @Test
    void worker_endsWithTheProcessThatStartedIt() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(project.resolve("worker"));
        WorkerCommand command = new WorkerCommand(
                List.of(), ClassPath.of(ContractScript.class.getClassLoader()).paths());
        Process worker = new ProcessBuilder(command.line(directory)).start();
        worker.outputWriter().close();
        assertThat(worker.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(directory).doesNotExist();
    }
}
