package dev.freshet.spark.runner;

import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.RunnerProvider;

/** The word {@code spark} of the command line. */
public final class SparkRunnerProvider implements RunnerProvider {
    /** For the service loader. */
    public SparkRunnerProvider() {}

    @Override
    public String word() {
        return "spark";
    }

    @Override
    public String form() {
        return "spark[:spark://host:7077]";
    }

    @Override
    public Runner runner(String master) {
        return master.isEmpty() ? SparkRunner.configured() : SparkRunner.of(master);
    }
}
