package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.Run;
import dev.freshet.spark.LateFlow;
import dev.freshet.spark.LateFlowPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose runner is Spark, and whose tables are Spark's, too. */
final class TablesOnTheClusterTest {
    @TempDir
    Path directory;

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void tables_areComputedByTheClusterThatCallsTheOtherNodes() throws IOException {
        write("conf/base/catalog.yml", """
                flights: {type: spark, path: data/flights, format: csv, header: true, schema: "airport STRING, delay INT"}
                count: {type: json, path: out/count.json}
                """);
        write("data/flights/1.csv", "airport,delay\nZRH,20\nGVA,5\nGVA,30\n");
        LateFlow.CALLED.clear();
        Run.of(LateFlowPipeline.create())
                .conf(directory.resolve("conf"))
                .runner(TestCluster.runner())
                .to(LateFlowPipeline.Nodes.COUNT)
                .start()
                .orThrow();
        assertThat(LateFlow.CALLED).as("count is called in a worker").containsExactly("names");
        assertThat(Files.readString(directory.resolve("out/count.json"))).contains("2");
        assertThat(SparkSession.getDefaultSession().get().sparkContext().master())
                .isEqualTo(TestCluster.cluster().url());
    }
}
