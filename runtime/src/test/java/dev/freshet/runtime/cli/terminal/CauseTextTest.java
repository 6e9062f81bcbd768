package dev.freshet.runtime.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.config.CauseText;
import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.run.WorkerException;
import dev.freshet.runtime.state.StateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

final class CauseTextTest {
    private static final DatasetException UNREADABLE =
            new DatasetException("orders", "orders.csv", "2 cells cannot be read", null);

    @Test
    void failureThatFreshetTells_hasNoClass() {
        assertThat(CauseText.line(UNREADABLE)).isEqualTo("dataset \"orders\" (orders.csv): 2 cells cannot be read");
        assertThat(CauseText.line(new StateException("the state is gone", null)))
                .isEqualTo("the state is gone");
        assertThat(CauseText.line(new WorkerException("worker process 7 ended\nat once")))
                .isEqualTo("worker process 7 ended");
        assertThat(CauseText.line(new TimeoutException("it took longer than 1s")))
                .isEqualTo("it took longer than 1s");
    }

    @Test
    void failureOfTheNode_hasItsClass_andOneLine() {
        assertThat(CauseText.line(new IllegalStateException("first\nsecond")))
                .isEqualTo("java.lang.IllegalStateException: first");
        assertThat(CauseText.line(new StackOverflowError())).isEqualTo("java.lang.StackOverflowError");
    }

    @Test
    void linesOfNodesAndPartitions_useIt() {
        NodeReport.Timing timing = new NodeReport.Timing(Duration.ZERO, Duration.ofMillis(20), 1);
        assertThat(Columns.text(new NodeReport.Failed("clean", timing, List.of(), UNREADABLE)))
                .isEqualTo("failed after 0.020 s: dataset \"orders\" (orders.csv): 2 cells cannot be read");
        assertThat(LineView.text(new PartitionFailure("clean", "a", 1, UNREADABLE, Optional.empty())))
                .isEqualTo("partition \"a\" failed: dataset \"orders\" (orders.csv): 2 cells cannot be read");
        assertThat(LineView.text(new PartitionFailure("clean", "a", 1, UNREADABLE, Optional.of(Duration.ofSeconds(1)))))
                .isEqualTo("partition \"a\": attempt 1 failed, retrying in 1.000 s: dataset \"orders\" (orders.csv): 2"
                        + " cells cannot be read");
    }
}
