package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.timeline.TimedGraph;
import dev.freshet.runtime.timeline.TimedGraph.TimedNode;
import dev.freshet.runtime.timeline.Timeline;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random graphs with resources, files and order without data, on each runner: nodes note when they start and end. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TimelineRunsTest {
    private static final int GRAPHS = 10 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int MOST_NODES = 40;
    private static final int PARTITIONS_OF_A_NODE = 5;
    private static final Type PARTITIONS = GenericTypes.parameterized(Map.class, String.class, String.class);

    @TempDir(factory = HistoriesTest.InMemory.class)
    Path directory;

    enum Kind {
        SEQUENTIAL(Runner.sequential(), 1, 1),
        THREADS_3(Runner.threads(3), 3, 1),
        THREADS_8(Runner.threads(8), 8, 1),
        PROCESSES_3(Runner.processes(3, ForkedPipeline.option()), 3, 10);

        private final Runner runner;
        private final int atOnce;
        private final int rarity;

        Kind(Runner runner, int atOnce, int rarity) {
            this.runner = runner;
            this.atOnce = atOnce;
            this.rarity = rarity;
        }
    }

    /** Nodes that note their times in a file, and whether what must be saved before them is. */
    public static final class Noting implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            Path project = Path.of(lines.get(0));
            int count = Integer.parseInt(lines.get(1));
            TestPipeline pipeline = new TestPipeline(String.join("\n", lines.subList(2 + count, lines.size())));
            PipelineGraph graph = pipeline.graph();
            for (int node = 0; node < count; node++) {
                if (graph.eachInput(node) >= 0) {
                    pipeline.type("parts", PARTITIONS).type(graph.dataset(graph.outputs(node)[0]), PARTITIONS);
                }
            }
            for (int number = 0; number < count; number++) {
                String[] words = lines.get(2 + number).split(" ");
                long nanos = Long.parseLong(words[0]) * 5_000;
                String node = "n" + number;
                pipeline.node(node, (in, context) -> {
                    String name = node + " " + context.partition().orElse("0");
                    note(project, "start " + name + " " + System.nanoTime());
                    for (int i = 1; i < words.length; i++) {
                        if (!Files.exists(project.resolve(words[i]))) {
                            note(project, "unsaved " + name + " " + words[i]);
                        }
                    }
                    LockSupport.parkNanos(nanos);
                    note(project, "end " + name + " " + System.nanoTime());
                    return new Object[] {node};
                });
            }
            return pipeline;
        }

        private static void note(Path project, String line) throws IOException {
            Files.writeString(
                    project.resolve("notes"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Only partitions that are stored are made side by side in worker processes. */
    private static boolean isStored(TimedNode node, boolean stores) {
        return node.partitions() > 0 || (stores && node.number() % 2 == 0);
    }

    private static ForkedPipeline pipeline(TimedGraph graph, Path project, boolean stores) {
        List<String> lines = new ArrayList<>(
                List.of(project.toString(), Integer.toString(graph.nodes().size())));
        for (TimedNode node : graph.nodes()) {
            StringBuilder line = new StringBuilder(Long.toString(node.duration()));
            node.after().stream()
                    .filter(each -> isStored(graph.nodes().get(each), stores))
                    .forEach(each -> line.append(" d").append(each));
            lines.add(line.toString());
        }
        lines.add(graph.text());
        return ForkedPipeline.of(Noting.class, lines);
    }

    private static Path catalog(TimedGraph graph, Path project, boolean stores) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Path parts = Files.createDirectories(project.resolve("parts"));
        StringBuilder catalog = new StringBuilder("parts: {type: text, path: parts/*}\n");
        for (TimedNode node : graph.nodes()) {
            for (int partition = 0; partition < node.partitions(); partition++) {
                Files.writeString(parts.resolve(Integer.toString(partition)), "");
            }
            if (isStored(node, stores)) {
                String files = node.partitions() == 0 ? "" : "/*";
                catalog.append("d" + node.number() + ": {type: text, path: d" + node.number() + files + "}\n");
            }
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        return project.resolve("conf");
    }

    private static Timeline read(TimedGraph graph, Path project, List<String> unsaved) throws IOException {
        Timeline timeline = new Timeline(graph);
        for (String line : Files.readAllLines(project.resolve("notes"))) {
            String[] words = line.split(" ");
            int node = Integer.parseInt(words[1].substring(1));
            int partition = Integer.parseInt(words[2]);
            switch (words[0]) {
                case "start" -> timeline.start(node, partition, Long.parseLong(words[3]));
                case "end" -> timeline.end(node, partition, Long.parseLong(words[3]));
                default -> unsaved.add(line);
            }
        }
        return timeline;
    }

    @ParameterizedTest
    @EnumSource
    void randomGraphs_runAsPromised(Kind kind) throws IOException {
        for (int number = 0; number < Math.max(1, GRAPHS / kind.rarity); number++) {
            Random random = new Random(SEED * 1_000_003 + number * 31L + kind.ordinal());
            TimedGraph graph =
                    TimedGraph.random("graph " + number + " of seed " + SEED, random, MOST_NODES, PARTITIONS_OF_A_NODE);
            boolean stores = random.nextInt(3) == 0;
            Path project = Files.createDirectories(directory.resolve(kind + "-" + number));
            Run.of(pipeline(graph, project, stores))
                    .conf(catalog(graph, project, stores))
                    .runner(kind.runner)
                    .tee(random.nextBoolean())
                    .capacity("cpus", Integer.toString(Math.max(TimedGraph.CPUS, kind.atOnce)))
                    .capacity("memory", TimedGraph.MEMORY + "B")
                    .capacity("gpu", Integer.toString(TimedGraph.GPUS))
                    .capacity("line", Integer.toString(TimedGraph.LINES))
                    .start()
                    .orThrow();
            List<String> unsaved = new ArrayList<>();
            Timeline timeline = read(graph, project, unsaved);
            assertThat(unsaved).as("%s", graph).isEmpty();
            assertThat(timeline.faults(kind.atOnce)).as("%s", graph).isEmpty();
            if (kind == Kind.SEQUENTIAL) {
                assertThat(timeline.order())
                        .as("%s, stores %s", graph, stores)
                        .isEqualTo(graph.nodes().stream()
                                .flatMap(node -> Collections.nCopies(node.calls(), node.number()).stream())
                                .toList());
            }
            HistoriesTest.delete(project);
        }
    }
}
