package dev.freshet.runtime.run;

import dev.freshet.runtime.ForkedPipeline;

/** The contract of runners. */
final class ProcessRunnerTest extends RunnerContract {
    @Override
    protected Runner runner() {
        return Runner.processes(3, ForkedPipeline.option());
    }

    @Override
    protected String leftBehind() {
        return "did not react to being interrupted; worker process ";
    }
}
