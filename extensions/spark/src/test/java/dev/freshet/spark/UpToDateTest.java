package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.Freshet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that finds nothing to do starts no session. */
final class UpToDateTest {
    @TempDir
    Path directory;

    /** The program of a user. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.exit(Freshet.main(FlightFlowPipeline.create(), arguments));
        }
    }

    @Test
    void upToDateRun_loadsNeitherSparkNorHadoop() throws Exception {
        SparkProject.session();
        SparkProject project = new SparkProject(directory)
                .catalog(SparkPipelineTest.CATALOG)
                .with("data/flights/1.csv", "airport,delay\nZRH,20\n");
        project.run(FlightFlowPipeline.create()).start().orThrow();
        Path loaded = directory.resolve("classes.txt");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + loaded,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        "run",
                        "--conf-source",
                        directory.resolve("conf").toString())
                .redirectErrorStream(true)
                .start();
        List<String> said = program.inputReader().lines().toList();
        assertThat(program.waitFor()).as(String.join("\n", said)).isZero();
        assertThat(String.join("\n", said)).contains("up to date");
        assertThat(Files.readAllLines(loaded))
                .isNotEmpty()
                .noneMatch(line -> line.contains(" org.apache.spark.") || line.contains(" org.apache.hadoop."));
    }
}
