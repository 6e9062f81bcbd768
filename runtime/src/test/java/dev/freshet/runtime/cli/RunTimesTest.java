package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.timing.Activity;
import dev.freshet.runtime.timing.Activity.Kind;
import dev.freshet.runtime.timing.CriticalPath;
import dev.freshet.runtime.timing.CriticalPath.Segment;
import dev.freshet.runtime.timing.NodeGraph;
import dev.freshet.runtime.timing.RunTimes;
import dev.freshet.runtime.timing.TimesJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The times that runs leave. */
final class RunTimesTest {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(15);
    private static final String GRAPH = """
            clean = P.clean(raw) -> text
            count = P.count(text) -> n {retries=1}
            tell = P.tell(n) -> told
            """;

    @TempDir
    Path project;

    private final AtomicInteger calls = new AtomicInteger();
    private final TestPipeline pipeline = new TestPipeline(GRAPH)
            .type("n", Integer.class)
            .node("clean", (in, context) -> {
                sleep();
                return new Object[] {((String) in[0]).strip()};
            })
            .node("count", (in, context) -> {
                sleep();
                if (calls.incrementAndGet() == 1) {
                    throw new IOException("for once");
                }
                return new Object[] {((String) in[0]).length()};
            })
            .node("tell", (in, context) -> new Object[] {"" + in[0]});

    private static void sleep() {
        long end = System.nanoTime() + PAUSE;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                raw: {type: text, path: raw.txt}
                n: {type: json, path: n.json}
                told: {type: text, path: told.txt}
                """);
        Files.writeString(project.resolve("raw.txt"), " four ");
    }

    private void run(String words) {
        CommandLine.Ended ended = new CommandLine(pipeline, project).execute(words);
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private RunTimes times() throws IOException {
        try (Stream<Path> files = Files.list(project.resolve(".freshet/runs"))) {
            Path file = files.findFirst().orElseThrow();
            @SuppressWarnings("unchecked")
            Map<String, Object> report = new JsonMapper().readValue(Files.readString(file), Map.class);
            return TimesJson.read(report).orElseThrow();
        }
    }

    private static List<Activity> of(RunTimes times, Kind kind, String node) {
        return times.activities().stream()
                .filter(each -> each.kind() == kind && each.node().equals(node))
                .toList();
    }

    @Test
    void report_hasLoadsAttemptsPausesAndSaves_inTheirOrder() throws IOException {
        run("run");
        RunTimes times = times();
        Activity load = of(times, Kind.LOAD, "clean").get(0);
        Activity clean = of(times, Kind.CALL, "clean").get(0);
        List<Activity> counts = of(times, Kind.CALL, "count");
        Activity pause = of(times, Kind.PAUSE, "count").get(0);
        Activity save = of(times, Kind.SAVE, "count").get(0);
        assertThat(load.dataset()).isEqualTo("raw");
        assertThat(load.end()).isBetween(clean.start(), clean.end());
        assertThat(clean.end() - clean.start()).isGreaterThanOrEqualTo(PAUSE);
        assertThat(counts).extracting(Activity::tried).containsExactly(1, 2);
        assertThat(counts.get(0).start()).isGreaterThanOrEqualTo(clean.end());
        assertThat(pause.start()).isGreaterThanOrEqualTo(counts.get(0).end());
        assertThat(counts.get(1).start()).isGreaterThanOrEqualTo(pause.end());
        assertThat(save.dataset()).isEqualTo("n");
        assertThat(save.end()).isGreaterThanOrEqualTo(counts.get(1).end());
        assertThat(times.total()).isGreaterThanOrEqualTo(save.end());
    }

    @Test
    void criticalPath_ofARun_addsUp_andHasAllThatTookTime() throws IOException {
        run("run");
        RunTimes times = times();
        List<Segment> path = CriticalPath.of(times, new NodeGraph(PipelineGraph.parse(GRAPH)));
        assertThat(path.stream().mapToLong(Segment::nanos).sum()).isEqualTo(times.total());
        assertThat(path)
                .extracting(segment -> segment.kind().map(Kind::word).orElse("wait") + " " + segment.node())
                .containsSubsequence("call clean", "call count", "pause count", "call count");
    }

    @Test
    void trace_hasAnEventForEachActivity() throws IOException {
        Path file = project.resolve("traces/run.json");
        run("run --trace " + file);
        JsonNode events = new JsonMapper().readTree(Files.readString(file)).get("traceEvents");
        long expected = times().activities().size();
        int found = 0;
        for (JsonNode event : events) {
            if (event.get("ph").asString().equals("X")) {
                found++;
                assertThat(event.get("dur").asDouble()).isNotNegative();
                assertThat(event.get("args").get("node").asString()).isIn("clean", "count", "tell");
            }
        }
        assertThat(found).isEqualTo(expected);
        assertThat(events.toString()).contains("\"name\":\"nodes\"", "\"name\":\"loads\"", "\"cat\":\"pause\"");
    }
}
