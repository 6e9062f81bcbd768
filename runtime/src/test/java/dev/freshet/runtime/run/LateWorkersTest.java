package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.PartitionSink;
import dev.freshet.Sink;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A worker that the run takes for lost can go on, and even end its node long after another one has made it. What it
 * makes never counts.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LateWorkersTest {
    @TempDir
    Path project;

    private final CountDownLatch lost = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Thread> late = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        goOn.countDown();
        for (Thread thread : late) {
            thread.join();
        }
    }

    /** Loses the worker of the first call when its node is in the middle, and lets it end after the second. */
    private final class LosingRunner implements Runner {
        @Override
        public int slots(PipelineGraph graph) {
            return 1;
        }

        @Override
        public NodeExecutor start(RunSetup setup) {
            NodeWorker worker = new NodeWorker(setup.pipeline(), setup.catalog(), setup.runId(), setup.seed());
            return new NodeExecutor() {
                @Override
                public boolean storesItself() {
                    return true;
                }

                @Override
                public @Nullable Object[] execute(NodeCall call) throws Exception {
                    NodeWorker.Call made = worker.call(call.work(), call);
                    if (!late.isEmpty()) {
                        @Nullable Object[] values = made.run();
                        goOn.countDown();
                        late.get(0).join();
                        return values;
                    }
                    Thread thread = new Thread(() -> {
                        try {
                            made.run();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    late.add(thread);
                    thread.start();
                    lost.await();
                    throw WorkerException.lost("its machine does not answer");
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }
    }

    /** The first call waits where it is until the run has gone on without it. */
    private String call() throws InterruptedException {
        int call = calls.incrementAndGet();
        if (call == 1) {
            lost.countDown();
            goOn.await();
        }
        return "call " + call;
    }

    private void run(TestPipeline pipeline, String catalog) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), catalog);
        Run.of(pipeline)
                .conf(project.resolve("conf"))
                .runner(new LosingRunner())
                .retryPause(java.time.Duration.ofMillis(1))
                .start()
                .orThrow();
        assertThat(calls).hasValue(2);
        assertThat(late.get(0).isAlive()).as("the late worker has ended").isFalse();
    }

    /** All files of the project that are not of the state or the configuration. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> project.relativize(file).toString())
                    .filter(name -> !name.startsWith("conf") && !name.startsWith(".freshet"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void value_isThatOfTheSecondCall() throws IOException {
        run(
                new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {call()}),
                "x: {type: text, path: x.txt}\n");
        assertThat(project.resolve("x.txt")).hasContent("call 2");
        assertThat(files()).containsExactly("x.txt");
    }

    @Test
    void version_isThatOfTheSecondCall() throws IOException {
        run(
                new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> new Object[] {call()}),
                "x: {type: text, path: x.txt, versioned: true}\n");
        assertThat(files()).singleElement().asString().startsWith("x.txt/").endsWith("/x.txt");
        assertThat(project.resolve(files().get(0))).hasContent("call 2");
    }

    @Test
    @SuppressWarnings("unchecked")
    void records_areThoseOfTheSecondCall() throws IOException {
        run(
                new TestPipeline("a = P.a() -> +x\n")
                        .type("x", GenericTypes.parameterized(List.class, String.class))
                        .node("a", (in, context) -> {
                            ((Sink<Object>) in[0]).accept("first");
                            ((Sink<Object>) in[0]).accept(call());
                            return new Object[1];
                        }),
                "x: {type: jsonl, path: x.jsonl}\n");
        assertThat(project.resolve("x.jsonl")).hasContent("\"first\"\n\"call 2\"\n");
        assertThat(files()).containsExactly("x.jsonl");
    }

    @Test
    void partitions_areThoseOfTheSecondCall() throws IOException {
        Files.createDirectories(project.resolve("x"));
        Files.writeString(project.resolve("x/old.txt"), "old");
        run(
                new TestPipeline("a = P.a() -> x\n")
                        .type("x", GenericTypes.parameterized(Map.class, String.class, String.class))
                        .node("a", (in, context) -> {
                            String call = call();
                            Map<String, Object> made = new LinkedHashMap<>(Map.of("p", call));
                            made.put(call.replace(' ', '-'), call);
                            return new Object[] {made};
                        }),
                "x: {type: text, path: x/*.txt}\n");
        assertThat(files()).containsExactly("x/call-2.txt", "x/p.txt");
        assertThat(project.resolve("x/p.txt")).hasContent("call 2");
    }

    /** What the lost worker had put before it was lost stays, and what it puts later is ignored. */
    @Test
    @SuppressWarnings("unchecked")
    void partitionSink_goesOnWithWhatWasPutInTime() throws IOException {
        List<String> put = new java.util.concurrent.CopyOnWriteArrayList<>();
        run(
                new TestPipeline("a = P.a() -> #x\n")
                        .type("x", GenericTypes.parameterized(Map.class, String.class, String.class))
                        .node("a", (in, context) -> {
                            PartitionSink<Object> sink = (PartitionSink<Object>) in[0];
                            for (String key : List.of("early", "p", "q")) {
                                if (!sink.has(key)) {
                                    String text = key.equals("p") ? call() : "any";
                                    put.add(key + " " + text);
                                    sink.put(key, text);
                                }
                            }
                            return new Object[1];
                        }),
                "x: {type: text, path: x/*.txt}\n");
        assertThat(put).containsExactly("early any", "p call 2", "q any", "p call 1", "q any");
        assertThat(project.resolve("x/p.txt")).hasContent("call 2");
        assertThat(files()).containsExactly("x/early.txt", "x/p.txt", "x/q.txt");
    }
}
