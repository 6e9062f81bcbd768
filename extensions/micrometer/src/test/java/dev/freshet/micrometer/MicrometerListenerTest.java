package dev.freshet.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.flow.Flow;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.run.Run;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a registry in memory has after real runs. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MicrometerListenerTest {
    @TempDir
    Path project;

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: text, path: raw.txt}
                cleaned: {type: text, path: cleaned.txt}
                told: {type: text, path: told.txt}
                """);
        Files.writeString(project.resolve("raw.txt"), " text ");
    }

    private void run(int failures) {
        Run.of(new Flow(failures))
                .conf(project.resolve("conf"))
                .retryPause(Duration.ofMillis(1))
                .listener(new MicrometerListener(registry))
                .start();
    }

    /** The counts of all meters that have one, by name and own tags. */
    private Map<String, Double> counts() {
        Map<String, Double> counts = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            assertThat(meter.getId().getTag("pipeline")).isEqualTo("Flow");
            assertThat(meter.getId().getTag("environment")).isEqualTo("local");
            String own = meter.getId().getTags().stream()
                    .filter(tag ->
                            !tag.getKey().equals("pipeline") && !tag.getKey().equals("environment"))
                    .map(tag -> tag.getKey() + "=" + tag.getValue())
                    .collect(Collectors.joining(" "));
            meter.measure().forEach(measurement -> {
                if (measurement.getStatistic().name().equals("COUNT")) {
                    counts.put((meter.getId().getName() + " " + own).strip(), measurement.getValue());
                }
            });
        }
        return counts;
    }

    private double lastSuccess() {
        return registry.get("freshet.run.last.success").timeGauge().value();
    }

    @Test
    void runThatSucceedsAfterARetry_isMeasured() {
        run(1);
        assertThat(counts())
                .isEqualTo(Map.ofEntries(
                        Map.entry("freshet.run outcome=succeeded", 1.0),
                        Map.entry("freshet.nodes outcome=succeeded", 2.0),
                        Map.entry("freshet.node node=clean outcome=succeeded", 1.0),
                        Map.entry("freshet.node node=tell outcome=succeeded", 1.0),
                        Map.entry("freshet.node.wait node=clean", 1.0),
                        Map.entry("freshet.node.wait node=tell", 1.0),
                        Map.entry("freshet.node.retries node=tell", 1.0),
                        Map.entry("freshet.dataset.load dataset=raw", 1.0),
                        Map.entry("freshet.dataset.save dataset=cleaned", 1.0),
                        Map.entry("freshet.dataset.save dataset=told", 1.0)));
    }

    @Test
    void partitions_areCountedByWhatBecameOfThem() {
        MicrometerListener listener = new MicrometerListener(registry);
        NodeReport.Timing timing = new NodeReport.Timing(Duration.ZERO, Duration.ZERO, 1);
        List<OutputPartitions> partitions = List.of(
                OutputPartitions.of("x", Set.of("a", "b"), 3, Set.of("c")),
                OutputPartitions.of("y", Set.of("a"), 0, Set.of()));
        listener.nodeFinished(new NodeReport.Succeeded("clean", timing, List.of(), List.of(), partitions));
        listener.nodeFinished(new NodeReport.Cancelled("clean", timing, partitions.subList(1, 2)));
        Map<String, Double> counts = new TreeMap<>();
        registry.get("freshet.node.partitions")
                .tag("node", "clean")
                .counters()
                .forEach(counter -> counts.put(counter.getId().getTag("action"), counter.count()));
        assertThat(counts).isEqualTo(Map.of("made", 4.0, "kept", 3.0, "removed", 1.0));
    }

    @Test
    void secrets_areInNoMeter() throws IOException {
        Files.writeString(project.resolve("conf/base/credentials.yml"), "api: {token: planted-token-of-meters}\n");
        Run.of(new Flow(2, "refused: planted-token-of-meters"))
                .conf(project.resolve("conf"))
                .retryPause(Duration.ofMillis(1))
                .listener(new MicrometerListener(registry))
                .start();
        assertThat(counts()).containsEntry("freshet.node node=tell outcome=failed", 1.0);
        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(
                        meter -> assertThat(meter.getId() + "" + meter.getId().getDescription())
                                .doesNotContain("planted-token"));
    }

    @Test
    void upToDateAndFailedRuns_areCountedByOutcome() {
        run(0);
        run(0);
        assertThat(counts())
                .containsEntry("freshet.run outcome=succeeded", 2.0)
                .containsEntry("freshet.nodes outcome=up to date", 2.0);
        double before = lastSuccess();
        clock.add(Duration.ofHours(1));
        Run.of(new Flow(2))
                .conf(project.resolve("conf"))
                .force()
                .retryPause(Duration.ofMillis(1))
                .listener(new MicrometerListener(registry))
                .start();
        assertThat(counts())
                .containsEntry("freshet.run outcome=failed", 1.0)
                .containsEntry("freshet.node node=tell outcome=failed", 1.0);
        assertThat(lastSuccess()).isEqualTo(before);
        run(0);
        assertThat(lastSuccess()).isEqualTo(clock.wallTime() / 1000.0).isGreaterThan(before);
    }

    @Test
    void listenerOnTheClassPath_usesTheGlobalRegistry() {
        Metrics.addRegistry(registry);
        try {
            Run.of(new Flow(0)).conf(project.resolve("conf")).start();
        } finally {
            Metrics.removeRegistry(registry);
        }
        assertThat(counts()).containsEntry("freshet.run outcome=succeeded", 1.0);
    }
}
