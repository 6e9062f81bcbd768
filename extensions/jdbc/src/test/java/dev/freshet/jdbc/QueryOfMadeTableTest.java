package dev.freshet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that query a table which does not exist when they start. */
final class QueryOfMadeTableTest {
    @TempDir
    Path directory;

    record Word(int id, String word) {}

    private final TestDatabase database = new H2Database();

    private Run describe(String graph) {
        JdbcProject project = new JdbcProject(directory, database).catalog("""
                made: {type: table, table: made, create: true, credentials: db}
                asked: {type: query, sql: "select id, word from made where id > 1", credentials: db}
                n: {type: json, path: n.json}
                """);
        JdbcProject.Records rows = new JdbcProject.Records(Word.class);
        return Run.of(new TestPipeline(graph)
                        .type("made", rows)
                        .type("asked", rows)
                        .type("n", Integer.class)
                        .node("make", (in, context) ->
                                new Object[] {List.of(new Word(1, "a"), new Word(2, "b"), new Word(3, "c"))})
                        .node("ask", (in, context) -> {
                            int count = 0;
                            for (Object ignored : (Iterable<?>) in[0]) {
                                count++;
                            }
                            return new Object[] {count};
                        }))
                .conf(project.conf());
    }

    @Test
    void query_overATableThatAnEarlierNodeMakes_isRunAfterIt() {
        Run run = describe("make = P.make() -> made\nask = P.ask(asked) -> n after make\n");
        run.start().orThrow();
        assertThat(directory.resolve("n.json")).hasContent("2");
        assertThat(run.start().orThrow().upToDateNodes()).isEqualTo(2);
    }

    @Test
    void query_overATableThatNobodyMakes_failsItsNode_andIsInTheReport() {
        RunReport report = describe("ask = P.ask(asked) -> n\n").start();
        assertThat(report.nodes()).extracting(NodeReport::outcome).containsExactly("failed");
        assertThat(report.failure().orElseThrow().cause())
                .hasMessageContaining("dataset \"asked\" (query asked of db)")
                .hasMessageMatching("(?is).*table \"?made\"? not found.*");
    }
}
