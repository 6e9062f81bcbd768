package dev.freshet.runtime.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeReport.Timing;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.timing.Activity.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules of the format, by which readers show or drop events. */
final class ChromeTraceTest {
    private static final int RUNS = 200 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    /** The bars of a random run, stretched so that its times are odd numbers of nanoseconds, and of partitions. */
    private static List<TraceBar> bars(Random random) {
        VirtualRun run = new VirtualRun(random, 1 + random.nextInt(4), random.nextInt(3), true);
        long stretch = 1 + random.nextInt(3_000_000);
        List<TraceBar> bars = new ArrayList<>();
        for (Activity each : run.times().activities()) {
            Activity longer = new Activity(
                    each.kind(),
                    each.node(),
                    each.dataset(),
                    each.tried(),
                    each.ready() * stretch,
                    each.start() * stretch,
                    each.end() * stretch);
            bars.add(TraceBar.of(longer, each.kind() == Kind.CALL ? "succeeded" : ""));
        }
        for (int i = random.nextInt(40); i > 0; i--) {
            long start = random.nextInt(50) * stretch;
            bars.add(TraceBar.partition("each", "p" + i, false, start, start + random.nextInt(20) * stretch));
        }
        return bars;
    }

    private static List<JsonNode> events(String text, String phase) {
        return JSON.readTree(text)
                .get("traceEvents")
                .valueStream()
                .filter(event -> event.get("ph").asString().equals(phase))
                .toList();
    }

    private static Map<Integer, List<JsonNode>> lanes(String text) {
        Map<Integer, List<JsonNode>> lanes = new TreeMap<>();
        events(text, "X")
                .forEach(event -> lanes.computeIfAbsent(event.get("tid").intValue(), lane -> new ArrayList<>())
                        .add(event));
        lanes.values()
                .forEach(lane -> lane.sort(
                        Comparator.comparingLong(event -> event.get("ts").longValue())));
        return lanes;
    }

    @Test
    void bars_ofALane_doNotOverlap_andNoneIsLost() {
        for (int number = 0; number < RUNS; number++) {
            List<TraceBar> bars = bars(new Random(SEED * 1_000_003 + number));
            String text = ChromeTrace.text(Map.of(), bars);
            assertThat(events(text, "X")).hasSameSizeAs(bars);
            for (List<JsonNode> lane : lanes(text).values()) {
                long free = 0;
                for (JsonNode event : lane) {
                    assertThat(event.get("ts").isIntegralNumber()
                                    && event.get("dur").isIntegralNumber())
                            .as("number %s: %s", number, event)
                            .isTrue();
                    assertThat(event.get("ts").longValue())
                            .as("number %s: %s", number, lane)
                            .isGreaterThanOrEqualTo(free);
                    assertThat(event.get("dur").longValue()).isNotNegative();
                    free = event.get("ts").longValue() + event.get("dur").longValue();
                }
            }
        }
    }

    @Test
    void lanes_haveNames_andNumbersThatNothingElseHas() {
        for (int number = 0; number < RUNS; number++) {
            String text = ChromeTrace.text(Map.of(), bars(new Random(SEED * 1_000_003 + number)));
            Map<Integer, Integer> processes = new TreeMap<>();
            Set<String> names = new HashSet<>();
            for (JsonNode event : events(text, "M")) {
                if (event.get("name").asString().endsWith("_name")) {
                    assertThat(names.add(event.at("/args/name").asString()))
                            .as("%s", event)
                            .isTrue();
                }
                if (event.get("name").asString().equals("thread_name")) {
                    processes.put(event.get("tid").intValue(), event.get("pid").intValue());
                }
            }
            lanes(text)
                    .forEach((lane, events) -> assertThat(events)
                            .allMatch(event -> event.get("pid").intValue() == processes.get(lane)));
            assertThat(processes.keySet()).doesNotContainAnyElementsOf(processes.values());
            assertThat(names).contains("nodes", "node 1");
        }
    }

    /** How many bars there are when one begins. One without a length is over when others begin at the same time. */
    private static long atOnce(TraceBar bar, List<TraceBar> all) {
        boolean isShort = bar.end() == bar.start();
        long latest = isShort ? bar.start() - 1 : bar.start();
        long others = all.stream()
                .filter(other -> other.start() <= latest && other.end() > bar.start())
                .count();
        return isShort ? others + 1 : others;
    }

    @Test
    void lanes_areAsFewAsBarsOfTheirGroupAtOnce() {
        for (int number = 0; number < RUNS; number++) {
            List<TraceBar> bars = bars(new Random(SEED * 1_000_003 + number));
            String text = ChromeTrace.text(Map.of(), bars);
            for (TraceBar.Group group : TraceBar.Group.values()) {
                List<TraceBar> ofGroup =
                        bars.stream().filter(bar -> bar.group() == group).toList();
                long most = ofGroup.stream()
                        .mapToLong(bar -> atOnce(bar, ofGroup))
                        .max()
                        .orElse(0);
                assertThat(lanes(text).values().stream()
                                .filter(lane -> lane.get(0).get("pid").intValue() == group.ordinal() + 1))
                        .as("number %s: %s", number, group)
                        .hasSize((int) most);
            }
        }
    }

    private String written(RunEnd end, Consumer<TraceListener> told) throws IOException {
        Path file = directory.resolve("trace.json");
        TraceListener listener = new TraceListener(file);
        told.accept(listener);
        listener.runFinished(end);
        return Files.readString(file);
    }

    private static Stream<String> told(String text, String category) {
        return events(text, "X").stream()
                .filter(event -> event.get("cat").asString().equals(category))
                .map(event -> event.get("name").asString() + " "
                        + event.at("/args/outcome").asString(""));
    }

    @Test
    void partitions_haveTheirOwnBars_withTheirFailures() throws IOException {
        Timing timing = new Timing(Duration.ZERO, Duration.ofMillis(20), 1);
        Throwable cause = new IllegalStateException("no values");
        PartitionFailure failure = new PartitionFailure("each", "b", 1, cause, Optional.of(Duration.ZERO));
        RunEnd end = new RunEnd(
                "1",
                "P",
                Duration.ofSeconds(1),
                List.of(new NodeReport.Failed("each", timing, List.of(), cause)),
                false);
        String text = written(end, listener -> {
            listener.partitionTried("each", "a", Duration.ofMillis(10));
            listener.partitionFailed(failure);
            listener.partitionTried("each", "b", Duration.ofMillis(10));
            listener.partitionTried("each", "b", Duration.ofMillis(10));
            listener.nodeTried("each", timing);
        });
        assertThat(told(text, "partition")).containsExactlyInAnyOrder("a ", "b failed", "b ");
        assertThat(told(text, "call")).containsExactly("each failed");
    }

    @Test
    void attempts_thatWereRetried_haveFailed() throws IOException {
        RunEnd end = new RunEnd(
                "1",
                "P",
                Duration.ofSeconds(1),
                List.of(new NodeReport.Cancelled("n", new Timing(Duration.ZERO, Duration.ZERO, 2))),
                false);
        String text = written(end, listener -> {
            listener.nodeTried("n", new Timing(Duration.ZERO, Duration.ZERO, 1));
            listener.nodeTried("n", new Timing(Duration.ZERO, Duration.ZERO, 2));
        });
        assertThat(told(text, "call")).containsExactlyInAnyOrder("n failed", "n cancelled");
    }
}
