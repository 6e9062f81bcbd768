package dev.freshet.runtime.run;

/** The contract of runners. */
final class ThreadRunnerTest extends RunnerContract {
    @Override
    protected Runner runner() {
        return Runner.threads(4);
    }
}
