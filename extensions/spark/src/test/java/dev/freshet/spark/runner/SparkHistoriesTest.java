package dev.freshet.spark.runner;

import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Histories;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@link Histories} on a cluster. More by hand: {@code -Dfreshet.spark.histories=300 -Dfreshet.seed=7}. */
final class SparkHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("freshet.spark.histories", 20);
    private static final long SEED = Long.getLong("freshet.seed", 1);

    @TempDir
    Path directory;

    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    /** One after the other, since workers know only one pipeline at a time. */
    @Test
    void run_onSpark_isMinimalAndEqualsACleanBuild() {
        Histories histories = new Histories(directory, SEED);
        Histories.Manner spark =
                new Histories.Manner("SPARK", TestCluster.runner(), true, FailurePolicy.KEEP_GOING, true);
        IntStream.range(0, HISTORIES).forEach(number -> histories.history(number, spark));
        System.out.println(HISTORIES + " histories on Spark from " + histories);
    }
}
