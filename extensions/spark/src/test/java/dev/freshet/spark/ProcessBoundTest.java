package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with tables of Spark are called in the process of the run, and the others where its runner says. */
final class ProcessBoundTest {
    @TempDir
    Path directory;

    @Test
    void nodesWithTables_stayHere_whileOthersAreCalledInAProcess() throws IOException {
        SparkProject.session();
        SparkProject project = new SparkProject(directory)
                .catalog("""
                        flights: {type: spark, path: data/flights, format: csv, header: true, schema: "airport STRING, delay INT"}
                        count: {type: json, path: out/count.json}
                        """)
                .with("data/flights/1.csv", "airport,delay\nZRH,20\nGVA,5\nGVA,30\n");
        LateFlow.CALLED.clear();
        project.run(LateFlowPipeline.create())
                .runner(Runner.processes(1))
                .to(LateFlowPipeline.Nodes.COUNT)
                .start()
                .orThrow();
        assertThat(LateFlow.CALLED).containsExactly("names");
        assertThat(Files.readString(project.path("out/count.json")))
                .contains("\"delay\"")
                .contains("2");
    }
}
