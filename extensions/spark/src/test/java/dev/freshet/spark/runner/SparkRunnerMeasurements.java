package dev.freshet.spark.runner;

import dev.freshet.runtime.run.ScriptedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a second executor gains, on partitions that compute. Only {@code -Dtest=SparkRunnerMeasurements} runs it; the
 * machine must have two processors that do nothing else.
 */
final class SparkRunnerMeasurements {
    private static final int PARTITIONS = Integer.getInteger("freshet.spark.partitions", 12);
    private static final int ROUNDS = Integer.getInteger("freshet.rounds", 3);
    private static final int SECONDS = Integer.getInteger("freshet.spark.seconds", 2);

    @TempDir
    Path project;

    /** The seconds of a run from nothing, when executors and workers are warm. */
    private double seconds(SparkRunner runner) {
        long start = System.nanoTime();
        ScriptedRuns.of(project, "a = P.compute(^x) -> ^y\n")
                .conf(project.resolve("conf"))
                .runner(runner)
                .force()
                .start()
                .orThrow();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The median, with as many executors of one core. */
    private double median(int executors) {
        SparkRunner runner = TestCluster.runner().set("spark.cores.max", Integer.toString(executors));
        seconds(runner);
        List<Double> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            all.add(seconds(runner));
        }
        SparkContext.getOrCreate().stop();
        System.out.println(executors + " executors: " + all + " s");
        return all.stream().sorted().toList().get(ROUNDS / 2);
    }

    @Test
    void measure() throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve("conf/base")).resolve("catalog.yml"),
                "x: {type: text, path: x/*.txt}\ny: {type: text, path: y/*.txt}\n");
        Files.createDirectories(project.resolve("x"));
        for (int i = 0; i < PARTITIONS; i++) {
            Files.writeString(project.resolve("x/" + i + ".txt"), Integer.toString(SECONDS));
        }
        double one = median(1);
        double two = median(2);
        System.out.printf("two executors are %.2f times as fast as one%n", one / two);
    }
}
