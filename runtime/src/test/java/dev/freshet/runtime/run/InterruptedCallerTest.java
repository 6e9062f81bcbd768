package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread that calls {@link Run#start} is interrupted at any time: the run is cancelled, and nothing is thrown. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptedCallerTest {
    private static final int ROUNDS = 20 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final String GRAPH = "a = P.a() -> x\nb = P.b(x) -> y\nc = P.c() -> z\nd = P.d(y, z) -> w\n";

    @TempDir
    Path project;

    private Path conf() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\nz: {type: text, path: z.txt}\n");
        return project.resolve("conf");
    }

    private static TestPipeline pipeline() {
        TestPipeline pipeline = new TestPipeline(GRAPH);
        for (String node : new String[] {"a", "b", "c", "d"}) {
            pipeline.node(node, (in, context) -> new Object[] {node});
        }
        return pipeline;
    }

    private Run run(Runner runner, Path conf) {
        return Run.of(pipeline()).runner(runner).conf(conf).force();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void interruptAtAnyTime_givesAReport(int threads) throws Exception {
        Path conf = conf();
        Runner runner = threads == 1 ? Runner.sequential() : Runner.threads(threads);
        long start = System.nanoTime();
        run(runner, conf).start().orThrow();
        long usual = System.nanoTime() - start;
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(SEED * 1_000_003 + round);
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                RunReport report = run(runner, conf).start();
                boolean cancelled = report.nodes().stream()
                        .noneMatch(node -> node instanceof NodeReport.Failed || node instanceof NodeReport.Blocked);
                return cancelled || report.failure().isEmpty();
            });
            Thread thread = new Thread(call, "caller");
            thread.start();
            LockSupport.parkNanos((long) (random.nextDouble() * usual / 2));
            thread.interrupt();
            assertThat(call.get()).as("round %d of seed %d", round, SEED).isTrue();
        }
        assertThat(run(runner, conf).start().succeeded()).isTrue();
    }

    @Test
    void threadThatIsInterruptedBefore_getsACancelledReport() throws IOException {
        Path conf = conf();
        Thread.currentThread().interrupt();
        RunReport report = run(Runner.sequential(), conf).start();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.nodes().stream().map(NodeReport::outcome)).doesNotContain("succeeded", "failed");
    }

    @Test
    void interruptOfTheNodesOwn_isItsFailure() {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\n").node("a", (in, context) -> {
            throw new InterruptedException("of the node");
        });
        RunReport report = Run.of(pipeline).runner(Runner.sequential()).start();
        assertThat(report.nodes().get(0).outcome()).isEqualTo("failed");
        assertThat(Thread.interrupted()).isFalse();
    }

    /** Nobody but the run and the node itself knows a thread of the run. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void interruptOnAThreadOfTheRun_isOfItsNode_andCancelsNothing(boolean waits) {
        Thread caller = Thread.currentThread();
        CyclicBarrier both = new CyclicBarrier(2);
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b() -> y\nc = P.c(x) -> z\nd = P.d(y) -> w\n");
        for (String node : new String[] {"a", "b"}) {
            pipeline.node(node, (in, context) -> {
                both.await();
                if (!Thread.currentThread().equals(caller)) {
                    Thread.currentThread().interrupt();
                    if (waits) {
                        new CountDownLatch(1).await();
                    }
                }
                return new Object[] {node};
            });
        }
        for (String node : new String[] {"c", "d"}) {
            pipeline.node(node, (in, context) -> new Object[] {node});
        }
        RunReport report = Run.of(pipeline)
                .runner(Runner.threads(2))
                .onFailure(FailurePolicy.KEEP_GOING)
                .start();
        String[] expected = waits
                ? new String[] {"failed", "succeeded", "blocked", "succeeded"}
                : new String[] {"succeeded", "succeeded", "succeeded", "succeeded"};
        assertThat(report.nodes().stream().map(NodeReport::outcome)).containsExactlyInAnyOrder(expected);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void flagThatANodeLeaves_cancelsNothing_ifNobodyInterrupts() {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\n")
                .node("a", (in, context) -> {
                    Thread.currentThread().interrupt();
                    return new Object[] {"a"};
                })
                .node("b", (in, context) -> new Object[] {"b"});
        Run.of(pipeline)
                .runner(Runner.sequential())
                .cancelledByInterrupt(false)
                .start()
                .orThrow();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway") // that is the mistake
    void nullArguments_areRefusedWhereTheyAreGiven() {
        Run run = Run.of(pipeline());
        assertThatThrownBy(() -> run.retryPause(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("first");
        assertThatThrownBy(() -> run.runner(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("chosen");
        assertThatThrownBy(() -> run.parameter("a", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> run.grace(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        run.waitForLock(Duration.ofSeconds(Long.MAX_VALUE))
                .grace(Duration.ofSeconds(Long.MAX_VALUE))
                .retryPause(Duration.ofSeconds(Long.MAX_VALUE))
                .start()
                .orThrow();
    }

    /** Throws an error at each event. */
    @Test
    void listenerThatThrowsErrors_isReported_andTheRunSucceeds() {
        RunReport report = Run.of(pipeline())
                .listener(new dev.freshet.runtime.hook.RunListener() {
                    @Override
                    public void nodeStarted(dev.freshet.runtime.hook.NodeStart node, int tried) {
                        throw new StackOverflowError("of the listener");
                    }

                    @Override
                    public void runFinished(dev.freshet.runtime.hook.RunEnd run) {
                        throw new OutOfMemoryError("of the listener");
                    }
                })
                .start()
                .orThrow();
        assertThat(report.warnings()).hasSizeGreaterThanOrEqualTo(4).anyMatch(text -> text.contains("of the listener"));
    }
}
