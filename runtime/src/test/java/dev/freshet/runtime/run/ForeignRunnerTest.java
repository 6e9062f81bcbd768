package dev.freshet.runtime.run;

import dev.freshet.runtime.plan.PipelineGraph;

/** The contract of runners, for one as somebody else would write it. */
final class ForeignRunnerTest extends RunnerContract {
    @Override
    Runner runner() {
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
