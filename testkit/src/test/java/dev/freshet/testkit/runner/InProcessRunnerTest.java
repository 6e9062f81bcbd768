package dev.freshet.testkit.runner;

import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.runtime.run.NodeExecutor;
import dev.freshet.runtime.run.RunSetup;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.RunnerContract;

/** The contract of runners, for the smallest one. */
final class InProcessRunnerTest extends RunnerContract {
    @Override
    protected Runner runner() {
        return new Runner() {
            @Override
            public int slots(PipelineGraph graph) {
                return 3;
            }

            @Override
            public NodeExecutor start(RunSetup setup) {
                return NodeExecutor.IN_PROCESS;
            }
        };
    }
}
