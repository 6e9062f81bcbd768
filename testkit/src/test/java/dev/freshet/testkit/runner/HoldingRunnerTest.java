package dev.freshet.testkit.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.RunnerContract;
import org.junit.jupiter.api.Test;

/** The contract of runners, for one that loads, saves and holds values itself. */
final class HoldingRunnerTest extends RunnerContract {
    private final HoldingRunner runner = new HoldingRunner();

    @Override
    protected Runner runner() {
        return runner;
    }

    @Test
    void heldValues_areReadByOtherNodes_andDroppedAfterTheLast() {
        RunReport report = run("a = P.join() -> x\nb = P.join(x) -> y\nc = P.join(x, y) -> z\n")
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<String>("z"))).isEqualTo("aabc");
        assertThat(runner.created.get()).as("x and y; nobody reads z").isEqualTo(2);
        assertThat(runner.held).isEmpty();
    }
}
