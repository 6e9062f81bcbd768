package dev.freshet.runtime.run;

/** The contract of runners. */
final class AutoRunnerTest extends RunnerContract {
    @Override
    protected Runner runner() {
        return Runner.auto();
    }
}
