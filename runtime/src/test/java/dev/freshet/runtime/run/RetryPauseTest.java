package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that stops while a node waits for its next attempt, which would be tomorrow. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RetryPauseTest {
    private final CountDownLatch paused = new CountDownLatch(1);
    private final TestPipeline pipeline = new TestPipeline("a = P.a() -> x {retries=5}\nb = P.b() -> y\n")
            .node("a", (in, context) -> {
                throw new IOException("no luck");
            })
            .node("b", (in, context) -> {
                paused.await();
                throw new IOException("the end");
            });

    private Run run() {
        return Run.of(pipeline)
                .runner(Runner.threads(2))
                .retryPause(Duration.ofDays(1))
                .listener(new RunListener() {
                    @Override
                    public void nodeRetried(String node, int tried, Throwable cause, Duration pause) {
                        paused.countDown();
                    }
                });
    }

    @Test
    void nodeInItsPause_whenAnotherFails_failsWithItsLastFailure() {
        RunReport report = run().start();
        assertThat(report.nodes().get(0)).isInstanceOfSatisfying(NodeReport.Failed.class, node -> {
            assertThat(node.cause()).hasMessage("no luck");
            assertThat(node.timing().tries()).isEqualTo(1);
        });
        assertThat(report.nodes().get(1).outcome()).isEqualTo("failed");
    }

    @Test
    void nodeInItsPause_whenTheRunIsCancelled_isCancelled() throws InterruptedException {
        RunHandle handle = run().only(new NodeRef("a")).launch();
        paused.await();
        handle.cancel();
        RunReport report = handle.await();
        assertThat(report.nodes()).extracting(NodeReport::outcome).containsExactly("cancelled");
    }
}
