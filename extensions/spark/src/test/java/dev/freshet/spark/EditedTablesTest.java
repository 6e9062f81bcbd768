package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table that is edited after the node that takes it has ended, and before a later node reads its rows. */
final class EditedTablesTest {
    private static final String FLIGHTS = "data/flights/1.csv";
    private static final String BEFORE = "airport,delay\nZRH,20\nGVA,5\nGVA,30\n";
    private static final String EDITED = "airport,delay\nZRH,77\nGVA,5\nGVA,30\n";
    private static final String LINES = "airport,delay\nGVA,30\nZRH,20\n";
    private static final String EDITED_LINES = "airport,delay\nGVA,30\nZRH,77\n";

    @TempDir
    Path directory;

    private SparkProject project;

    @BeforeEach
    void writeProject() {
        SparkProject.session();
        project = new SparkProject(directory)
                .catalog("""
                        flights: {type: spark, path: data/flights, format: csv, header: true, schema: "airport STRING, delay INT"}
                        collected: {type: csv, path: out/collected.csv}
                        saved: {type: spark, path: out/saved.csv, format: csv, header: true, single_file: true}
                        from_held: {type: csv, path: out/from_held.csv}
                        from_outcome: {type: csv, path: out/from_outcome.csv}
                        from_cached: {type: csv, path: out/from_cached.csv}
                        count: {type: json, path: out/count.json}
                        months: {type: csv, path: "data/months/*.csv"}
                        by_month: {type: csv, path: "out/by_month/*.csv"}
                        """)
                .with(FLIGHTS, BEFORE)
                .with("data/months/1.csv", "airport,delay\nZRH,1\n")
                .with("data/months/2.csv", "airport,delay\nZRH,2\n");
    }

    @AfterEach
    void nothingBetween() {
        LateFlow.between = () -> {};
    }

    private static NodeRef node(String name) {
        return Arrays.stream(LateFlowPipeline.Nodes.class.getFields())
                .map(EditedTablesTest::value)
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static NodeRef value(java.lang.reflect.Field constant) {
        try {
            return (NodeRef) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private Run to(String node) {
        LateFlow.CALLED.clear();
        return project.run(LateFlowPipeline.create())
                .runner(Runner.sequential())
                .to(node(node));
    }

    private static List<String> changed(RunReport report, String node) {
        return report.nodes().stream()
                .filter(NodeReport.Succeeded.class::isInstance)
                .map(NodeReport.Succeeded.class::cast)
                .filter(one -> one.node().equals(node))
                .flatMap(one -> one.changedInputs().stream())
                .toList();
    }

    private String made(String file) throws IOException {
        return Files.readString(project.path("out/" + file));
    }

    /** An edit that is taken back leaves nothing to be seen, so that only what was read counts. */
    @ParameterizedTest
    @CsvSource({
        "collected, collected.csv",
        "saved, saved.csv",
        "fromHeld, from_held.csv",
        "fromOutcome, from_outcome.csv",
        "fromCached, from_cached.csv",
        "byMonth, by_month/2.csv"
    })
    void editInBetween_isNotRecorded(String node, String file) throws IOException {
        LateFlow.between = () -> project.with(FLIGHTS, EDITED);
        RunReport report = to(node).start().orThrow();
        LateFlow.between = () -> {};
        assertThat(made(file)).as("the node has read what was edited").isEqualTo(EDITED_LINES);
        assertThat(changed(report, node)).containsExactly("flights");
        project.with(FLIGHTS, BEFORE);
        to(node).start().orThrow();
        assertThat(LateFlow.CALLED).contains(node);
        assertThat(made(file)).isEqualTo(LINES);
        to(node).start().orThrow();
        assertThat(LateFlow.CALLED).isEmpty();
    }

    @Test
    void editAfterTheRowsWereCollected_isOfNoConcern() throws IOException {
        LateFlow.between = () -> project.with(FLIGHTS, "airport,delay\nBSL,77\nGVA,5\nLUG,30\n");
        RunReport report = to("count").start().orThrow();
        assertThat(changed(report, "count")).isEmpty();
        assertThat(made("count.json")).contains("2");
        project.with(FLIGHTS, BEFORE);
        to("count").start().orThrow();
        assertThat(LateFlow.CALLED).as("the names are those of what is there").isEmpty();
    }

    @Test
    void cachedRows_ofAnEarlierRun_areNotThoseOfChangedFiles() throws IOException {
        to("fromCached").start().orThrow();
        assertThat(made("from_cached.csv")).isEqualTo(LINES);
        project.with(FLIGHTS, EDITED);
        to("fromCached").start().orThrow();
        assertThat(made("from_cached.csv")).isEqualTo(EDITED_LINES);
    }
}
