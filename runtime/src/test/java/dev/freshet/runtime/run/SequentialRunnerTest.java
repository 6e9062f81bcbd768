package dev.freshet.runtime.run;

/** The contract of runners. */
final class SequentialRunnerTest extends RunnerContract {
    @Override
    protected Runner runner() {
        return Runner.sequential();
    }
}
