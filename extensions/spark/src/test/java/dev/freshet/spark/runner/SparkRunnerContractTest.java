package dev.freshet.spark.runner;

import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.RunnerContract;
import org.junit.jupiter.api.BeforeAll;

/** The contract of runners, on a cluster of two executors. */
final class SparkRunnerContractTest extends RunnerContract {
    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    @Override
    protected Runner runner() {
        return TestCluster.runner();
    }

    @Override
    protected String leftBehind() {
        return "did not react to being interrupted; its worker on Spark was ended";
    }
}
