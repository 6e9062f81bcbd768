package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.Outcome;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.RunListener;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes that take a failure as their input run although the run stops at failures. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OutcomeReadersTest {
    private static Object[] fail(String message) {
        throw new IllegalStateException(message);
    }

    private static List<String> outcomes(TestPipeline pipeline, int threads, boolean heard) {
        Run run = Run.of(pipeline).runner(threads == 1 ? Runner.sequential() : Runner.threads(threads));
        if (heard) {
            run.listener(new RunListener() {});
        }
        return run.start().nodes().stream().map(node -> node.outcome()).toList();
    }

    /** The first failure is handled, the second one is not and stops the run before the reader of the first starts. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherFailure_doesNotKeepTheReaderFromRunning(boolean heard) {
        TestPipeline pipeline = new TestPipeline("""
                        a = P.a() -> x
                        b = P.b() -> y
                        base = P.base() -> v
                        other = P.other() -> o
                        read = P.read(?x, v) -> z
                        after = P.after(o) -> w
                        """)
                .node("a", (in, context) -> fail("a"))
                .node("b", (in, context) -> fail("b"))
                .node("base", (in, context) -> new Object[] {"base"})
                .node("other", (in, context) -> new Object[] {"other"})
                .node("read", (in, context) -> new Object[] {in[0] instanceof Outcome.Failure ? "told" : "not told"})
                .node("after", (in, context) -> new Object[] {"after"});
        assertThat(outcomes(pipeline, 1, heard))
                .containsExactly("failed", "failed", "succeeded", "not run", "succeeded", "not run");
    }

    /** The run has stopped when the node fails whose failure is an input. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failureAfterTheRunStopped_isToldToItsReader(boolean heard) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        TestPipeline pipeline = new TestPipeline("""
                        a = P.a() -> x
                        b = P.b() -> y
                        read = P.read(?x) -> z
                        last = P.last(z) -> w
                        """)
                .node("a", (in, context) -> {
                    begun.countDown();
                    stopped.await();
                    return fail("a");
                })
                .node("b", (in, context) -> {
                    begun.await();
                    new Thread(stopped::countDown).start();
                    return fail("b");
                })
                .node("read", (in, context) -> new Object[] {in[0] instanceof Outcome.Failure ? "told" : "not told"})
                .node("last", (in, context) -> new Object[] {"last"});
        List<String> outcomes = outcomes(pipeline, 2, heard);
        assertThat(outcomes.subList(0, 3)).containsExactly("failed", "failed", "succeeded");
    }
}
