package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.ExportedFile.ExportedTask;
import dev.freshet.runtime.export.Words;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.local.LocalStateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks of an exported file, executed one by one as the file has them, make what one run makes. */
final class ExportedStepsTest {
    private static final int PIPELINES = 4 * Integer.getInteger("freshet.thorough", 1);

    @TempDir
    Path temporary;

    /** The program of processes. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.exit(Freshet.main(ForkedPipeline.create(), arguments));
        }
    }

    private static String conf(Path project) {
        return "--conf-source=" + project.resolve("conf");
    }

    private static String exported(CompiledPipeline pipeline, Path project, String... more) {
        List<String> words = new ArrayList<>(List.of("export", more[0], conf(project)));
        words.addAll(Arrays.asList(more).subList(1, more.length));
        CommandLine.Ended ended = new CommandLine(pipeline, project).main(words.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out();
    }

    /** The files that nodes made, by their names. */
    private static Map<String, String> outputs(Path project) throws IOException {
        Map<String, String> outputs = new TreeMap<>();
        if (Files.isDirectory(project.resolve("out"))) {
            try (Stream<Path> files = Files.walk(project.resolve("out"))) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> outputs.put(project.relativize(file).toString(), read(file)));
            }
        }
        return outputs;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the state has of each node: its code, and the versions of what it read and made, without the ids of runs. */
    private static Map<String, String> recorded(CompiledPipeline pipeline, Path project) {
        Map<String, String> recorded = new TreeMap<>();
        try (LocalStateStore store = LocalStateStore.open(project.resolve(".freshet"), warning -> {})) {
            for (NodeRecord record : store.nodes(pipeline.id())) {
                String text = record.code() + record.parameters() + record.inputs() + record.outputs();
                recorded.put(record.node(), text.replaceAll("owner=[0-9a-f-]{36}", "owner=run"));
            }
        }
        return recorded;
    }

    /** A node runs after all that it waits for. */
    private static void assertOrder(PipelineGraph graph, List<String> ran) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < ran.size(); i++) {
            last.put(ran.get(i), i);
        }
        for (int node = 0; node < graph.nodeCount(); node++) {
            int first = ran.indexOf(graph.node(node));
            for (int earlier : graph.predecessors(node)) {
                if (first >= 0 && last.containsKey(graph.node(earlier))) {
                    assertThat(first)
                            .as("%s runs before %s", graph.node(node), graph.node(earlier))
                            .isGreaterThan(last.get(graph.node(earlier)));
                }
            }
        }
    }

    /** No task can run beside one with an exclusive node. */
    private static void assertExclusive(PipelineGraph graph, ExportedFile file) {
        Map<String, Set<String>> before = file.before();
        for (int node = 0; node < graph.nodeCount(); node++) {
            String name = graph.node(node);
            if (graph.options(node).exclusive()) {
                file.tasks().stream()
                        .filter(task -> nodes(task).contains(name))
                        .forEach(alone -> before.keySet()
                                .forEach(other -> assertThat(other.equals(alone.name())
                                                || before.get(other).contains(alone.name())
                                                || before.get(alone.name()).contains(other))
                                        .as("%s may run beside %s", other, alone.name())
                                        .isTrue()));
            }
        }
    }

    private static List<String> nodes(ExportedTask task) {
        String last = task.words().get(task.words().size() - 1);
        return List.of(
                last.substring(last.indexOf("--nodes=") + "--nodes=".length()).split(","));
    }

    @Test
    void tasks_ofRandomPipelines_makeWhatOneRunMakes() throws IOException {
        int several = 0;
        int records = 0;
        for (int seed = 0; seed < PIPELINES; seed++) {
            RandomSteps random = new RandomSteps(new Random(seed));
            Path atOnce = temporary.resolve("run" + seed);
            Path step = temporary.resolve("steps" + seed);
            TestPipeline one = random.pipeline(random.write(atOnce));
            TestPipeline other = random.pipeline(random.write(step));
            String what = "seed " + seed + "\n" + random;
            CommandLine.Ended ended = new CommandLine(one, atOnce).main("run", conf(atOnce));
            assertThat(ended.code()).as(what + ended.err()).isZero();

            ExportedFile file = ExportedFile.argo(exported(other, step, "argo", "--image", "sales:1"));
            several += file.tasks().size() > 2 ? 1 : 0;
            for (ExportedTask task : file.tasks()) {
                CommandLine.Ended each =
                        new CommandLine(other, step).main(task.arguments().toArray(String[]::new));
                assertThat(each.code()).as(what + task + each.err()).isZero();
            }
            assertThat(RandomSteps.ran(step)).as(what).containsExactlyInAnyOrderElementsOf(RandomSteps.ran(atOnce));
            assertThat(outputs(step)).as(what).isEqualTo(outputs(atOnce));
            assertThat(recorded(other, step)).as(what).isEqualTo(recorded(one, atOnce));
            records += recorded(other, step).size();
            assertOrder(other.graph(), RandomSteps.ran(step));
            assertExclusive(other.graph(), file);
            assertThat(new CommandLine(other, step).main("plan", conf(step)).out())
                    .as(what)
                    .isEqualTo(new CommandLine(one, atOnce)
                            .main("plan", conf(atOnce))
                            .out());
        }
        assertThat(records).as("state entries").isGreaterThan(2 * PIPELINES);
        assertThat(several).as("pipelines with several tasks").isGreaterThan(PIPELINES / 2);
    }

    /** What a fresh checkout of a project would run. */
    private static String planned(RandomSteps random, TestPipeline pipeline, Path data) throws IOException {
        Path fresh = data.resolveSibling(data.getFileName() + " fresh");
        random.writeCheckout(fresh, data);
        return new CommandLine(pipeline, fresh).main("plan", conf(fresh)).out();
    }

    @Test
    void tasks_inCheckoutsOfTheirOwn_shareTheStateAndMakeWhatOneRunMakes() throws IOException {
        for (int seed = 4; seed < 4 + PIPELINES / 2; seed++) {
            RandomSteps random = new RandomSteps(new Random(seed));
            Path atOnce = temporary.resolve("shared run" + seed);
            Path step = temporary.resolve("shared steps" + seed);
            TestPipeline one = random.pipeline(random.write(atOnce));
            TestPipeline other = random.pipeline(random.write(step));
            random.writeCheckout(atOnce, atOnce);
            random.writeCheckout(step, step);
            String what = "seed " + seed + "\n" + random;
            assertThat(new CommandLine(one, atOnce).main("run", conf(atOnce)).code())
                    .as(what)
                    .isZero();
            ExportedFile file = ExportedFile.argo(exported(other, step, "argo", "--image", "sales:1"));
            for (ExportedTask task : file.tasks()) {
                Path checkout = temporary.resolve("pod " + seed + " " + task.name());
                random.writeCheckout(checkout, step);
                String[] words = task.arguments().stream()
                        .map(word -> word.equals(conf(step)) ? conf(checkout) : word)
                        .toArray(String[]::new);
                CommandLine.Ended each = new CommandLine(other, checkout).main(words);
                assertThat(each.code()).as(what + task + each.err()).isZero();
            }
            assertThat(RandomSteps.ran(step)).as(what).containsExactlyInAnyOrderElementsOf(RandomSteps.ran(atOnce));
            assertThat(outputs(step)).as(what).isNotEmpty().isEqualTo(outputs(atOnce));
            assertThat(planned(random, other, step)).as(what).isEqualTo(planned(random, one, atOnce));
        }
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                ForkedPipeline.option(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName());
    }

    private static void execute(List<String> words, Path directory) throws IOException, InterruptedException {
        Path out = directory.resolve("process.out");
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).as(read(out)).isZero();
    }

    @Test
    void tasks_asProcesses_makeWhatOneRunMakes() throws IOException, InterruptedException {
        ExportedFile.requirePython();
        RandomSteps random = new RandomSteps(new Random(3));
        Path atOnce = temporary.resolve("run");
        Path step = temporary.resolve("steps");
        ForkedPipeline one = ForkedPipeline.of(RandomSteps.class, random.write(atOnce));
        assertThat(new CommandLine(one, atOnce).main("run", conf(atOnce)).code())
                .isZero();

        ForkedPipeline other = ForkedPipeline.of(RandomSteps.class, random.write(step));
        String text = exported(other, step, "airflow", "--directory=" + step, "--command=" + Words.join(java()));
        ExportedFile file = ExportedFile.airflow(ExportedFile.dag(temporary, text, 3));
        assertThat(file.tasks()).hasSizeGreaterThan(2);
        for (ExportedTask task : file.tasks()) {
            execute(task.words(), Path.of(task.all().get("directory").asString()));
        }
        assertThat(outputs(step)).isEqualTo(outputs(atOnce));
        assertThat(recorded(other, step)).isEqualTo(recorded(one, atOnce));
        assertThat(RandomSteps.ran(step)).containsExactlyInAnyOrderElementsOf(RandomSteps.ran(atOnce));
    }
}
