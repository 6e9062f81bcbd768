package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.config.ConfigException;
import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunTest {
    @TempDir
    Path project;

    private Path conf(String catalog, String parameters) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(base.resolve("parameters.yml"), parameters);
        return project.resolve("conf");
    }

    private static Object[] one(Object value) {
        return new Object[] {value};
    }

    @Test
    void run_inMemory_handsValuesOnAndKeepsFreeOutputs() {
        TestPipeline pipeline = new TestPipeline("a = P.a(x) -> y\nb = P.b(y) -> z\n")
                .node("a", (in, context) -> one(in[0] + "a"))
                .node("b", (in, context) -> one(in[0] + context.node()));
        RunReport report = Run.of(pipeline)
                .runner(Runner.sequential())
                .input(new DatasetRef<String>("x"), "in-")
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<String>("z"))).isEqualTo("in-ab");
        assertThat(report.nodes())
                .hasOnlyElementsOfType(NodeReport.Succeeded.class)
                .hasSize(2);
        assertThatThrownBy(() -> report.get(new DatasetRef<String>("y")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no longer needed");
        assertThatThrownBy(() -> report.get(new DatasetRef<String>("nope")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failure_blocksDependantsAndStopsTheRest() {
        IOException thrown = new IOException("no tape");
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(y) -> z\nd = P.d() -> w\n")
                .node("a", (in, context) -> one("x"))
                .node("b", (in, context) -> {
                    throw thrown;
                });
        RunReport report = Run.of(pipeline).runner(Runner.sequential()).start();
        assertThat(report.succeeded()).isFalse();
        assertThat(report.nodes().get(0)).isInstanceOf(NodeReport.Succeeded.class);
        assertThat(report.failure().orElseThrow().cause()).isSameAs(thrown);
        assertThat(report.nodes().get(2)).isEqualTo(new NodeReport.Blocked("c", "b"));
        assertThat(report.nodes().get(3)).isEqualTo(new NodeReport.NotStarted("d"));
        assertThatThrownBy(report::orThrow)
                .isInstanceOf(RunFailedException.class)
                .hasCause(thrown);
    }

    @Test
    void preparation_namesEverythingThatIsMissingBeforeTheFirstNode() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        TestPipeline pipeline = new TestPipeline("a = P.a(stored, unknown, params:split.ratoi, params:count) -> y\n")
                .node("a", (in, context) -> one(calls.incrementAndGet()))
                .type("params:count", Integer.class)
                .type("params:split.ratoi", Double.class);
        Path conf = conf(
                "stored:\n  type: text\n  path: data/in.txt\nunknwon: {type: memory}\n",
                "split: {ratio: 0.5}\ncount: 0.5\n");
        ConfigException e = catchThrowableOfType(
                ConfigException.class,
                () -> Run.of(pipeline)
                        .runner(Runner.sequential())
                        .conf(conf)
                        .input(new DatasetRef<String>("unknwn"), "v")
                        .start());
        assertThat(e.getMessage().lines())
                .anyMatch(line -> line.contains("has no input \"unknwn\"; did you mean \"unknown\"?"))
                .anyMatch(line -> line.startsWith("conf/base/catalog.yml:1:1: ") && line.contains("data/in.txt"))
                .anyMatch(line -> line.contains("\"unknown\"") && line.contains("did you mean \"unknwon\"?"))
                .anyMatch(line -> line.contains("\"split.ratoi\"") && line.contains("split.ratio"))
                .anyMatch(line -> line.startsWith("conf/base/parameters.yml:2:8: ") && line.contains("0.5"))
                .hasSize(5);
        assertThat(calls).hasValue(0);
    }

    @Test
    void stored_isSavedAndLoadedByEachReader() throws IOException {
        List<Object> seen = new ArrayList<>();
        String made = new String("text");
        TestPipeline pipeline = new TestPipeline("a = P.a() -> t\nb = P.b(t)\nc = P.c(t)\n")
                .node("a", (in, context) -> one(made))
                .node("b", (in, context) -> {
                    seen.add(in[0]);
                    return new Object[0];
                })
                .node("c", (in, context) -> {
                    seen.add(in[0]);
                    return new Object[0];
                });
        RunReport report = Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(conf("t:\n  type: text\n  path: data/t.txt\n", ""))
                .tee(false)
                .start()
                .orThrow();
        assertThat(project.resolve("data/t.txt")).hasContent("text");
        assertThat(seen).containsExactly("text", "text");
        assertThat(seen.get(0)).isNotSameAs(made).isNotSameAs(seen.get(1));
        assertThat(report.saved()).containsKey("t");
        assertThat(report.get(new DatasetRef<String>("t"))).isEqualTo("text");
    }

    @Test
    void transcoded_readsThroughItsOwnEntry_andMustBeInTheCatalog() throws IOException {
        List<Object> seen = new ArrayList<>();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> t@text\nb = P.b(t@bytes)\n")
                .node("a", (in, context) -> one("hi"))
                .node("b", (in, context) -> {
                    seen.add(in[0]);
                    return new Object[0];
                })
                .type("t@bytes", byte[].class);
        String both = "t@text: {type: text, path: t.bin}\nt@bytes: {type: bytes, path: t.bin}\n";
        Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(conf(both, ""))
                .start()
                .orThrow();
        assertThat((byte[]) seen.get(0)).containsExactly('h', 'i');
        assertThatThrownBy(() -> Run.of(pipeline).runner(Runner.sequential()).start())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("reads \"t@bytes\" in another format than it is made in");
    }

    @Test
    void nullOutput_failsTheNodeByName() {
        TestPipeline pipeline = new TestPipeline("a = P.make() -> x\n").node("a", (in, context) -> new Object[] {null});
        assertThat(Run.of(pipeline)
                        .runner(Runner.sequential())
                        .start()
                        .failure()
                        .orElseThrow()
                        .cause())
                .hasMessage("P.make returned null for \"x\"");
    }

    @Test
    void unreadableInput_failsTheNodeThatReadsIt() throws IOException {
        Path conf = conf("x:\n  type: text\n  path: x.txt\n", "");
        Files.write(project.resolve("x.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        TestPipeline pipeline = new TestPipeline("a = P.a(x)\n");
        assertThat(Run.of(pipeline)
                        .runner(Runner.sequential())
                        .conf(conf)
                        .start()
                        .failure()
                        .orElseThrow()
                        .cause())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dataset \"x\"");
    }

    @Test
    void value_afterItsLastReader_isDropped() {
        List<WeakReference<Object>> made = new ArrayList<>();
        List<Boolean> dropped = new ArrayList<>();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x)\nc = P.c()\n")
                .type("x", Object.class)
                .node("a", (in, context) -> {
                    Object value = new byte[1 << 20];
                    made.add(new WeakReference<>(value));
                    return one(value);
                })
                .node("b", (in, context) -> new Object[0])
                .node("c", (in, context) -> {
                    for (int i = 0; i < 50 && made.get(0).get() != null; i++) {
                        System.gc();
                    }
                    dropped.add(made.get(0).get() == null);
                    return new Object[0];
                });
        Run.of(pipeline).runner(Runner.sequential()).start().orThrow();
        assertThat(dropped).containsExactly(true);
    }

    @Test
    void interrupt_stopsBeforeTheNextNode() {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x)\n").node("a", (in, context) -> {
            Thread.currentThread().interrupt();
            return one("x");
        });
        RunReport report = Run.of(pipeline).runner(Runner.sequential()).start();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.nodes().get(1)).isEqualTo(new NodeReport.NotStarted("b"));
        assertThat(report.succeeded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomGraph_givesWhatDirectEvaluationGives(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(60);
        long[] expected = new long[count];
        StringBuilder graph = new StringBuilder();
        TestPipeline[] built = new TestPipeline[1];
        int[][] inputs = new int[count][];
        for (int i = 0; i < count; i++) {
            int before = i;
            inputs[i] = random.ints(i == 0 ? 0 : random.nextInt(4), 0, Math.max(1, before))
                    .toArray();
            List<String> names =
                    Arrays.stream(inputs[i]).mapToObj(input -> "d" + input).toList();
            graph.append("n" + i + " = P.n(" + String.join(", ", names) + ") -> d" + i + "\n");
            expected[i] = i
                    + Arrays.stream(inputs[i])
                            .mapToLong(input -> expected[input] * 31)
                            .sum();
        }
        built[0] = new TestPipeline(graph.toString());
        long[] actual = new long[count];
        for (int i = 0; i < count; i++) {
            int node = i;
            built[0].type("d" + i, Long.class).node("n" + i, (in, context) -> {
                actual[node] = node
                        + Arrays.stream(in)
                                .mapToLong(value -> (long) value * 31)
                                .sum();
                return one(actual[node]);
            });
        }
        Run.of(built[0]).start().orThrow();
        assertThat(actual).as("seed " + seed).isEqualTo(expected);
    }
}
