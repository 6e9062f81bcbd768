package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One pipeline has tables, whose rows executors compute, and plain nodes, which workers beside the executors call. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MixedTest {
    @TempDir
    Path project;

    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    private RunReport run() throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve("conf/base")).resolve("catalog.yml"), """
                trips@records: {type: csv, path: data/trips.csv}
                trips@spark: {type: spark, path: data/trips.csv, format: csv, header: true}
                means@spark: {type: spark, path: data/means.csv, format: csv, header: true, single_file: true}
                means@records: {type: csv, path: data/means.csv}
                project: {type: text, path: project.txt}
                beside: {type: text, path: data/beside.txt}
                report: {type: text, path: data/report.txt}
                """);
        Files.writeString(project.resolve("project.txt"), project.toString());
        MixedFlow.CALLED.clear();
        return Run.of(MixedFlowPipeline.create())
                .conf(project.resolve("conf"))
                .runner(TestCluster.runner())
                .start()
                .orThrow();
    }

    @Test
    void tablesAndPlainNodes_shareTheCluster_andWhatIsFreshIsSkipped() throws IOException {
        run();
        assertThat(project.resolve("data/report.txt")).hasContent("BSL 30.5\nGVA 29.5\nZRH 28.5");
        assertThat(MixedFlow.CALLED).as("in the driver").containsExactly("means");
        assertThat(run().upToDateNodes()).isEqualTo(4);
        Files.delete(project.resolve("data/means.csv"));
        assertThat(run().upToDateNodes()).as("equal rows").isEqualTo(3);
        assertThat(MixedFlow.CALLED).containsExactly("means");
    }
}
