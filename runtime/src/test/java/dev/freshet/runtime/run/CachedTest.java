package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.DatasetRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored datasets that are kept in memory for all their readers. */
final class CachedTest {
    @TempDir
    Path project;

    private final List<String> loads = new CopyOnWriteArrayList<>();

    private Run run(TestPipeline pipeline, String catalog, int threads) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .runner(Runner.threads(threads))
                .listener(new RunListener() {
                    @Override
                    public void datasetLoaded(DatasetEvent event) {
                        loads.add(event.dataset());
                    }
                });
    }

    private static TestPipeline readers() {
        TestPipeline pipeline = new TestPipeline("a = P.a(x) -> a\nb = P.b(x) -> b\nc = P.c(x, a, b) -> c\n");
        for (String name : List.of("a", "b", "c")) {
            pipeline.node(name, (in, context) -> new Object[] {name + System.identityHashCode(in[0])});
        }
        return pipeline;
    }

    @ParameterizedTest
    @CsvSource({"true, 1, 1", "true, 3, 1", "false, 1, 3", "false, 3, 3"})
    void input_isLoadedOnceIfItIsCached(boolean cached, int threads, int times) throws IOException {
        Files.writeString(project.resolve("x.txt"), "x");
        run(readers(), "x: {type: text, path: x.txt, cached: " + cached + "}\n", threads)
                .start()
                .orThrow();
        assertThat(loads).hasSize(times).containsOnly("x");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void input_thatCannotBeLoaded_failsEachReader(int threads) throws IOException {
        Files.write(project.resolve("x.txt"), new byte[] {(byte) 0xff});
        RunReport report = run(readers(), "x: {type: text, path: x.txt, cached: true}\n", threads)
                .onFailure(FailurePolicy.KEEP_GOING)
                .start();
        assertThat(report.nodes().get(0).outcome()).isEqualTo("failed");
        assertThat(report.nodes().get(1).outcome()).isEqualTo("failed");
        assertThat(report.failure().orElseThrow().cause()).isInstanceOf(DatasetException.class);
    }

    /** Jackson would make another map of it. */
    @ParameterizedTest
    @CsvSource({"true, TreeMap", "false, LinkedHashMap"})
    void output_isHandedOnAsItIs_ifItIsCached(boolean cached, String type) throws IOException {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\n")
                .type("x", Map.class)
                .node("a", (in, context) -> new Object[] {new TreeMap<>(Map.of("k", 1))})
                .node("b", (in, context) -> new Object[] {in[0].getClass().getSimpleName()});
        RunReport report = run(pipeline, "x: {type: json, path: x.json, cached: " + cached + "}\n", 2)
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<String>("y"))).isEqualTo(type);
        assertThat(project.resolve("x.json")).exists();
    }
}
