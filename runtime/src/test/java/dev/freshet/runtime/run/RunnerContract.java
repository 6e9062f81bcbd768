package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.Outcome;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.DatasetRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds under every runner. A test of a runner extends it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class RunnerContract {
    @TempDir
    Path project;

    abstract Runner runner();

    private Run run(TestPipeline pipeline) {
        return Run.of(pipeline).runner(runner()).retryPause(Duration.ofMillis(1));
    }

    private Path catalog(String text) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), text);
        return project.resolve("conf");
    }

    private static Object[] one(Object value) {
        return new Object[] {value};
    }

    private static List<String> outcomes(RunReport report) {
        return report.nodes().stream().map(NodeReport::outcome).toList();
    }

    @Test
    void diamond_givesItsResult() {
        TestPipeline pipeline = new TestPipeline(
                        "a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(x) -> z\nd = P.d(y, z) -> r\n")
                .node("a", (in, context) -> one("a"))
                .node("b", (in, context) -> one(in[0] + "b"))
                .node("c", (in, context) -> one(in[0] + "c"))
                .node("d", (in, context) -> one(in[0] + "" + in[1]));
        assertThat(run(pipeline).start().orThrow().get(new DatasetRef<String>("r")))
                .isEqualTo("abac");
    }

    @Test
    void after_startsWhenTheOtherIsSaved() throws IOException {
        Path file = project.resolve("x.txt");
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b() -> y after a\n")
                .node("a", (in, context) -> one("text"))
                .node("b", (in, context) -> one(Files.readString(file)));
        RunReport report = run(pipeline)
                .conf(catalog("x: {type: text, path: x.txt}\n"))
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<String>("y"))).isEqualTo("text");
    }

    @Test
    void exclusive_runsAlone() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger beside = new AtomicInteger();
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            graph.append("n" + i + " = P.n() {" + (i % 4 == 0 ? "exclusive" : "cpus=0") + "}\n");
        }
        TestPipeline pipeline = new TestPipeline(graph.toString());
        for (int i = 0; i < 60; i++) {
            boolean exclusive = i % 4 == 0;
            pipeline.node("n" + i, (in, context) -> {
                int others = running.getAndIncrement();
                if (exclusive) {
                    beside.addAndGet(others);
                    Thread.sleep(1);
                    beside.addAndGet(running.get() - 1);
                }
                running.decrementAndGet();
                return new Object[0];
            });
        }
        run(pipeline).start().orThrow();
        assertThat(beside).hasValue(0);
    }

    @Test
    void keepGoing_runsWhatDoesNotNeedTheFailedNode() {
        TestPipeline pipeline = new TestPipeline(
                        "a = P.a() -> x\nb = P.b(x) -> y\nc = P.c() -> z\nd = P.d(y) -> u\ne = P.e(z) -> v\n")
                .node("a", (in, context) -> one("a"))
                .node("b", (in, context) -> {
                    throw new IOException("no");
                })
                .node("c", (in, context) -> one("c"))
                .node("e", (in, context) -> one("e"));
        RunReport report = run(pipeline).onFailure(FailurePolicy.KEEP_GOING).start();
        assertThat(outcomes(report)).containsExactly("done", "failed", "done", "blocked", "done");
        assertThat(report.failure().orElseThrow().cause()).isInstanceOf(IOException.class);
    }

    @Test
    void retries_areMadeUntilOneSucceeds() {
        AtomicInteger tries = new AtomicInteger();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x {retries=3}\n").node("a", (in, context) -> {
            if (tries.incrementAndGet() < 3) {
                throw new IOException("try " + tries);
            }
            return one("x");
        });
        RunReport report = run(pipeline).start().orThrow();
        assertThat(tries).hasValue(3);
        assertThat(((NodeReport.Succeeded) report.nodes().get(0)).timing().tries())
                .isEqualTo(3);
    }

    @Test
    void retries_whenAllFail_giveTheLastCause() {
        AtomicInteger tries = new AtomicInteger();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x {retries=2}\n").node("a", (in, context) -> {
            throw new IOException("try " + tries.incrementAndGet());
        });
        NodeReport.Failed failed = run(pipeline).start().failure().orElseThrow();
        assertThat(failed.cause()).hasMessage("try 3");
        assertThat(failed.timing().tries()).isEqualTo(3);
    }

    @Test
    void error_isNotRetried() {
        AtomicInteger tries = new AtomicInteger();
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x {retries=2}\n").node("a", (in, context) -> {
            throw new AssertionError("try " + tries.incrementAndGet());
        });
        assertThat(run(pipeline).start().failure().orElseThrow().cause()).hasMessage("try 1");
    }

    @Test
    void timeout_interruptsAndFails() {
        CountDownLatch interrupted = new CountDownLatch(1);
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x {timeout=20}\n").node("a", (in, context) -> {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return one("too late");
        });
        assertThat(run(pipeline).start().failure().orElseThrow().cause())
                .isInstanceOf(TimeoutException.class)
                .hasMessage("it took longer than 20ms and was interrupted");
        assertThat(interrupted.getCount()).isZero();
    }

    @Test
    void timeout_ofANodeThatDoesNotReact_leavesItBehind() {
        CountDownLatch end = new CountDownLatch(1);
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x {timeout=20}\n").node("a", (in, context) -> {
            for (boolean ended = false; !ended; ) {
                try {
                    end.await();
                    ended = true;
                } catch (InterruptedException e) {
                    // Does not react.
                }
            }
            return one("too late");
        });
        try {
            assertThat(run(pipeline)
                            .grace(Duration.ofMillis(20))
                            .start()
                            .failure()
                            .orElseThrow()
                            .cause())
                    .hasMessageContaining(
                            "did not react to being interrupted; its thread \"freshet-a\" was left behind");
        } finally {
            end.countDown();
        }
    }

    @Test
    void cancel_interruptsWhatRunsAndKeepsWhatIsDone() throws IOException, InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(y) -> z\n")
                .node("a", (in, context) -> one("a"))
                .node("b", (in, context) -> {
                    started.countDown();
                    Thread.sleep(1_000_000);
                    return one("b");
                })
                .node("c", (in, context) -> one("c"));
        Path conf = catalog("x: {type: text, path: x.txt}\nz: {type: text, path: z.txt}\n");
        RunHandle handle = run(pipeline).conf(conf).launch();
        started.await();
        handle.cancel();
        RunReport report = handle.await();
        assertThat(outcomes(report)).containsExactly("done", "cancelled", "not run");
        assertThat(report.succeeded()).isFalse();
        assertThat(report.failure()).isEmpty();
        pipeline.node("b", (in, context) -> one("b"));
        RunReport next = run(pipeline).conf(conf).start().orThrow();
        assertThat(outcomes(next)).as("the next run resumes").containsExactly("fresh", "done", "done");
        assertThat(next.get(new DatasetRef<String>("z"))).isEqualTo("c");
    }

    @Test
    void outcome_ofAFailedNode_isGivenToWhoAsksForIt() {
        TestPipeline pipeline = new TestPipeline(
                        "a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(?y, ?w) -> z\nd = P.d() -> w\ne = P.e(y)\n")
                .node("a", (in, context) -> {
                    throw new IOException("no");
                })
                .node("d", (in, context) -> one("w"))
                .node(
                        "c",
                        (in, context) -> one(((Outcome.Failure<?>) in[0]).node() + ((Outcome<?>) in[1]).orElseThrow()));
        RunReport report = run(pipeline).start();
        assertThat(outcomes(report)).containsExactly("failed", "blocked", "done", "done", "blocked");
        assertThat(report.get(new DatasetRef<String>("z"))).isEqualTo("aw");
        assertThat(report.succeeded()).isFalse();
    }

    @Test
    void failedSave_failsTheNodeAndWhatReadIt() throws IOException {
        Files.createDirectories(project.resolve("x"));
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\n")
                .node("a", (in, context) -> one("a"))
                .node("b", (in, context) -> one("b"));
        Path conf = catalog("x: {type: text, path: x}\ny: {type: text, path: y.txt}\n");
        RunReport report = run(pipeline).conf(conf).start();
        assertThat(outcomes(report)).containsExactly("failed", "blocked");
        assertThat(report.failure().orElseThrow().cause()).hasMessageContaining("dataset \"x\" (x)");
        Files.delete(project.resolve("x"));
        assertThat(outcomes(run(pipeline).conf(conf).start().orThrow())).containsExactly("done", "done");
    }
}
