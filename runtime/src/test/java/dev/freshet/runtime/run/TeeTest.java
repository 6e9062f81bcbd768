package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are handed on while they are being saved, and records come after the bytes. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TeeTest {
    @TempDir
    Path project;

    private final List<String> events = new CopyOnWriteArrayList<>();

    private Path catalog(String text) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), text);
        return project.resolve("conf");
    }

    private static Object[] one(Object value) {
        return new Object[] {value};
    }

    /** Makes the saves of a dataset wait: a listener is told of a save before the node counts as saved. */
    private final class Slow implements RunListener {
        private final String dataset;
        private final CountDownLatch gate;

        Slow(String dataset, CountDownLatch gate) {
            this.dataset = dataset;
            this.gate = gate;
        }

        @Override
        public void datasetSaved(DatasetEvent save) {
            if (save.dataset().equals(dataset)) {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            events.add("saved " + save.dataset());
        }

        @Override
        public void nodeStarted(NodeStart node, int tried) {
            events.add("started " + node.node());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void reader_startsWhileItsInputIsBeingSaved(int threads) throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        String made = new String("text");
        List<Object> seen = new ArrayList<>();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\n")
                .node("a", (in, context) -> one(made))
                .node("b", (in, context) -> {
                    seen.add(in[0]);
                    gate.countDown();
                    return one("b");
                });
        Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(catalog("x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\n"))
                .runner(Runner.threads(threads))
                .listener(new Slow("x", gate))
                .start()
                .orThrow();
        assertThat(seen.get(0)).isSameAs(made);
        assertThat(events).containsSubsequence("started a", "started b", "saved x");
    }

    @Test
    void lossyDataset_isReadBack() throws IOException {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\n")
                .type("x", Map.class)
                .node("a", (in, context) -> one(new TreeMap<>(Map.of("k", 1))))
                .node("b", (in, context) -> one(in[0].getClass().getSimpleName()));
        RunReport report = Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(catalog("x: {type: json, path: x.json}\n"))
                .listener(new Slow("", new CountDownLatch(0)))
                .start()
                .orThrow();
        assertThat(events).containsExactly("started a", "saved x", "started b");
        assertThat(report.get(new DatasetRef<String>("y"))).isEqualTo("LinkedHashMap");
    }

    @Test
    void handedOnList_cannotBeModified() throws IOException {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x)\n")
                .type("x", GenericTypes.parameterized(List.class, String.class))
                .node("a", (in, context) -> one(new ArrayList<>(List.of("b", "a"))))
                .node("b", (in, context) -> {
                    ((List<?>) in[0]).sort(null);
                    return new Object[0];
                });
        assertThat(Run.of(pipeline)
                        .runner(Runner.sequential())
                        .conf(catalog("x: {type: text, path: x.txt}\n"))
                        .start()
                        .failure()
                        .orElseThrow()
                        .cause())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(project.resolve("x.txt")).hasContent("b\na\n");
    }

    /** The second node's save ends first, but its record must not be there before the first node's. */
    @Test
    void record_isNotOlderThanThoseItBuildsOn() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        Path journal = project.resolve(".freshet/journal.jsonl");
        List<String> journals = new ArrayList<>();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(y) -> z\n")
                .node("a", (in, context) -> one("a"))
                .node("b", (in, context) -> one("b"))
                .node("c", (in, context) -> {
                    journals.add(Files.exists(journal) ? Files.readString(journal) : "");
                    gate.countDown();
                    return one("c");
                });
        Path conf =
                catalog("x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\nz: {type: text, path: z.txt}\n");
        Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(conf)
                .listener(new Slow("x", gate))
                .start()
                .orThrow();
        assertThat(journals.get(0)).doesNotContain("\"node\":\"b\"");
        assertThat(Files.readString(journal).indexOf("\"a\""))
                .isLessThan(Files.readString(journal).indexOf("\"b\""));
        assertThat(Run.of(pipeline)
                        .runner(Runner.sequential())
                        .conf(conf)
                        .start()
                        .upToDateNodes())
                .isEqualTo(3);
    }

    @Test
    void saves_areBounded() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        StringBuilder graph = new StringBuilder();
        StringBuilder catalog = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            graph.append("n" + i + " = P.n() -> d" + i + "\n");
            catalog.append("d" + i + ": {type: text, path: d" + i + ".txt}\n");
        }
        TestPipeline pipeline = new TestPipeline(graph.toString());
        List<String> called = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "n" + i;
            pipeline.node(name, (in, context) -> {
                called.add(name);
                return one(name);
            });
        }
        RunHandle handle = Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(catalog(catalog.toString()))
                .savesAtATime(2)
                .listener(new RunListener() {
                    @Override
                    public void datasetSaved(DatasetEvent save) {
                        try {
                            gate.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                })
                .launch();
        while (called.size() < 3) {
            Thread.onSpinWait();
        }
        try {
            // Two values are being saved and one waits for room; nothing else may be made until then.
            assertThat(called).hasSize(3);
            gate.countDown();
            handle.await().orThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(called).hasSize(6);
    }
}
