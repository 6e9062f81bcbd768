package dev.freshet.runtime.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.timing.Activity.Kind;
import dev.freshet.runtime.timing.CriticalPath.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Random schedules in virtual time. */
final class CriticalPathTest {
    private static final int RUNS = 200 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);

    private static Random random(int number) {
        return new Random(SEED * 1_000_003 + number);
    }

    private static List<Segment> path(VirtualRun run) {
        return CriticalPath.of(run.times(), new NodeGraph(run.graph()));
    }

    private static void assertTiled(List<Segment> path, VirtualRun run) {
        long time = 0;
        for (Segment segment : path) {
            assertThat(segment.start()).as("%s\n%s", segment, run).isEqualTo(time);
            assertThat(segment.nanos()).as("%s\n%s", segment, run).isPositive();
            time = segment.end();
        }
        assertThat(time).as("%s", run).isEqualTo(run.times().total());
        assertThat(path.stream().mapToLong(Segment::nanos).sum())
                .as("%s", run)
                .isEqualTo(run.times().total());
    }

    private static boolean isWithin(Segment segment, RunTimes times) {
        return segment.kind().isEmpty()
                || times.activities().stream()
                        .anyMatch(each -> each.kind() == segment.kind().get()
                                && each.node().equals(segment.node())
                                && each.dataset().equals(segment.dataset())
                                && each.start() <= segment.start()
                                && each.end() >= segment.end());
    }

    private static int number(String node) {
        return Integer.parseInt(node.substring(1));
    }

    /** Whether one node waited for what another made, or for what it held when it ended. */
    private static boolean isCause(Segment before, Segment after, VirtualRun run) {
        if (before.node().equals(after.node())
                || run.before(number(after.node())).contains(number(before.node()))) {
            return true;
        }
        RunTimes times = run.times();
        List<Activity> running = times.activities().stream()
                .filter(each -> each.kind() == Kind.CALL && each.start() < before.end() && each.end() >= before.end())
                .toList();
        Map<String, Integer> gpus = run.gpus();
        int taken = running.stream()
                .mapToInt(each -> gpus.getOrDefault(each.node(), 0))
                .sum();
        boolean isShort =
                gpus.getOrDefault(before.node(), 0) > 0 && taken + gpus.getOrDefault(after.node(), 0) > VirtualRun.GPUS;
        return before.kind().orElseThrow() == Kind.CALL && (running.size() >= times.slots() || isShort);
    }

    /** One node is called for each partition, on both threads, and another one waits for a thread meanwhile. */
    @Test
    void nodeThatWaitsForPartitions_saysSo() {
        PipelineGraph graph = PipelineGraph.parse("each = P.each(^x) -> ^y\nother = P.other(z) -> w\n");
        TimeRecorder recorder = new TimeRecorder(2, Map.of(), clock::get);
        at(10);
        at(40);
        recorder.partitionTried("each", "a", Duration.ofMillis(30));
        at(50);
        recorder.partitionTried("each", "b", Duration.ofMillis(40));
        at(70);
        recorder.partitionTried("each", "c", Duration.ofMillis(30));
        recorder.nodeTried("each", new NodeReport.Timing(Duration.ZERO, Duration.ofMillis(70), 1));
        at(95);
        recorder.nodeTried("other", new NodeReport.Timing(Duration.ofMillis(55), Duration.ofMillis(40), 1));
        RunTimes times = recorder.times(Duration.ofMillis(95));
        assertThat(times.activities().stream().filter(each -> each.kind() == Kind.PARTITIONS))
                .as("those that follow each other in one place are one")
                .hasSize(2);
        List<Segment> path = CriticalPath.of(times, new NodeGraph(graph));
        assertThat(path.stream().map(CriticalPathTest::text))
                .containsExactly(
                        "call each 0-10",
                        "call each 10-50",
                        "wait: its start, after a thread was free other 50-55",
                        "call other 55-95");
    }

    /** What {@code grouped} makes in memory is needed because {@code metrics} changed. */
    @Test
    void nodeThatIsNeededLate_followsWhatDecidedIt() {
        PipelineGraph graph = PipelineGraph.parse(
                "fit = P.fit(days) -> metrics\ngrouped = P.grouped(legs) -> hours\nreport = P.report(metrics, hours) -> page\n");
        TimeRecorder recorder = new TimeRecorder(2, Map.of(), clock::get);
        at(100);
        recorder.nodeTried("fit", new NodeReport.Timing(Duration.ZERO, Duration.ofMillis(100), 1));
        at(125);
        recorder.nodeTried("grouped", new NodeReport.Timing(Duration.ofMillis(1), Duration.ofMillis(20), 1));
        at(140);
        recorder.nodeTried("report", new NodeReport.Timing(Duration.ZERO, Duration.ofMillis(15), 1));
        List<Segment> path = CriticalPath.of(recorder.times(Duration.ofMillis(140)), new NodeGraph(graph));
        assertThat(path.stream().map(CriticalPathTest::text))
                .containsExactly(
                        "call fit 0-100",
                        "wait: what fit made, which decided that it is needed grouped 100-104",
                        "wait: the decision that it runs, and its start grouped 104-105",
                        "call grouped 105-125",
                        "call report 125-140");
    }

    /** Another run makes what {@code clean} would make, so that this run does not call it. */
    @Test
    void nodeThatAnotherRunMade_isPartOfThePath() {
        PipelineGraph graph =
                PipelineGraph.parse("read = P.read(a) -> b\nclean = P.clean(b) -> c\nsum = P.sum(c) -> d\n");
        TimeRecorder recorder = new TimeRecorder(2, Map.of(), clock::get);
        at(10);
        recorder.nodeTried("read", new NodeReport.Timing(Duration.ZERO, Duration.ofMillis(10), 1));
        at(12);
        recorder.nodeWaits(new NodeWait("clean", "ana", "1", Instant.EPOCH));
        at(90);
        NodeReport made = new NodeReport.Skipped("clean", NodeReport.Skipped.Cause.UP_TO_DATE, "");
        recorder.nodeFinished(made);
        assertThat(texts(recorder, 90, graph))
                .as("the wait may be the last of the run")
                .containsExactly(
                        "call read 0-10", "wait: what read made, to be recorded clean 10-12", "other run clean 12-90");
        at(130);
        recorder.nodeTried("sum", new NodeReport.Timing(Duration.ofMillis(5), Duration.ofMillis(30), 1));
        assertThat(texts(recorder, 130, graph))
                .containsExactly(
                        "call read 0-10",
                        "wait: what read made, to be recorded clean 10-12",
                        "other run clean 12-90",
                        "wait: what clean made, to be recorded sum 90-95",
                        "wait: the decision that it runs, and its start sum 95-100",
                        "call sum 100-130");
    }

    private static List<String> texts(TimeRecorder recorder, long millis, PipelineGraph graph) {
        return CriticalPath.of(recorder.times(Duration.ofMillis(millis)), new NodeGraph(graph)).stream()
                .map(CriticalPathTest::text)
                .toList();
    }

    private final AtomicLong clock = new AtomicLong();

    private void at(long millis) {
        clock.set(millis(millis));
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }

    private static String text(Segment segment) {
        return segment.kind().map(Kind::word).orElse("wait: " + segment.why()) + " " + segment.node() + " "
                + segment.start() / 1_000_000 + "-" + segment.end() / 1_000_000;
    }

    @Test
    void segments_addUpToTheTimeOfTheRun_andEachHasItsCause() {
        System.out.println("seed " + SEED);
        for (int number = 0; number < RUNS; number++) {
            Random random = random(number);
            VirtualRun run = new VirtualRun(random, 1 + random.nextInt(4), random.nextInt(3), true);
            List<Segment> path = path(run);
            assertTiled(path, run);
            assertThat(path).allMatch(segment -> isWithin(segment, run.times()));
            List<Segment> busy =
                    path.stream().filter(segment -> segment.kind().isPresent()).toList();
            for (int i = 1; i < busy.size(); i++) {
                assertThat(isCause(busy.get(i - 1), busy.get(i), run))
                        .as("%s, then %s of\n%s", busy.get(i - 1), busy.get(i), run)
                        .isTrue();
            }
        }
    }

    @Test
    void run_withoutScarcity_takesTheLongestWay_withoutWaits() {
        for (int number = 0; number < RUNS; number++) {
            VirtualRun run = new VirtualRun(random(number), 1_000, 0, false);
            List<Segment> path = path(run);
            assertTiled(path, run);
            assertThat(run.times().total()).as("%s", run).isEqualTo(run.longest());
            assertThat(path).as("%s", run).allMatch(segment -> segment.kind().isPresent());
        }
    }

    /** Whatever starts, starts when something ends that it waited for. */
    @Test
    void run_withScarceThreadsAndResources_hasNoWaits_ifNothingElseTakesTime() {
        for (int number = 0; number < RUNS; number++) {
            Random random = random(number);
            VirtualRun run = new VirtualRun(random, 1 + random.nextInt(4), 0, false);
            List<Segment> path = path(run);
            assertTiled(path, run);
            assertThat(path).as("%s", run).allMatch(segment -> segment.kind().isPresent());
        }
    }

    @Test
    void lanes_neverOverlap_andAreAsFewAsNodesRanAtOnce() {
        for (int number = 0; number < RUNS; number++) {
            Random random = random(number);
            VirtualRun run = new VirtualRun(random, 1 + random.nextInt(4), random.nextInt(3), true);
            List<Lane> lanes = Lane.of(run.times().activities());
            assertThat(lanes.stream().filter(lane -> lane.group().equals("nodes")))
                    .hasSizeLessThanOrEqualTo(run.times().slots());
            assertThat(lanes.stream().flatMap(lane -> lane.activities().stream()))
                    .containsExactlyInAnyOrderElementsOf(run.times().activities());
            for (Lane lane : lanes) {
                for (int i = 1; i < lane.activities().size(); i++) {
                    assertThat(lane.activities().get(i).start())
                            .as("%s", lane)
                            .isGreaterThanOrEqualTo(lane.activities().get(i - 1).end());
                }
            }
        }
    }

    @Test
    void times_areTheSameInAReport() {
        for (int number = 0; number < RUNS; number++) {
            Random random = random(number);
            RunTimes times = new VirtualRun(random, 1 + random.nextInt(4), random.nextInt(3), true).times();
            Map<String, Object> report = new LinkedHashMap<>(Map.of("schema", TimesJson.SCHEMA));
            List<Map<String, Object>> nodes = times.activities().stream()
                    .map(Activity::node)
                    .distinct()
                    .map(node -> (Map<String, Object>) new LinkedHashMap<String, Object>(Map.of("node", node)))
                    .toList();
            TimesJson.put(times, report, nodes);
            report.put("nodes", nodes);
            RunTimes read = TimesJson.read(report).orElseThrow();
            assertThat(read.activities()).containsExactlyInAnyOrderElementsOf(times.activities());
            assertThat(read.total()).isEqualTo(times.total());
            assertThat(read.capacities()).isEqualTo(times.capacities());
        }
    }

    @Test
    void report_ofAnotherSchema_hasNoTimes() {
        assertThat(TimesJson.read(Map.of())).isEmpty();
        assertThat(TimesJson.read(Map.of("schema", 3, "nodes", List.of(), "timing", Map.of())))
                .isEmpty();
        assertThat(TimesJson.read(Map.of("schema", 2, "nodes", List.of(), "timing", Map.of("slots", "x"))))
                .isEmpty();
    }
}
