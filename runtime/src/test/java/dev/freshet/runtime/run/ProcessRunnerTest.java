package dev.freshet.runtime.run;

import dev.freshet.runtime.ForkedPipeline;

/** The contract of runners. */
final class ProcessRunnerTest extends RunnerContract {
    @Override
    Runner runner() {
        return Runner.processes(3, ForkedPipeline.option());
    }

    @Override
    String leftBehind() {
        return "did not react to being interrupted; worker process ";
    }
}
