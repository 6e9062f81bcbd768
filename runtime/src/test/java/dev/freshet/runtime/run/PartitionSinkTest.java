package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.PartitionSink;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.wiring.GenericTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink of partitions refuses the same keys in a map, in a run in memory, and in a run that stores. */
final class PartitionSinkTest {
    private static final List<String> ILLEGAL = List.of("", ".", "..", ".hidden", "a/", "/a", "a//b", "a\\b", "a\0");

    @TempDir
    Path project;

    @Test
    void map_refusesWhatNoFileCanBeCalled() {
        Map<String, String> partitions = new TreeMap<>();
        PartitionSink<String> sink = PartitionSink.into(partitions);
        for (String key : ILLEGAL) {
            assertThatThrownBy(() -> sink.put(key, "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cannot be the key of a partition");
        }
        sink.put("2026-01", "x");
        sink.put("eu/2026.v2", "y");
        assertThat(partitions).containsOnlyKeys("2026-01", "eu/2026.v2");
        assertThat(sink.has("2026-01")).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // what a user's code may do
    void map_refusesNull() {
        PartitionSink<String> sink = PartitionSink.into(new TreeMap<>());
        assertThatThrownBy(() -> sink.put("a", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the partition \"a\" is null");
    }

    @Test
    void map_refusesAKeyThatWasPutBefore() {
        Map<String, String> partitions = new TreeMap<>(Map.of("a", "of an earlier run"));
        PartitionSink<String> sink = PartitionSink.into(partitions);
        sink.put("a", "x");
        assertThatThrownBy(() -> sink.put("a", "y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the partition \"a\" is put twice: the first would be lost");
        assertThat(partitions).containsExactly(Map.entry("a", "x"));
    }

    /** In each run once: a later one may put what an earlier one has put. */
    @Test
    @SuppressWarnings("unchecked")
    void run_refusesAKeyThatTheNodeHasPutBefore_inMemoryAndInFiles() throws Exception {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        for (String catalog : List.of("days: {type: memory}\n", "days: {type: text, path: 'days/*.txt'}\n")) {
            Files.writeString(base.resolve("catalog.yml"), catalog);
            TestPipeline twice = pipeline("a").node("a", (in, context) -> {
                ((PartitionSink<String>) in[0]).put("a", "x");
                ((PartitionSink<String>) in[0]).put("a", "y");
                return new Object[1];
            });
            for (TestPipeline each : List.of(pipeline("a"), pipeline("a"))) {
                Run.of(each)
                        .conf(project.resolve("conf"))
                        .runner(Runner.sequential())
                        .force()
                        .start()
                        .orThrow();
            }
            assertThat(Run.of(twice)
                            .conf(project.resolve("conf"))
                            .runner(Runner.sequential())
                            .force()
                            .start()
                            .failure()
                            .orElseThrow()
                            .cause())
                    .as(catalog)
                    .hasMessage("the partition \"a\" of \"days\" is put twice: the first would be lost");
        }
        assertThat(project.resolve("days/a.txt")).hasContent("x");
    }

    /** What an earlier attempt has stored was made in this run, although the later one found it up to date. */
    @Test
    @SuppressWarnings("unchecked")
    void report_ofANodeThatWasTriedAgain_isOfAllAttempts() throws Exception {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "days: {type: text, path: 'days/*.txt'}\n");
        Files.createDirectories(project.resolve("days"));
        Files.writeString(project.resolve("days/old.txt"), "of an earlier version");
        AtomicInteger attempts = new AtomicInteger();
        List<String> found = new ArrayList<>();
        TestPipeline twice = new TestPipeline("a = P.a() -> #days {retries=1}\n")
                .type("days", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("a", (in, context) -> {
                    PartitionSink<String> sink = (PartitionSink<String>) in[0];
                    int attempt = attempts.incrementAndGet();
                    for (String key : List.of("a", "b", "c")) {
                        if (key.equals("c") && attempt == 1) {
                            throw new IllegalStateException("told to fail");
                        }
                        if (sink.has(key)) {
                            found.add(key);
                        } else {
                            sink.put(key, "x");
                        }
                    }
                    return new Object[1];
                });
        RunReport report = Run.of(twice)
                .conf(project.resolve("conf"))
                .runner(Runner.sequential())
                .retryPause(Duration.ZERO)
                .start()
                .orThrow();
        assertThat(found).containsExactly("a", "b");
        assertThat(report.nodes().get(0).partitions())
                .containsExactly(OutputPartitions.of("days", List.of("a", "b", "c"), 0, List.of("old")));
    }

    @Test
    void attempts_areAddedUp() {
        OutputPartitions failed = OutputPartitions.of("d", List.of("a", "b"), 1, List.of());
        assertThat(failed.then(OutputPartitions.of("d", List.of("c"), 3, List.of("x"))))
                .isEqualTo(OutputPartitions.of("d", List.of("a", "b", "c"), 1, List.of("x")));
        assertThat(failed.then(OutputPartitions.of("d", List.of("c"), 1, List.of("b"))))
                .as("what the last attempt no longer makes is gone")
                .isEqualTo(OutputPartitions.of("d", List.of("a", "c"), 0, List.of("b")));
        OutputPartitions complete = OutputPartitions.of("d", List.of("a"), 0, List.of("x"));
        assertThat(complete.then(OutputPartitions.of("d", List.of(), 1, List.of())))
                .as("a save that failed after the partitions were complete")
                .isEqualTo(complete);
        assertThat(failed.then(failed)).isEqualTo(failed);
    }

    @Test
    void run_refusesTheSameKeys_inMemoryAndInFiles() throws Exception {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        for (String catalog : List.of("days: {type: memory}\n", "days: {type: text, path: 'days/**.txt'}\n")) {
            Files.writeString(base.resolve("catalog.yml"), catalog);
            for (String key : ILLEGAL) {
                NodeReport.Failed failed = Run.of(pipeline(key))
                        .conf(project.resolve("conf"))
                        .runner(Runner.sequential())
                        .start()
                        .failure()
                        .orElseThrow();
                assertThat(failed.cause())
                        .as("%s: %s", catalog, key)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("cannot be the key of a partition");
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static TestPipeline pipeline(String key) {
        return new TestPipeline("a = P.a() -> #days\n")
                .type("days", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("a", (in, context) -> {
                    ((PartitionSink<String>) in[0]).put(key, "x");
                    return new Object[1];
                });
    }
}
