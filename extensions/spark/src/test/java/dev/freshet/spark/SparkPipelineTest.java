package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of a pipeline whose tables are Spark's. */
final class SparkPipelineTest {
    static final String CATALOG = """
            flights: {type: spark, path: data/flights, format: csv, header: true, schema: "airport STRING, delay INT"}
            late: {type: spark, path: data/late}
            means: {type: spark, path: data/means}
            report: {type: csv, path: data/report.csv}
            counts: {type: spark, path: data/counts, format: json}
            """;

    @TempDir
    Path directory;

    private SparkProject project;

    @BeforeEach
    void writeProject() {
        SparkProject.session();
        project = new SparkProject(directory)
                .catalog(CATALOG)
                .with("data/flights/1.csv", "airport,delay\nZRH,20\nGVA,30\nZRH,5\n")
                .with("data/flights/2.csv", "airport,delay\nBSL,40\nZRH,40\n");
    }

    private List<String> run() {
        FlightFlow.CALLED.clear();
        project.run(FlightFlowPipeline.create()).start().orThrow();
        return FlightFlow.CALLED.stream().sorted().toList();
    }

    private String report() throws IOException {
        return Files.readString(project.path("data/report.csv"));
    }

    @Test
    void firstRun_runsAll_theNextNothing() throws IOException {
        assertThat(run()).containsExactly("counts", "late", "means", "names", "report", "typed");
        assertThat(report()).isEqualTo("airport,mean\nBSL,40.0\nGVA,30.0\nZRH,30.0\n");
        assertThat(project.files("data")).containsExactly("counts", "flights", "late", "means", "report.csv");
        assertThat(run()).isEmpty();
    }

    @Test
    void changedFileOfTheDirectory_runsWhatReadsIt() throws IOException {
        run();
        project.with("data/flights/2.csv", "airport,delay\nBSL,50\nZRH,40\n");
        assertThat(run())
                .as("counts reads late, whose rows changed")
                .containsExactly("counts", "late", "means", "names", "report", "typed");
        assertThat(report()).isEqualTo("airport,mean\nBSL,50.0\nGVA,30.0\nZRH,30.0\n");
        project.with("data/flights/2.csv", "airport,delay\nBSL,50\nZRH,40\nLUG,1\n");
        assertThat(run()).as("late is equal: the wave ends").containsExactly("late");
        project.with("data/flights/3.csv", "airport,delay\nLUG,60\n");
        assertThat(run()).contains("late", "means", "report");
        assertThat(run()).isEmpty();
    }
}
