package dev.freshet.runtime.run;

/** The contract of runners. */
final class OneThreadRunnerTest extends RunnerContract {
    @Override
    protected Runner runner() {
        return Runner.threads(1);
    }
}
