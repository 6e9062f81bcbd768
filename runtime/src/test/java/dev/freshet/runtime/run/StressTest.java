package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.engine.Report;
import dev.freshet.runtime.run.engine.RunResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Random graphs with delays, failures, retries, time limits, resources and cancellations, on every runner: what becomes of
 * each node, and what it makes, is what follows from the graph alone. A run that hangs ends the test.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class StressTest {
    private static final int GRAPHS = 120 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    /** One in so many graphs has files. */
    private static final int STORED = 10;

    @TempDir(factory = HistoriesTest.InMemory.class)
    Path directory;

    /** Worker processes take part in fewer graphs: each value is a file there. */
    enum Kind {
        SEQUENTIAL(Runner.sequential(), 1),
        THREADS_2(Runner.threads(2), 1),
        THREADS_8(Runner.threads(8), 1),
        AUTO(Runner.auto(), 1),
        PROCESSES_3(Runner.processes(3, ForkedPipeline.option()), 10);

        private final Runner runner;
        private final int rarity;

        Kind(Runner runner, int rarity) {
            this.runner = runner;
            this.rarity = rarity;
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepGoing_everyNodeEndsAsTheGraphSays(Kind kind) {
        forEachGraph(kind, (graph, random) -> {
            RunReport report =
                    run(kind, graph, random).onFailure(FailurePolicy.KEEP_GOING).start();
            Map<String, String> expected = graph.expectedOutcomes();
            outcomes(report).forEach((node, outcome) -> assertEnd(graph, report, expected, node, outcome));
            check(graph, report, dataset -> true);
        });
    }

    @ParameterizedTest
    @EnumSource
    void failFast_whatEndedIsRight(Kind kind) {
        forEachGraph(kind, (graph, random) -> {
            RunReport report = run(kind, graph, random).start();
            Map<String, String> expected = graph.expectedOutcomes();
            outcomes(report).forEach((node, outcome) -> {
                // A node that would have succeeded at a later try counts as failed if there is none.
                boolean gaveUp = graph.dependsOnRetries(node)
                        && Set.of("failed", "blocked").contains(outcome);
                if (!outcome.equals("not run") && !gaveUp) {
                    assertEnd(graph, report, expected, node, outcome);
                }
            });
            if (!expected.containsValue("failed")) {
                assertThat(report.succeeded()).as("%s", graph).isTrue();
            } else {
                assertThat(report.succeeded()).as("%s", graph).isFalse();
            }
            check(graph, report, dataset -> !graph.dependsOnRetries(producer(dataset)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void cancelled_whatEndedIsRight(Kind kind) {
        forEachGraph(kind, (graph, random) -> {
            RunHandle handle = run(kind, graph, random).launch();
            LockSupport.parkNanos(random.nextLong(1_000_000));
            handle.cancel();
            RunReport report;
            try {
                report = handle.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Map<String, String> expected = graph.expectedOutcomes();
            outcomes(report).forEach((node, outcome) -> {
                boolean gaveUp = graph.dependsOnRetries(node)
                        && Set.of("failed", "blocked").contains(outcome);
                if (!Set.of("not run", "cancelled").contains(outcome) && !gaveUp) {
                    assertEnd(graph, report, expected, node, outcome);
                }
            });
            graph.checkRunning();
        });
    }

    /** A node that fails by itself may do so before the save fails that it would be blocked by. */
    private static void assertEnd(
            RandomGraph graph, RunReport report, Map<String, String> expected, String node, String outcome) {
        if (!outcome.equals("failed") || !graph.failsItself(node)) {
            assertThat(outcome).as("%s of %s%n%s", node, graph, report.nodes()).isEqualTo(expected.get(node));
        }
    }

    private void forEachGraph(Kind kind, BiConsumer<RandomGraph, Random> check) {
        for (int number = 0; number < GRAPHS / kind.rarity; number++) {
            Random random = new Random(SEED * 1_000_003 + number * 31L + kind.ordinal());
            RandomGraph graph = new RandomGraph("graph " + number + " of seed " + SEED, random);
            try {
                if (number % STORED == 0) {
                    graph.store(Files.createDirectories(directory.resolve("graph" + number)), random);
                }
                check.accept(graph, random);
                if (number % STORED == 0) {
                    HistoriesTest.delete(directory.resolve("graph" + number));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Run run(Kind kind, RandomGraph graph, Random random) {
        Run run = Run.of(kind == Kind.PROCESSES_3 ? graph.forked(counters()) : graph.pipeline())
                .runner(kind.runner)
                .tee(random.nextBoolean())
                .savesAtATime(1 + random.nextInt(3))
                .retryPause(Duration.ofNanos(random.nextInt(300_000)))
                .grace(Duration.ofSeconds(20))
                .capacity("cpus", "8")
                .capacity("memory", RandomGraph.MEMORY + "B")
                .capacity("gpu", Integer.toString(RandomGraph.GPUS));
        graph.conf().ifPresent(run::conf);
        graph.obstacles().ifPresent(run::listener);
        return run;
    }

    /** A directory in which nothing has been counted yet. */
    private Path counters() {
        try {
            return Files.createTempDirectory(directory, "counters");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> outcomes(RunReport report) {
        return report.nodes().stream().collect(Collectors.toMap(NodeReport::node, NodeReport::outcome));
    }

    /** The node that makes a dataset: d3_1 is made by n3. */
    private static String producer(String dataset) {
        return "n" + dataset.substring(1, dataset.indexOf('_'));
    }

    /** @param isCertain whether a value does not depend on how many tries there were before the run stopped */
    private static void check(RandomGraph graph, RunReport report, Predicate<String> isCertain) {
        graph.checkRunning();
        graph.expectedValues().forEach((dataset, value) -> {
            if (graph.made().containsKey(dataset) && isCertain.test(dataset)) {
                assertThat(graph.made().get(dataset))
                        .as("%s of %s", dataset, graph)
                        .isEqualTo(value);
            }
        });
        RunResults results = ((Report) report).results();
        List<String> kept = graph.datasets().stream()
                .filter(dataset -> results.values()
                                .get(results.graph().datasetNumber(dataset).orElseThrow())
                        != null)
                .toList();
        assertThat(graph.unread())
                .as("values in memory after the run of %s", graph)
                .containsAll(kept);
        Map<String, String> expected = graph.expectedValues();
        for (String dataset :
                kept.stream().filter(expected::containsKey).filter(isCertain).toList()) {
            assertThat(results.values()
                            .get(results.graph().datasetNumber(dataset).orElseThrow()))
                    .as("%s of %s", dataset, graph)
                    .isEqualTo(expected.get(dataset));
        }
    }
}
