package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.FaultyNodes.Fault;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is thrown where a run does more than to call a node: in a dataset type on load and on save, in one of several
 * partitions, in a first attempt, and in a listener. Each run ends, tells of each node what became of it, and the next
 * one, without the fault, makes what is missing and nothing else.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PlaceFaultsTest {
    private static final List<String> RUNNERS = List.of("sequential", "auto", "threads:3", "processes:2");
    private static final List<Fault> FAULTS = List.of(
            Fault.UNCHECKED,
            Fault.CHECKED,
            Fault.OVERFLOW,
            Fault.OUT_OF_MEMORY,
            Fault.THREAD_DEATH,
            Fault.MESSAGE_THROWS,
            Fault.CAUSES_IN_A_CIRCLE,
            Fault.NULL_MESSAGE);

    private static final int THOROUGH = Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    /** As thorough as this, each fault happens in each place under each runner; else one in so many does. */
    private static final int ALL = 10;

    /** The nodes wait for nothing, so neither does a run of them. */
    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private static final int SOME = 16;
    private static final int SOME_OF_PROCESSES = 40;

    @TempDir
    Path project;

    /** Where something is thrown. */
    enum Place {
        LOAD,
        SAVE,
        PARTITION,
        RETRY,
        LISTENER
    }

    static Stream<Arguments> faults() {
        int[] number = {Math.floorMod(SEED, SOME_OF_PROCESSES)};
        return Stream.of(Place.values())
                .flatMap(place -> FAULTS.stream()
                        .flatMap(fault -> RUNNERS.stream()
                                .filter(runner -> isChosen(runner, number[0]++))
                                .map(runner -> Arguments.of(place, fault, runner))));
    }

    private static boolean isChosen(String runner, int number) {
        int some = runner.startsWith("processes") ? SOME_OF_PROCESSES : SOME;
        return THOROUGH >= ALL || number / RUNNERS.size() % some < THOROUGH;
    }

    /** The node {@code b} and what depends on it have the fault; {@code c} has not. */
    public static final class Nodes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Place place = Place.valueOf(lines.get(0));
            String fault = lines.get(1);
            Path project = Path.of(lines.get(2));
            String each = place == Place.PARTITION
                    ? "b = P.b(^in) -> ^y\nd = P.d(y) -> w\n"
                    : "b = P.b(in) -> y" + (place == Place.RETRY ? " {retries=1}" : "") + "\nd = P.d(y) -> w\n";
            TestPipeline pipeline = new TestPipeline(each + "c = P.c() -> z\n")
                    .node("b", (in, context) -> new Object[] {made(place, fault, project, String.valueOf(in[0]))})
                    .node("c", (in, context) -> new Object[] {"c"})
                    .node("d", (in, context) -> new Object[] {"d"});
            if (place == Place.PARTITION) {
                pipeline.type("in", GenericTypes.parameterized(Map.class, String.class, String.class))
                        .type("y", GenericTypes.parameterized(Map.class, String.class, String.class));
            }
            return pipeline;
        }

        private static String made(Place place, String fault, Path project, String in) throws IOException {
            Path attempts = project.resolve("attempts");
            boolean isFaulty = !fault.isEmpty();
            if (isFaulty && place == Place.PARTITION && in.equals("2")) {
                FaultyNodes.raise(Fault.valueOf(fault));
            }
            if (isFaulty && place == Place.RETRY && !Files.exists(attempts)) {
                Files.createFile(attempts);
                FaultyNodes.raise(Fault.valueOf(fault));
            }
            return isFaulty && place == Place.SAVE ? FaultyFormat.SAVE + fault : "b of " + in;
        }
    }

    /** Throws at each event that it is told of. */
    private record Thrower(Fault fault) implements RunListener {
        @Override
        public void runStarted(RunStart run) {
            FaultyNodes.raise(fault);
        }

        @Override
        public NodeDecision decide(NodeStart node) {
            FaultyNodes.raise(fault);
            return NodeDecision.run();
        }

        @Override
        public void nodeStarted(NodeStart node, int tried) {
            FaultyNodes.raise(fault);
        }

        @Override
        public void datasetSaved(DatasetEvent save) {
            FaultyNodes.raise(fault);
        }

        @Override
        public void nodeFinished(NodeReport node) {
            FaultyNodes.raise(fault);
        }

        @Override
        public void runFinished(RunEnd run) {
            FaultyNodes.raise(fault);
        }
    }

    private void write(Place place, Fault fault) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        boolean isByPartition = place == Place.PARTITION;
        String star = isByPartition ? "/*.txt" : ".txt";
        Files.writeString(
                base.resolve("catalog.yml"),
                "in: {type: faulty, path: in" + star + "}\ny: {type: faulty, path: y" + star
                        + "}\nw: {type: text, path: w.txt}\nz: {type: text, path: z.txt}\n");
        if (isByPartition) {
            Files.createDirectories(project.resolve("in"));
            for (String key : List.of("1", "2", "3")) {
                Files.writeString(project.resolve("in/" + key + ".txt"), key);
            }
        } else {
            Files.writeString(project.resolve("in.txt"), place == Place.LOAD ? FaultyFormat.LOAD + fault : "in");
            Files.writeString(project.resolve("y.txt"), "old");
        }
    }

    private RunReport run(Place place, String fault, String runner, RunListener... listeners) {
        Run run = Run.of(ForkedPipeline.of(Nodes.class, List.of(place.name(), fault, project.toString())))
                .conf(project.resolve("conf"))
                .retryPause(Duration.ZERO)
                .onFailure(FailurePolicy.KEEP_GOING)
                .cancelledByInterrupt(false)
                .runner(
                        switch (runner) {
                            case "sequential" -> Runner.sequential();
                            case "threads:3" -> Runner.threads(3);
                            case "processes:2" -> Runner.processes(2, ForkedPipeline.option(), "-Xss512k");
                            default -> Runner.auto();
                        });
        List.of(listeners).forEach(run::listener);
        return run.start();
    }

    private static String outcomes(RunReport report) {
        return report.nodes().stream()
                .map(node -> node.node() + " " + node.outcome())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest(name = "{1} in {0} under {2}")
    @MethodSource("faults")
    void run_endsAndTellsTheTruth_andTheNextOneMakesWhatIsMissing(Place place, Fault fault, String runner)
            throws IOException {
        write(place, fault);
        RunReport report = IdleTime.requireBusy(
                LONGEST_WAIT_MILLIS,
                () -> place == Place.LISTENER
                        ? run(place, "", runner, new Thrower(fault))
                        : run(place, fault.name(), runner));
        // A worker process without memory ends, and the node is retried in another one.
        boolean isError = fault == Fault.OVERFLOW
                || fault == Fault.THREAD_DEATH
                || (fault == Fault.OUT_OF_MEMORY && !runner.startsWith("processes"));
        boolean succeeds = place == Place.LISTENER || (place == Place.RETRY && !isError);
        assertThat(report.succeeded()).as("%s", report).isEqualTo(succeeds);
        assertThat(outcomes(report))
                .isEqualTo(succeeds ? "b succeeded, c succeeded, d succeeded" : "b failed, c succeeded, d blocked");
        assertThat(Thread.interrupted()).isFalse();
        if (place == Place.LISTENER) {
            assertThat(report.warnings()).hasSizeGreaterThan(5).allMatch(text -> text.contains("Thrower failed"));
        }
        requireOldFiles(place, succeeds);
        if (place == Place.LOAD) {
            Files.writeString(project.resolve("in.txt"), "in");
        }
        RunReport next = run(place, "", runner);
        assertThat(outcomes(next))
                .isEqualTo(
                        succeeds
                                ? "b up to date, c up to date, d up to date"
                                : "b succeeded, c up to date, d succeeded");
        requireMade(place, next, succeeds);
    }

    private void requireOldFiles(Place place, boolean succeeds) {
        assertThat(project.resolve("z.txt")).hasContent("c");
        if (place == Place.PARTITION) {
            assertThat(project.resolve("y/1.txt")).hasContent("b of 1");
            assertThat(project.resolve("y/2.txt")).doesNotExist();
            assertThat(project.resolve("y/3.txt")).hasContent("b of 3");
        } else if (!succeeds) {
            assertThat(project.resolve("y.txt")).hasContent("old");
        }
    }

    private void requireMade(Place place, RunReport next, boolean succeeds) throws IOException {
        assertThat(project.resolve("w.txt")).hasContent("d");
        if (place == Place.PARTITION) {
            assertThat(project.resolve("y/2.txt")).hasContent("b of 2");
        } else {
            assertThat(project.resolve("y.txt")).hasContent("b of in");
        }
        assertThat(next.succeeded()).isTrue();
        try (Stream<Path> files = Files.walk(project)) {
            assertThat(files.map(path -> String.valueOf(path.getFileName())).filter(name -> name.endsWith(".tmp")))
                    .as("temporary files, after success at once: %s", succeeds)
                    .isEmpty();
        }
    }
}
