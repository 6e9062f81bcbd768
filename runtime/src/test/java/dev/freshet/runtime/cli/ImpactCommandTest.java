package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code impact} prints. Whether it is true is judged by {@code ImpactTest} of the module processor. */
final class ImpactCommandTest {
    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline("""
                    clean = P.clean(raw) -> text
                    count = P.count(text, params:add.most) -> n
                    tell = P.tell(n) -> told
                    """)
            .type("params:add.most", Integer.class)
            .type("n", Integer.class)
            .node("clean", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("count", (in, context) -> new Object[] {((String) in[0]).length() + (int) in[1]})
            .node("tell", (in, context) -> new Object[] {"" + in[0]});

    @BeforeEach
    void writeProject() throws IOException {
        write("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                n: {type: json, path: n.json}
                told: {type: text, path: told.txt}
                """);
        write("conf/base/parameters.yml", "add: {most: 1}\n");
        write("raw.txt", " four ");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), text);
    }

    private CommandLine.Ended execute(String words) {
        return new CommandLine(pipeline, project).execute(words);
    }

    /** Returns what is printed, without times. */
    private String impact(String subject) {
        CommandLine.Ended ended = execute("impact " + subject);
        assertThat(ended.code()).as(ended.err()).isZero();
        return ended.out().replaceAll("\\d+\\.\\d{3} s", "TIME");
    }

    @Test
    void parameter_runsItsReadersAndWhatTheyNeed() {
        execute("run");
        assertThat(impact("params:add.most")).isEqualTo("""
                parameter params:add.most
                clean  will run  TIME  count needs text
                count  will run  TIME  reads params:add.most
                tell   may run   TIME  if n changes
                2 will run, usually for TIME; 1 may, for TIME
                """);
        assertThat(impact("params:add")).contains("count  may run  TIME  if params:add.most changes");
    }

    @Test
    void nodesThatHaveNotRun_haveNoTime_andRunAnyway() {
        assertThat(impact("raw")).isEqualTo("""
                the content of raw, raw.txt
                clean  will run    count needs text; it runs anyway
                count  will run    reads text; it runs anyway
                tell   may run     if n changes; it runs anyway
                2 will run, usually for TIME; 1 may, for TIME; 3 of them have not run yet
                """);
        execute("run --to-nodes count");
        assertThat(impact("raw")).endsWith("; 1 of them has not run yet\n");
    }

    @Test
    void dataset_ofANode_isMadeAgain() {
        execute("run");
        assertThat(impact("n"))
                .contains("count  will run  TIME  makes n\n", "tell   may run   TIME  if n changes\n")
                .endsWith("n is made by count: if others change it, count makes it again\n");
        assertThat(impact("text"))
                .endsWith("text is made by clean in memory: it changes when clean makes it of something else\n");
        assertThat(impact("told")).contains("1 will run");
    }

    @Test
    void unknownNames_areAnsweredWithTheNearest() {
        assertThat(execute("impact params:add.mist").err())
                .contains("no node reads the parameter \"add.mist\"; did you mean \"params:add.most\"?");
        assertThat(execute("impact tol").err())
                .contains("there is no method, field, class, resource, dataset or node \"tol\"");
        assertThat(execute("impact Sales.java:4").err()).contains("no code is known of a file Sales.java");
        assertThat(execute("impact tolt").code()).isEqualTo(2);
    }
}
