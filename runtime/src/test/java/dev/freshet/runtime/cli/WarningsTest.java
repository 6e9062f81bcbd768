package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.run.Run;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run warns of is on standard error, since a new project has no log. */
final class WarningsTest {
    @TempDir
    Path project;

    /** A row of the table. */
    public record Row(int n) {}

    /** A service describes a run once and starts it every night. */
    @Test
    void runThatIsStartedAgain_hasItsWarningsAgain() throws IOException {
        Run run = describedRun();
        assertThat(run.start().orThrow().warnings()).isEmpty();
        for (int night = 0; night < 2; night++) {
            cutJournal();
            assertThat(run.start().orThrow().warnings())
                    .singleElement()
                    .asString()
                    .contains("journal.jsonl");
        }
    }

    @Test
    void runThatIsStartedAgain_tellsItsListenerAgain() throws IOException {
        List<String> told = new ArrayList<>();
        Run run = describedRun().onWarning(told::add);
        run.start().orThrow();
        assertThat(told).isEmpty();
        for (int night = 1; night <= 2; night++) {
            cutJournal();
            assertThat(run.start().orThrow().warnings()).isEmpty();
            assertThat(told)
                    .hasSize(night)
                    .allSatisfy(warning -> assertThat(warning).contains("journal.jsonl"));
        }
    }

    private Run describedRun() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "n: {type: text, path: n.txt}\n");
        TestPipeline pipeline = new TestPipeline("a = P.a() -> n\n").node("a", (in, context) -> new Object[] {"1"});
        return Run.of(pipeline).conf(project.resolve("conf")).force();
    }

    private void cutJournal() throws IOException {
        Files.writeString(project.resolve(".freshet/journal.jsonl"), "cut", StandardOpenOption.APPEND);
    }

    @Test
    void warningsOfARun_areOnStandardError_andWithJsonToo() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "rows: {type: csv, path: rows.csv, bad-rows: skip}\nn: {type: text, path: n.txt}\n");
        Files.writeString(project.resolve("rows.csv"), "n\n1\nx\n3\n");
        TestPipeline pipeline = new TestPipeline("a = P.a(rows) -> n\n")
                .type("rows", GenericTypes.parameterized(List.class, Row.class))
                .node("a", (in, context) -> new Object[] {String.valueOf(((List<?>) in[0]).size())});
        for (String words : List.of("run --force", "run --force --json")) {
            CommandLine.Ended ended = new CommandLine(pipeline, project).execute(words);
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.err())
                    .contains("1 row was left out because of bad cells or lines")
                    .contains("rows.csv:3:1: column \"n\": \"x\" is not an int");
        }
        assertThat(project.resolve("n.txt")).hasContent("2");
    }
}
