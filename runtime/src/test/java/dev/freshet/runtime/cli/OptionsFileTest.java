package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of {@code run} in a file. */
final class OptionsFileTest {
    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline(
                    "clean = P.clean(raw, params:clean) -> text\ncount = P.count(text, params:note, params:sizes) -> n\n")
            .type("text", String.class)
            .type("n", String.class)
            .type("params:clean", Map.class)
            .type("params:note", String.class)
            .type("params:sizes", List.class)
            .node("clean", (in, context) -> new Object[] {((String) in[0]).strip() + in[1]})
            .node("count", (in, context) -> new Object[] {in[0] + " " + in[1] + " " + in[2]});

    @BeforeEach
    void writeProject() throws IOException {
        write("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                text: {type: text, path: text.txt}
                n: {type: text, path: n.txt}
                """);
        write("conf/base/parameters.yml", "clean: {depth: 1, names: [a]}\nnote: x\nsizes: [1]\n");
        write("raw.txt", "4");
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), content);
    }

    private Ended run(String options, String... more) throws IOException {
        write("night.yml", options);
        String words = "run --config " + project.resolve("night.yml");
        return new CommandLine(pipeline, project).execute(words, more);
    }

    private String stored() throws IOException {
        return Files.readString(project.resolve("n.txt"));
    }

    @Test
    void options_countAsOnTheCommandLine() throws IOException {
        Ended ended = run("""
                env: local
                runner: threads:2
                keep-going: true
                force: false
                seed: 7
                params:
                  clean:
                    depth: 3
                    names: [b, "c, d", 'true']
                  note: 'a, "b" = c'
                  sizes: []
                capacity:
                  gpu: 1
                  memory: 1GB
                to-nodes: [count]
                """);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.code()).isZero();
        assertThat(stored()).isEqualTo("4{depth=3, names=[b, c, d, true]} a, \"b\" = c []");
        assertThat(run("nodes: clean\nforce: true\n").out()).contains("1 of 1 nodes succeeded");
        assertThat(run("nodes: clean\nforce: true\ndry-run: true\n").out()).contains("1 of 1 node would run");
    }

    @Test
    void commandLine_overridesTheFile_andParametersAreJoined() throws IOException {
        String options = "nodes: [count]\nseed: 1\nparams: {note: of the file, sizes: [2]}\n";
        assertThat(run(options, "--nodes", "clean", "--seed", "2").out()).contains("1 of 1 nodes succeeded");
        assertThat(project.resolve("text.txt")).exists();
        assertThat(project.resolve("n.txt")).doesNotExist();
        assertThat(run(options, "--params", "note=of the command").code()).isZero();
        assertThat(stored()).endsWith(" of the command [2]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            from_nodes: clean      | 1:1: "run" has no option "from_nodes"; did you mean "from-nodes"?
            json: true             | 1:1: "json" is for the command line only
            config: x.yml          | 1:1: "config" is for the command line only
            force: 'yes'           | 1:8: "force" must be true or false
            seed: x                | 1:7: --seed must be a whole number, not "x"
            runner: thread         | 1:9: There is no runner "thread"; did you mean "threads"?
            seed: {a: 1}           | 1:7: "seed" is written here as it is on the command line: a value is missing, or is nested too deep
            tags:                  | 1:6: "tags" is written here as it is on the command line: a value is missing, or is nested too deep
            load-versions: [model] | 1:16: "model" is not a dataset and a version; write it as in model:2026-01-31T12.00.00.000Z
            params: note           | 1:9: "note" is not a parameter with its value; write it as in --params split.ratio=0.8,seed=1, and quote a value that has commas
            """)
    void mistake_hasItsPlaceInTheFile(String options, String message) throws IOException {
        assertThat(run(options)).isEqualTo(new Ended(2, "", project.resolve("night.yml") + ":" + message + "\n"));
    }

    @Test
    void allMistakes_areToldAtOnce() throws IOException {
        assertThat(run("sed: 1\nforce: 2\n").err().lines()).hasSize(2);
    }

    @Test
    void nameThatThePipelineLacks_hasItsPlaceInTheFile() throws IOException {
        String place = " (" + project.resolve("night.yml") + ":2:";
        assertThat(run("force: true\nparams: {nota: 1}\n").err())
                .isEqualTo("--params nota" + place + "10): there is no parameter \"nota\"; did you mean \"note\"?\n");
        assertThat(run("force: true\nnodes: [cout]\n").err())
                .isEqualTo("pipeline Test: has no node \"cout\"" + place + "1); did you mean \"count\"?\n");
    }

    @Test
    void missingFile_isOneLine() {
        assertThat(new CommandLine(pipeline, project).execute("run --config nowhere.yml"))
                .isEqualTo(new Ended(2, "", "nowhere.yml: no such file\n"));
    }
}
