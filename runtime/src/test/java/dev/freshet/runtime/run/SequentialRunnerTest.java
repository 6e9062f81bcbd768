package dev.freshet.runtime.run;

/** The contract of runners. */
final class SequentialRunnerTest extends RunnerContract {
    @Override
    Runner runner() {
        return Runner.sequential();
    }
}
