package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.FlightRecorderListener;
import dev.freshet.runtime.hook.NodeDatasets;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.hook.TimingListener;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ListenersTest {
    private static final DatasetRef<String> Z = new DatasetRef<>("z");

    @TempDir
    Path project;

    private final List<String> called = new ArrayList<>();
    /** x and z are files, y is in memory. */
    private final TestPipeline pipeline = new TestPipeline("a = P.a(x) -> y {tags=slow}\nb = P.b(y) -> z\n")
            .node("a", (in, context) -> {
                called.add("a");
                context.progress(1, 2);
                return new Object[] {in[0] + "a"};
            })
            .node("b", (in, context) -> {
                called.add("b");
                return new Object[] {in[0] + "b"};
            });

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "x: {type: text, path: x.txt}\nz: {type: text, path: z.txt}\n");
        Files.writeString(project.resolve("x.txt"), "x");
    }

    private Run run() {
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .retryPause(Duration.ZERO);
    }

    /** Writes down everything that it hears. */
    private static class Recorder implements RunListener {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void runStarted(RunStart run) {
            heard.add("run of " + run.nodes() + " nodes, expected "
                    + run.expected().keySet());
        }

        @Override
        public NodeDecision decide(NodeStart node) {
            heard.add("decide " + node.node() + " " + node.tags() + " "
                    + node.reasons().get(0).text());
            return NodeDecision.run();
        }

        @Override
        public void nodeStarted(NodeStart node, int tried) {
            heard.add("start " + node.node() + " " + tried);
        }

        @Override
        public void nodeProgressed(String node, long done, long total) {
            heard.add("progress " + node + " " + done + "/" + total);
        }

        @Override
        public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
            heard.add("retry " + node + " " + tried + " " + cause.getMessage());
        }

        @Override
        public void datasetLoaded(DatasetEvent load) {
            heard.add("load " + load.dataset() + " for " + load.node() + " from " + load.location());
        }

        @Override
        public void datasetSaved(DatasetEvent save) {
            heard.add("save " + save.dataset() + " of " + save.node() + " to " + save.location());
        }

        @Override
        public void nodeFinished(NodeReport node) {
            heard.add(node.node() + " " + node.outcome());
        }

        @Override
        public void runFinished(RunEnd run) {
            heard.add("end " + run.succeeded());
        }
    }

    @Test
    void listener_hearsEverythingInOrder() {
        Recorder recorder = new Recorder();
        run().listener(recorder).start().orThrow();
        assertThat(recorder.heard)
                .containsExactly(
                        "run of 2 nodes, expected [a, b]",
                        "decide a [slow] b needs y, which is only in memory",
                        "start a 1",
                        "load x for a from x.txt",
                        "progress a 1/2",
                        "a succeeded",
                        "decide b [] it has not run before",
                        "start b 1",
                        "save z of b to z.txt",
                        "b succeeded",
                        "end true");
        recorder.heard.clear();
        run().listener(recorder).start().orThrow();
        assertThat(recorder.heard)
                .as("nothing to run")
                .containsExactly("run of 2 nodes, expected []", "a up to date", "b up to date", "end true");
    }

    @Test
    void failures_retriesAndBlockedNodesAreHeard() {
        TestPipeline failing = new TestPipeline("a = P.a() -> y {retries=1}\nb = P.b(y) -> z\n")
                .node("a", (in, context) -> {
                    throw new IOException("no");
                });
        Recorder recorder = new Recorder();
        Run.of(failing)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .retryPause(Duration.ZERO)
                .listener(recorder)
                .start();
        assertThat(recorder.heard)
                .containsSubsequence("start a 1", "retry a 1 no", "start a 2", "a failed", "b blocked", "end false");
    }

    @Test
    void skip_loadsNothingAndSkipsWhoNeedsTheValue() {
        Recorder recorder = new Recorder();
        RunListener veto = new RunListener() {
            @Override
            public NodeDecision decide(NodeStart node) {
                return node.node().equals("a") ? NodeDecision.skip("not today") : NodeDecision.run();
            }
        };
        RunReport report = run().listener(veto).listener(recorder).start();
        assertThat(called).isEmpty();
        assertThat(recorder.heard).noneMatch(event -> event.startsWith("load"));
        assertThat(report.nodes())
                .containsExactly(
                        new NodeReport.Skipped("a", NodeReport.Skipped.Cause.LISTENER, "not today"),
                        new NodeReport.Skipped(
                                "b", NodeReport.Skipped.Cause.LISTENER, "needs a, which was skipped: not today"));
        assertThat(report.succeeded())
                .as("nothing failed, and nobody cancelled it")
                .isTrue();
    }

    @Test
    void skip_ofAStoredNode_letsOthersReadWhatIsThere() throws IOException {
        TestPipeline two = new TestPipeline("a = P.a(x) -> z\nb = P.b(z) -> w\n")
                .node("a", (in, context) -> new Object[] {"new"})
                .node("b", (in, context) -> new Object[] {in[0] + "b"});
        Files.writeString(project.resolve("z.txt"), "old");
        RunListener veto = new RunListener() {
            @Override
            public NodeDecision decide(NodeStart node) {
                return node.node().equals("a") ? NodeDecision.skip("not today") : NodeDecision.run();
            }
        };
        RunReport report = Run.of(two)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .listener(veto)
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<String>("w"))).isEqualTo("oldb");
        assertThat(project.resolve("z.txt")).hasContent("old");
        report = Run.of(two)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<String>("w")))
                .as("it was not recorded")
                .isEqualTo("newb");
    }

    @Test
    void use_handsOnTheGivenValueAndRecordsNothingOfIt() {
        RunListener giving = new RunListener() {
            @Override
            public NodeDecision decide(NodeStart node) {
                return node.node().equals("a") ? NodeDecision.use(Map.of("y", "given")) : NodeDecision.run();
            }
        };
        RunReport report = run().listener(giving).start().orThrow();
        assertThat(called).containsExactly("b");
        assertThat(report.get(Z)).isEqualTo("givenb");
        report = run().start().orThrow();
        assertThat(report.get(Z)).as("the next run makes it anew").isEqualTo("xab");
    }

    /** The node that is given runs on demand only: its reader waits for it before the listener is asked. */
    @Test
    void use_forANodeThatIsInMemory_letsItsReadersRun() throws IOException {
        run().start().orThrow();
        called.clear();
        Files.delete(project.resolve("z.txt"));
        RunListener giving = new RunListener() {
            @Override
            public NodeDecision decide(NodeStart node) {
                return node.node().equals("a") ? NodeDecision.use(Map.of("y", "given")) : NodeDecision.run();
            }
        };
        RunReport report = run().listener(giving).start().orThrow();
        assertThat(called).containsExactly("b");
        assertThat(report.get(Z)).isEqualTo("givenb");
        assertThat(run().start().orThrow().get(Z)).as("nothing was recorded").isEqualTo("xab");
    }

    @Test
    void use_withoutAValue_failsTheNode() {
        RunListener giving = new RunListener() {
            @Override
            public NodeDecision decide(NodeStart node) {
                return NodeDecision.use(Map.of("nope", "given"));
            }
        };
        assertThat(run().listener(giving).start().failure().orElseThrow().cause())
                .hasMessage("a listener gave values for a, but none for \"y\"");
    }

    /** The reader is not called, which would be blamed otherwise. */
    @Test
    void use_ofAValueOfAnotherType_failsTheNodeThatGaveIt() {
        RunListener giving = new RunListener() {
            @Override
            public NodeDecision decide(NodeStart node) {
                return node.node().equals("a") ? NodeDecision.use(Map.of("y", 5)) : NodeDecision.run();
            }
        };
        RunReport report = run().listener(giving).start();
        assertThat(report.failure().orElseThrow().node()).isEqualTo("a");
        assertThat(report.failure().orElseThrow().cause())
                .hasMessage("a listener gave \"y\" a value of Integer, but its type is String");
        assertThat(called).isEmpty();
    }

    @Test
    void throwingListener_isReportedAndChangesNothing() {
        class Throwing implements RunListener {
            @Override
            public NodeDecision decide(NodeStart node) {
                throw new IllegalStateException("decide");
            }

            @Override
            public void nodeStarted(NodeStart node, int tried) {
                throw new AssertionError("start");
            }

            @Override
            public void nodeFinished(NodeReport node) {
                throw new IllegalStateException("finish");
            }

            @Override
            public void datasetSaved(DatasetEvent save) {
                throw new IllegalStateException("save");
            }
        }
        RunReport report = run().listener(new Throwing()).start().orThrow();
        assertThat(report.get(Z)).isEqualTo("xab");
        assertThat(report.warnings()).hasSize(7).allMatch(line -> line.contains("Throwing failed: java.lang."));
        assertThat(run().start().upToDateNodes()).isEqualTo(2);
    }

    /** Registered in META-INF/services of the class loader that the program runs under. */
    public static final class Service implements RunListener {
        static final List<String> HEARD = new CopyOnWriteArrayList<>();

        /** Made by the service loader. */
        public Service() {}

        @Override
        public void nodeFinished(NodeReport node) {
            HEARD.add(node.node() + " " + node.outcome());
        }
    }

    @Test
    void service_isHeardWithoutBeingNamed() throws IOException {
        withService(Service.class.getName(), () -> run().start().orThrow());
        assertThat(Service.HEARD).containsExactly("a succeeded", "b succeeded");
    }

    @Test
    void service_thatIsNotThere_isAMistakeOfItsFile() throws IOException {
        withService(
                "shop.NoListener",
                () -> assertThatThrownBy(() -> run().start())
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContainingAll(
                                "META-INF/services/dev.freshet.runtime.hook.RunListener", "shop.NoListener"));
    }

    @Test
    void listener_thatDoesNotHearOfEveryNode_hearsOfTheRunRetriesAndFailures() {
        Recorder recorder = new Recorder() {
            @Override
            public boolean hearsOfEveryNode() {
                return false;
            }
        };
        TestPipeline failing = new TestPipeline("a = P.a(x) -> y\nb = P.b(y) -> z {retries=1}\nc = P.c(z) -> w\n")
                .node("a", (in, context) -> new Object[] {"A"})
                .node("b", (in, context) -> {
                    throw new IOException("no");
                });
        Run.of(failing)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .retryPause(Duration.ZERO)
                .listener(recorder)
                .start();
        assertThat(recorder.heard)
                .containsExactly("run of 3 nodes, expected [a, b, c]", "retry b 1 no", "b failed", "end false");
    }

    private void withService(String listener, Runnable action) throws IOException {
        Path services = Files.createDirectories(project.resolve("cp/META-INF/services"));
        Files.writeString(services.resolve(RunListener.class.getName()), listener);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {project.resolve("cp").toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void cancel_fromAListener_endsTheRun() {
        RunListener cancelling = new RunListener() {
            private Runnable cancel = () -> {};

            @Override
            public void runStarted(RunStart run) {
                cancel = run.cancel();
            }

            @Override
            public void nodeFinished(NodeReport node) {
                cancel.run();
            }
        };
        RunReport report = run().listener(cancelling).start();
        assertThat(called).containsExactly("a");
        assertThat(report.nodes().get(1)).isEqualTo(new NodeReport.NotStarted("b"));
        assertThat(Thread.interrupted())
                .as("the calling thread was not interrupted")
                .isFalse();
    }

    /** Keeps what it can ask, and the versions that it hears of. */
    private static final class Asking implements RunListener {
        private final Map<String, String> versions = new ConcurrentHashMap<>();
        private Function<String, NodeDatasets> datasets = node -> new NodeDatasets(List.of(), List.of());
        private Path project = Path.of("");
        private final List<RunEnd> ends = new ArrayList<>();

        @Override
        public void runStarted(RunStart run) {
            datasets = run.datasets();
            project = run.project();
        }

        @Override
        public void datasetLoaded(DatasetEvent load) {
            load.version().ifPresent(version -> versions.put(load.dataset(), version));
        }

        @Override
        public void datasetSaved(DatasetEvent save) {
            save.version().ifPresent(version -> versions.put(save.dataset(), version));
        }

        @Override
        public void runFinished(RunEnd run) {
            ends.add(run);
        }
    }

    @Test
    void listener_asksForTheDatasetsOfANode() throws IOException {
        Asking asking = new Asking();
        run().listener(asking).start().orThrow();
        NodeDatasets datasets = asking.datasets.apply("a");
        String x = project.toRealPath().resolve("x.txt").toString().replace('\\', '/');
        assertThat(datasets.inputs()).containsExactly(new NodeDatasets.Named("x", Optional.of(x), String.class));
        assertThat(datasets.outputs()).containsExactly(new NodeDatasets.Named("y", Optional.empty(), String.class));
        assertThat(asking.project.toRealPath()).isEqualTo(project.toRealPath());
        assertThatThrownBy(() -> asking.datasets.apply("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the pipeline has no node \"c\"");
    }

    @Test
    void listener_hearsTheVersionsOfStoredDatasets() throws IOException {
        Asking first = new Asking();
        run().listener(first).start().orThrow();
        assertThat(first.versions).containsOnlyKeys("x", "z");
        assertThat(first.versions.get("x")).startsWith("xxh3:");
        Files.writeString(project.resolve("x.txt"), "other");
        Asking second = new Asking();
        run().listener(second).start().orThrow();
        assertThat(second.versions.get("x")).isNotEqualTo(first.versions.get("x"));
        assertThat(second.versions.get("z")).isNotEqualTo(first.versions.get("z"));
    }

    @Test
    void runThatEndsWithAnException_isFinishedForItsListeners() {
        Runner broken = new Runner() {
            @Override
            public int slots(PipelineGraph graph) {
                return 1;
            }

            @Override
            public NodeExecutor start(RunSetup setup) {
                throw new IllegalStateException("no place to run");
            }
        };
        Asking asking = new Asking();
        assertThatThrownBy(() -> run().runner(broken).listener(asking).start()).hasMessageContaining("no place to run");
        assertThat(asking.ends).hasSize(1);
        assertThat(asking.ends.get(0).succeeded()).isFalse();
        assertThat(asking.ends.get(0).nodes())
                .containsExactly(new NodeReport.NotStarted("a"), new NodeReport.NotStarted("b"));
    }

    @Test
    void timing_addsUpWhereTheTimeGoes() {
        TimingListener timing = new TimingListener();
        run().listener(timing).start().orThrow();
        assertThat(timing.slowest(9)).containsOnlyKeys("a", "b");
        assertThat(timing.total().loaded()).isPositive();
        assertThat(timing.total().saved()).isPositive();
        assertThat(timing.total().ran()).isGreaterThanOrEqualTo(timing.total().loaded());
    }

    @Test
    void flightRecorder_hasAnEventForEachNodeLoadAndSave() throws IOException {
        Path file = project.resolve("run.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.freshet.Node");
            recording.enable("dev.freshet.Dataset");
            recording.start();
            run().start().orThrow();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("dev.freshet."))
                .toList();
        assertThat(events)
                .extracting(event -> event.getEventType().getName() + " " + event.getString("node"))
                .containsExactlyInAnyOrder(
                        "dev.freshet.Node a", "dev.freshet.Node b", "dev.freshet.Dataset a", "dev.freshet.Dataset b");
        assertThat(FlightRecorderListener.class).isFinal();
    }
}
