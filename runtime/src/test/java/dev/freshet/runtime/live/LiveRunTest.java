package dev.freshet.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.KnownSecrets;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeDatasets;
import dev.freshet.runtime.hook.NodeLog;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.OutputPartitions;
import dev.freshet.runtime.hook.RunEnd;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.live.LiveSource.Update;
import dev.freshet.runtime.plan.PipelineGraph;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LiveRunTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final PipelineGraph GRAPH = PipelineGraph.parse("""
            a = P.a() -> x
            b = P.b(x) -> y
            c = P.c(x) -> z {uses=gpu:1}
            d = P.d() -> w {uses=gpu:1}
            """);

    private LiveRun live = live(GRAPH);

    private static LiveRun live(PipelineGraph graph) {
        return new LiveRun(
                () -> {
                    throw new AssertionError("nobody opened the page");
                },
                graph);
    }

    private void start(int slots, String... expected) {
        start(slots, Set.of(), expected);
    }

    private void start(int slots, Set<String> keptBack, String... expected) {
        Map<String, Duration> nodes = new HashMap<>();
        for (String node : expected) {
            nodes.put(node, Duration.ZERO);
        }
        live.runStarted(new RunStart(
                "id",
                "P",
                "local",
                Instant.EPOCH,
                GRAPH.nodeCount(),
                slots,
                Map.of("gpu", 1.0),
                nodes,
                keptBack,
                Path.of(""),
                node -> new NodeDatasets(List.of(), List.of()),
                () -> {}));
    }

    private static NodeStart started(String node) {
        return new NodeStart(node, "P." + node, Set.of(), List.of());
    }

    private static NodeReport.Timing timing() {
        return new NodeReport.Timing(Duration.ZERO, Duration.ofMillis(3), 1);
    }

    private static NodeReport succeeded(String node) {
        return new NodeReport.Succeeded(node, timing(), List.of(), List.of());
    }

    private static RunEnd end(NodeReport... nodes) {
        return new RunEnd("id", "P", Duration.ofMillis(70), List.of(nodes), true);
    }

    private JsonNode update(long known) throws InterruptedException {
        return JSON.readTree(live.after(known, Duration.ZERO).json());
    }

    /** What somebody knows who has been told of changes, by node. */
    private static final class Reader {
        private final Map<String, JsonNode> nodes = new HashMap<>();
        private String outcome = "";
        private long version;

        void take(Update update) {
            if (!update.json().isEmpty()) {
                JsonNode json = JSON.readTree(update.json());
                json.get("nodes").forEach(node -> nodes.put(node.get("name").asString(), node));
                if (json.has("run")) {
                    outcome = json.get("run").path("outcome").asString("");
                }
            }
            version = update.version();
        }
    }

    private String waits(String node) {
        return JSON.readTree(live.node(node, 0)).get("waits").asString();
    }

    @Test
    void node_goesThroughItsStates() throws InterruptedException {
        start(2, "a", "b");
        assertThat(update(0).at("/run/expected")).hasSize(2);
        live.nodeStarted(started("a"), 1);
        assertThat(update(1).at("/nodes/0/state").asString()).isEqualTo("running");
        live.nodeProgressed("a", 4, 9);
        assertThat(update(2).at("/nodes/0/done").asLong()).isEqualTo(4);
        live.nodeTried("a", timing());
        assertThat(update(3).at("/nodes/0/state").asString()).isEqualTo("saving");
        live.nodeFinished(succeeded("a"));
        JsonNode last = update(4).at("/nodes/0");
        assertThat(last.get("state").asString()).isEqualTo("succeeded");
        assertThat(last.get("took").asLong()).isEqualTo(3);
        live.runFinished(end(succeeded("a")));
        assertThat(update(5).at("/run/outcome").asString()).isEqualTo("succeeded");
        assertThat(live.after(6, SECOND).isLast()).isTrue();
    }

    @Test
    void nodeThatIsKeptBack_saysWhatHasChanged() throws InterruptedException {
        start(2, "a");
        live.nodeFinished(NodeReport.Skipped.keptBack("b", List.of(new Reason.ParameterChanged("add", "1", "2"))));
        JsonNode told = update(0).at("/nodes/0");
        assertThat(told.get("name").asString()).isEqualTo("b");
        assertThat(told.get("state").asString()).isEqualTo("kept back");
        assertThat(told.get("why").asString()).isEqualTo("parameter add 1 -> 2");
    }

    @Test
    void nodeThatWillBeKeptBack_isSaidFromTheStart_andHoldsNobodyUp() throws InterruptedException {
        start(2, Set.of("a"), "b");
        JsonNode told = update(0);
        assertThat(told.at("/run/expected").valueStream().map(JsonNode::asString))
                .containsExactly("b");
        assertThat(told.at("/run/keptBack").valueStream().map(JsonNode::asString))
                .containsExactly("a");
        assertThat(told.get("nodes")).isEmpty();
        assertThat(waits("b")).isEqualTo("its turn");
        log("a", "one");
        assertThat(update(0).at("/nodes/0/state").asString()).isEqualTo("kept back");
    }

    @Test
    void update_hasEachChangedNodeOnce_andNoOthers() throws InterruptedException {
        start(2, "a", "b");
        live.nodeStarted(started("a"), 1);
        live.nodeStarted(started("d"), 1);
        long before = live.after(0, SECOND).version();
        live.nodeProgressed("a", 1, 9);
        live.nodeProgressed("a", 2, 9);
        assertThat(update(before).get("nodes"))
                .hasSize(1)
                .allMatch(node -> node.get("done").asLong() == 2);
        assertThat(update(0).get("nodes")).hasSize(2);
        long latest = live.after(0, SECOND).version();
        assertThat(live.after(latest, Duration.ofMillis(1)).json()).isEmpty();
    }

    @Test
    void waits_areNamedByTheirCause() {
        assertThat(waits("a")).isEqualTo("the start of the run");
        start(2, "a", "b", "c", "d");
        assertThat(waits("a")).isEqualTo("its turn");
        assertThat(waits("b")).isEqualTo("a");
        live.nodeStarted(started("d"), 1);
        live.nodeStarted(started("a"), 1);
        assertThat(waits("c")).isEqualTo("a");
        live.nodeFinished(succeeded("a"));
        assertThat(waits("b")).isEqualTo("its turn");
        assertThat(waits("c")).isEqualTo("gpu");
        live.nodeStarted(started("b"), 1);
        assertThat(waits("c")).isEqualTo("a thread");
    }

    @Test
    void nodeOfAnotherRun_saysWhose() throws InterruptedException {
        start(2, "a");
        live.nodeWaits(new NodeWait("a", "ana on ci-7", "other", Instant.EPOCH));
        JsonNode node = update(0).at("/nodes/0");
        assertThat(node.get("state").asString()).isEqualTo("other run");
        assertThat(node.get("why").asString()).contains("ana on ci-7", "1970-01-01");
    }

    private void log(String node, String text) {
        live.nodeLogged(new NodeLog(node, Optional.empty(), System.Logger.Level.INFO, text));
    }

    @Test
    void log_keepsTheLastLines_ofEachNodeAndOfAll() {
        start(2, "a");
        for (int i = 0; i < 700; i++) {
            log("a", "line " + i);
        }
        JsonNode log = JSON.readTree(live.node("a", 0));
        assertThat(log.get("first").asLong()).isEqualTo(200);
        assertThat(log.get("lines")).hasSize(LiveLog.MOST_LINES);
        assertThat(log.at("/lines/0/text").asString()).isEqualTo("line 200");
        assertThat(JSON.readTree(live.node("a", 698)).get("lines")).hasSize(2);
        for (int i = 0; i < LiveLogs.MOST_LINES; i++) {
            log("node" + i % 100, "line");
        }
        assertThat(JSON.readTree(live.node("a", 0)).get("lines")).isEmpty();
        int all = IntStream.range(0, 100)
                .map(i -> JSON.readTree(live.node("node" + i, 0)).get("lines").size())
                .sum();
        assertThat(all).isEqualTo(LiveLogs.MOST_LINES);
    }

    @Test
    void logs_together_haveTheNewestLines_whateverTheOrder() {
        long seed = 7;
        Random random = new Random(seed);
        start(2, "a");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 3 * LiveLogs.MOST_LINES; i++) {
            String node = "node" + (int) Math.abs(random.nextGaussian() * 10);
            order.add(node);
            log(node, "line " + i);
        }
        Map<String, List<String>> expected = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            List<String> lines = expected.computeIfAbsent(order.get(i), node -> new ArrayList<>());
            if (i >= order.size() - LiveLogs.MOST_LINES) {
                lines.add("line " + i);
            }
        }
        expected.forEach((node, lines) -> {
            List<String> shown = new ArrayList<>();
            JSON.readTree(live.node(node, 0))
                    .get("lines")
                    .forEach(line -> shown.add(line.get("text").asString()));
            int from = Math.max(0, lines.size() - LiveLog.MOST_LINES);
            assertThat(shown).as("%s of seed %s", node, seed).isEqualTo(lines.subList(from, lines.size()));
        });
    }

    @Test
    void line_thatIsLong_isCut_andHasNoSecret() {
        KnownSecrets.add("hush-hush-hush");
        start(2, "a");
        log("a", "hush-hush-hush " + "x".repeat(5_000));
        String text = JSON.readTree(live.node("a", 0)).at("/lines/0/text").asString();
        assertThat(text).startsWith("*** xxx").endsWith(" more characters").hasSizeLessThan(LiveLog.LONGEST + 40);
    }

    @Test
    void run_thatFails_isToldOfNodesThatNobodyHeardOf() throws InterruptedException {
        start(2, "a", "b");
        NodeReport failed = new NodeReport.Failed("a", timing(), List.of(), new IllegalStateException("no"));
        live.runFinished(new RunEnd("id", "P", SECOND, List.of(failed, new NodeReport.Blocked("b", "a")), false));
        JsonNode last = update(0);
        assertThat(last.at("/run/outcome").asString()).isEqualTo("failed");
        Map<String, String> states = new HashMap<>();
        last.get("nodes")
                .forEach(node -> states.put(
                        node.get("name").asString(), node.get("state").asString()));
        assertThat(states).isEqualTo(Map.of("a", "failed", "b", "blocked"));
    }

    @Test
    void nodeThatMadePartitions_saysSoBesideWhyItRan() throws InterruptedException {
        start(2, "a", "b");
        List<Reason> reasons = List.of(new Reason.InputChanged("x", ""));
        live.nodeStarted(new NodeStart("a", "P.a", Set.of(), reasons), 1);
        List<OutputPartitions> made = List.of(OutputPartitions.of("y", Set.of("k"), 9, Set.of("l", "m")));
        live.nodeFinished(new NodeReport.Succeeded("a", timing(), reasons, List.of(), made));
        JsonNode node = update(0).get("nodes").get(0);
        assertThat(node.get("state").asString()).isEqualTo("succeeded");
        assertThat(node.get("why").asString())
                .isEqualTo(reasons.get(0).text() + "\ny: 1 partition made, 9 kept, 2 removed");
    }

    /** Whoever reads, from the start or from anywhere, fast or slowly, knows the same at the end. */
    @Test
    void readers_ofARunOnManyThreads_knowTheSameAtTheEnd() throws InterruptedException {
        List<String> names = IntStream.range(0, 400).mapToObj(i -> "node" + i).toList();
        live = live(PipelineGraph.parse(
                names.stream().map(name -> name + " = P.p() -> d" + name + "\n").collect(Collectors.joining())));
        start(4, names.toArray(String[]::new));
        AtomicBoolean isOver = new AtomicBoolean();
        List<Reader> readers = List.of(new Reader(), new Reader(), new Reader());
        List<Thread> reading = new ArrayList<>();
        for (Reader reader : readers) {
            Thread thread = new Thread(() -> {
                try {
                    while (!isOver.get()) {
                        reader.take(live.after(reader.version, Duration.ofMillis(5)));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            reading.add(thread);
        }
        List<Thread> writing = new ArrayList<>();
        for (int part = 0; part < 4; part++) {
            List<String> own = names.subList(part * 100, part * 100 + 100);
            Thread thread = new Thread(() -> play(own, new Random(own.get(0).hashCode())));
            thread.start();
            writing.add(thread);
        }
        for (Thread thread : writing) {
            thread.join();
        }
        live.runFinished(end());
        isOver.set(true);
        for (Thread thread : reading) {
            thread.join();
        }
        Reader late = new Reader();
        late.take(live.after(0, Duration.ZERO));
        for (Reader reader : readers) {
            reader.take(live.after(reader.version, Duration.ZERO));
            assertThat(reader.nodes).isEqualTo(late.nodes);
            assertThat(reader.outcome).isEqualTo("succeeded");
        }
        assertThat(late.nodes.values().stream()
                        .map(node -> node.get("state").asString())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of("succeeded", "failed"));
    }

    private void play(List<String> names, Random random) {
        for (String node : names) {
            live.nodeStarted(started(node), 1);
            for (int i = random.nextInt(5); i > 0; i--) {
                live.nodeProgressed(node, i, 9);
                log(node, "line");
            }
            live.nodeTried(node, timing());
            live.nodeFinished(
                    random.nextBoolean()
                            ? succeeded(node)
                            : new NodeReport.Failed(node, timing(), List.of(), new IllegalStateException(node)));
        }
    }

    @Test
    void times_haveWhatHasEndedAndWhatRuns() {
        assertThat(live.times()).isEmpty();
        start(2, "a", "b");
        live.nodeStarted(started("a"), 1);
        live.nodeTried("a", timing());
        live.nodeStarted(started("b"), 1);
        JsonNode times = JSON.readTree(live.times());
        assertThat(times.get("outcome").asString()).isEqualTo("running");
        Set<String> nodes = new HashSet<>();
        times.get("lanes")
                .forEach(lane -> lane.get("activities")
                        .forEach(activity -> nodes.add(activity.get("node").asString())));
        assertThat(nodes).isEqualTo(Set.of("a", "b"));
    }

    /** A waits and is called then; d waits until the other run has made it; c still waits. */
    @Test
    void times_haveWaitsForOtherRuns() {
        AtomicLong clock = new AtomicLong();
        live = new LiveRun(
                () -> {
                    throw new AssertionError("nobody opened the page");
                },
                GRAPH,
                clock::get);
        start(2, "a", "c", "d");
        at(clock, 5, () -> List.of("a", "d").forEach(this::waitForAna));
        clock.set(10_000_000);
        assertThat(lanes()).containsExactlyInAnyOrder("waits: [other run a 5-10]", "waits: [other run d 5-10]");
        at(clock, 20, () -> live.nodeStarted(started("a"), 1));
        at(clock, 30, () -> live.nodeFinished(new NodeReport.Skipped("d", NodeReport.Skipped.Cause.UP_TO_DATE, "")));
        at(clock, 40, () -> waitForAna("c"));
        at(clock, 50, () -> waitForAna("c"));
        assertThat(lanes())
                .containsExactlyInAnyOrder(
                        "nodes: [call a 20-50]",
                        "waits: [other run a 5-20, other run c 40-50]",
                        "waits: [other run d 5-30]");
        live.runFinished(end(succeeded("a")));
        assertThat(JSON.readTree(live.times())
                        .get("path")
                        .valueStream()
                        .filter(segment -> segment.path("kind").asString("").equals("other run"))
                        .map(LiveRunTest::text))
                .containsExactly("other run a 5-20");
    }

    private static void at(AtomicLong clock, long milliseconds, Runnable event) {
        clock.set(milliseconds * 1_000_000);
        event.run();
    }

    private void waitForAna(String node) {
        live.nodeWaits(new NodeWait(node, "ana on ci-7", "other", Instant.EPOCH));
    }

    private List<String> lanes() {
        return JSON.readTree(live.times())
                .get("lanes")
                .valueStream()
                .map(lane -> lane.get("group").asString() + ": "
                        + lane.get("activities")
                                .valueStream()
                                .map(LiveRunTest::text)
                                .toList())
                .toList();
    }

    private static String text(JsonNode activity) {
        return activity.get("kind").asString() + " " + activity.get("node").asString() + " "
                + activity.get("start").asLong() / 1_000_000 + "-"
                + activity.get("end").asLong() / 1_000_000;
    }

    /** Two threads make three partitions, of which two follow each other; the node goes on. */
    @Test
    void times_haveLanesOfPartitions_likeThoseOfAFinishedRun() {
        AtomicLong clock = new AtomicLong();
        live = new LiveRun(
                () -> {
                    throw new AssertionError("nobody opened the page");
                },
                PipelineGraph.parse("a = P.a(^x) -> ^y\n"),
                clock::get);
        start(2, "a");
        clock.set(10_000_000);
        live.nodeStarted(started("a"), 1);
        clock.set(40_000_000);
        live.partitionTried("a", "p", Duration.ofMillis(30));
        clock.set(50_000_000);
        live.partitionTried("a", "q", Duration.ofMillis(40));
        clock.set(70_000_000);
        live.partitionTried("a", "r", Duration.ofMillis(30));
        clock.set(80_000_000);
        assertThat(lanes())
                .containsExactly(
                        "nodes: [call a 10-80]",
                        "partitions: [partitions a 10-50]",
                        "partitions: [partitions a 10-70]");
    }
}
