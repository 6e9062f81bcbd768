package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often runs ask a shared state. How long many nodes take by a state that needs so many milliseconds for a request:
 * {@code -Dfreshet.latency=50}.
 */
final class TeamRequestsTest {
    private static final int DATASETS = 1_000;
    private static final Duration LATENCY = Duration.ofMillis(Integer.getInteger("freshet.latency", 0));

    @TempDir
    Path root;

    @AfterEach
    void beFast() {
        CountedState.nanos = 0;
    }

    private Run describe(Path project) {
        StringBuilder graph = new StringBuilder();
        for (int node = 0; node < DATASETS; node++) {
            graph.append("n" + node + " = P.n" + node + "(raw) -> d" + node + "\n");
        }
        TestPipeline pipeline = new TestPipeline(graph.toString());
        for (int node = 0; node < DATASETS; node++) {
            pipeline.node("n" + node, (in, context) -> new Object[] {"made of " + in[0]});
        }
        return Run.of(pipeline).runner(Runner.threads(8)).conf(project.resolve("conf"));
    }

    private Path project(String name, String outputs) throws IOException {
        Path project = root.resolve(name);
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Path data = Files.createDirectories(root.resolve("data"));
        StringBuilder catalog = new StringBuilder("raw: {type: text, path: " + root + "/raw.txt}\n");
        for (int node = 0; node < DATASETS; node++) {
            catalog.append("d" + node + ": {type: text, path: " + outputs + "/d" + node + ".txt}\n");
        }
        Files.writeString(root.resolve("raw.txt"), "raw");
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(
                base.resolve("run.yml"),
                "state: counted://" + root.resolve("state") + "\nshared_paths: [" + data + "]\n");
        return project;
    }

    private static int sum(Map<String, Integer> requests) {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Test
    void runWithNothingToDo_asksTheStateAFewTimes() throws IOException {
        Path project = project("ana", root.resolve("data").toString());
        describe(project).start().orThrow();
        CountedState.taken();
        CountedState.nanos = LATENCY.toNanos();
        long begin = System.nanoTime();
        assertThat(describe(project).start().orThrow().upToDateNodes()).isEqualTo(DATASETS);
        Map<String, Integer> requests = CountedState.taken();
        assertThat(requests).isEqualTo(Map.of("list", 1, "read", 3));
        print("nothing to do", begin, requests, 4);
    }

    @Test
    void nodesOfOneRun_areRecordedTogether() throws IOException {
        CountedState.taken();
        CountedState.nanos = LATENCY.toNanos();
        Path project = project("ana", root.resolve("data").toString());
        long begin = System.nanoTime();
        describe(project).start().orThrow();
        print("shared places", begin, CountedState.taken(), 3 * DATASETS);
    }

    @Test
    void nodesOfPrivateFiles_areRecordedTogether() throws IOException {
        CountedState.taken();
        CountedState.nanos = LATENCY.toNanos();
        Path project = project("ana", "own");
        long begin = System.nanoTime();
        describe(project).start().orThrow();
        print("private places", begin, CountedState.taken(), 3 * DATASETS);
    }

    private static void print(String what, long begin, Map<String, Integer> requests, int most) {
        System.out.println(what + ": " + (System.nanoTime() - begin) / 1_000_000 + " ms, " + requests);
        assertThat(sum(requests)).isLessThanOrEqualTo(most);
    }
}
