package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.catalog.CatalogSchema;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FreshetTest {
    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestPipeline pipeline = new TestPipeline(
                    "clean = P.clean(raw) -> text\ncount = P.count(text, params:add) -> n\n")
            .type("params:add", Integer.class)
            .type("n", Integer.class)
            .node("clean", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("count", (in, context) -> new Object[] {((String) in[0]).length() + (int) in[1]});

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "raw:\n  type: text\n  path: raw.txt\nn:\n  type: json\n  path: out/n.json\n");
        Files.writeString(base.resolve("parameters.yml"), "add: 1\n");
        Files.writeString(project.resolve("raw.txt"), " four ");
    }

    private int main(String... arguments) {
        return Freshet.main(
                pipeline, Console.of(new PrintStream(out, true), new PrintStream(err, true), false), arguments);
    }

    private int run(String... more) {
        String[] all = new String[more.length + 3];
        all[0] = "run";
        all[1] = "--conf-source";
        all[2] = project.resolve("conf").toString();
        System.arraycopy(more, 0, all, 3, more.length);
        return main(all);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void run_success_printsALineForEachNodeAndWhereResultsAre() throws IOException {
        assertThat(run()).isZero();
        assertThat(out().replaceAll("\\d+\\.\\d{3} s", "T")
                        .replaceAll(
                                "(?m)^20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:Z|[+-]\\d\\d:\\d\\d)"
                                        + " (INFO|ERROR) +[0-9a-f]{8} ",
                                "$1 ID "))
                .isEqualTo("INFO ID local clean: succeeded in T: count needs text, which is only in memory\n"
                        + "INFO ID local count: succeeded in T\nsaved n to " + project.resolve("out/n.json")
                        + "\nINFO ID local Test: 2 of 2 nodes succeeded in T\n");
        assertThat(err()).isEmpty();
        assertThat(Files.readString(project.resolve("out/n.json"))).isEqualTo("5\n");
    }

    @Test
    void onlyMissingOutputs_withoutAMissingOne_saysNothingOfUpToDateNodes() throws IOException {
        assertThat(run()).isZero();
        Files.writeString(project.resolve("raw.txt"), "five of another length");
        out.reset();
        assertThat(run("--only-missing-outputs")).isZero();
        assertThat(run("--only-missing-outputs", "--dry-run")).isZero();
        assertThat(out().lines().filter(line -> line.startsWith("nothing")))
                .hasSize(2)
                .containsOnly("nothing to run: no stored output is missing");
    }

    @Test
    void onlyMissingOutputs_ofAPipelineThatStoresNothing_runsNodesWithoutOutputsAndWhatTheyNeed() {
        List<String> ran = new ArrayList<>();
        TestPipeline memory = new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\nmail = P.mail(x)\nc = P.c() -> z\n")
                .node("a", (in, context) -> made(ran, "a"))
                .node("b", (in, context) -> made(ran, "b"))
                .node("mail", (in, context) -> {
                    ran.add("mail");
                    return new Object[0];
                })
                .node("c", (in, context) -> made(ran, "c"));
        CommandLine line = new CommandLine(memory, project);
        for (int i = 0; i < 2; i++) {
            ran.clear();
            CommandLine.Ended ended = line.execute("run --only-missing-outputs");
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ran).containsExactlyInAnyOrder("a", "mail");
        }
        assertThat(line.execute("run --only-missing-outputs --dry-run").out()).contains("2 of 4 nodes would run");
        ran.clear();
        assertThat(line.execute("run --only-missing-outputs --exclude mail").out())
                .isEqualTo("nothing to run: no stored output is missing\n");
        assertThat(ran).isEmpty();
        assertThat(line.execute("run").code()).isZero();
        assertThat(ran).containsExactlyInAnyOrder("a", "b", "mail", "c");
    }

    private static Object[] made(List<String> ran, String node) {
        ran.add(node);
        return new Object[] {node};
    }

    @Test
    void inputThatFailed_isNotSaidToHaveChanged() throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "y: {type: text, path: out/y.txt}\nv: {type: text, path: out/v.txt}\n");
        Files.createDirectories(project.resolve("out"));
        TestPipeline failing = new TestPipeline("b = P.b() -> y\ne = P.e(?y) -> v\n")
                .node("b", (in, context) -> {
                    throw new IOException("no connection");
                })
                .node("e", (in, context) -> new Object[] {"told"});
        for (String before : List.of("", "made earlier")) {
            if (!before.isEmpty()) {
                Files.writeString(project.resolve("out/y.txt"), before);
            }
            CommandLine.Ended ended = new CommandLine(failing, project).execute("run --keep-going");
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).contains("no connection").doesNotContain("was changed while");
            assertThat(project.resolve("out/v.txt")).hasContent("told");
        }
    }

    @Test
    void nodesInMemory_ofARunWithNothingToDo_areCountedByThemselves() throws IOException {
        assertThat(run()).isZero();
        for (String command : List.of("run", "run --dry-run", "plan", "run --params add=1", "run")) {
            assertThat(new CommandLine(pipeline, project).execute(command).out())
                    .as(command)
                    .endsWith("nothing to run: 1 node is up to date, 1 is in memory\n");
        }
    }

    @Test
    void nodeThatNeverRuns_runsIfItIsForcedByName() throws IOException {
        TestPipeline never = new TestPipeline("n = P.n() -> n {rerun=NEVER}\n")
                .type("n", Integer.class)
                .node("n", (in, context) -> new Object[] {1});
        for (String words : List.of("run", "run --nodes n", "run --force", "run --force --nodes *")) {
            assertThat(new CommandLine(never, project).execute(words).code()).isZero();
            assertThat(project.resolve("out/n.json")).as(words).doesNotExist();
        }
        assertThat(new CommandLine(never, project).execute("why n").out())
                .startsWith("n is kept back: it runs only if it is forced by name: run --force --nodes n\n")
                .contains("  output n is missing: there is no out/n.json\n");
        assertThat(new CommandLine(never, project).execute("plan").out())
                .contains("kept back")
                .endsWith("nothing to run: 0 nodes are up to date, 1 is kept back\n");
        assertThat(new CommandLine(never, project)
                        .execute("run --force --nodes n")
                        .out())
                .contains("1 of 1 nodes succeeded");
        assertThat(project.resolve("out/n.json")).exists();
        assertThat(new CommandLine(never, project)
                        .execute("run --force --nodes m")
                        .err())
                .contains("has no node \"m\"");
    }

    @Test
    void run_parameterOnTheCommandLine_replacesTheFile() throws IOException {
        assertThat(run("--params", "add=10")).isZero();
        assertThat(Files.readString(project.resolve("out/n.json"))).isEqualTo("14\n");
    }

    @Test
    void run_misspeltParameterOnTheCommandLine_exits2WithTheNearest() throws IOException {
        assertThat(run()).isZero();
        Files.writeString(project.resolve("conf/base/parameters.yml"), "add: 1\nsplit: {ratio: 1}\n");
        assertThat(run("--params", "split.rtaio=2,ad=3")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "--params split.rtaio: there is no parameter \"split.rtaio\"; did you mean \"split.ratio\"?\n");
    }

    @Test
    void run_parameterOfTheCommandLineOnly_isRead() throws IOException {
        Files.delete(project.resolve("conf/base/parameters.yml"));
        assertThat(run("--params", "add=10,unlike=1")).isZero();
        assertThat(Files.readString(project.resolve("out/n.json"))).isEqualTo("14\n");
    }

    @Test
    void run_parameterOfAnotherType_exits2() {
        assertThat(run("--params", "add=x")).isEqualTo(2);
        assertThat(err()).isEqualTo("--params add: the parameter \"add\" must be an int, not \"x\"\n");
    }

    @Test
    void run_failingNode_exits1WithTheUsersFramesOnly() {
        pipeline.node("count", (in, context) -> {
            throw new IllegalStateException("no luck");
        });
        assertThat(run()).isEqualTo(1);
        assertThat(err())
                .startsWith("node count (P.count) failed: java.lang.IllegalStateException: no luck\n")
                .doesNotContain("PipelineRun");
        assertThat(out())
                .containsPattern(
                        "ERROR [0-9a-f]{8} local count: failed after .* s: java.lang.IllegalStateException: no luck\n")
                .containsPattern("(?m)^20.* ERROR [0-9a-f]{8} local Test: 1 of 2 nodes succeeded in .* s, 1 failed$");
    }

    @Test
    void run_missingInput_exits2WithOneLine() throws IOException {
        Files.delete(project.resolve("raw.txt"));
        assertThat(run()).isEqualTo(2);
        assertThat(err())
                .isEqualTo("conf/base/catalog.yml:1:1: the input \"raw\" does not exist: there is no raw.txt\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void run_unknownOption_exits2WithSuggestion() {
        assertThat(main("run", "--conf-sorce", "x")).isEqualTo(2);
        assertThat(err()).isEqualTo("\"run\" has no option \"--conf-sorce\"; did you mean \"--conf-source\"?\n");
    }

    @Test
    void unknownCommand_exits2WithSuggestion() {
        assertThat(main("rnu")).isEqualTo(2);
        assertThat(err()).isEqualTo("There is no command \"rnu\"; did you mean \"run\"?\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "viz|There is no command \"viz\"; \"graph\" draws the pipeline",
                "registry list|There is no command \"registry\"; \"list\" prints the nodes",
                "catalog list|\"catalog\" has no command \"list\"; \"list\" prints nodes with their datasets, \"catalog"
                        + " check\" checks the entries",
                "run --namespaces eu|\"run\" has no option \"--namespaces\"; write --nodes 'NAMESPACE.*'",
                "run -r sequential|\"run\" has no option \"-r\"; did you mean \"--runner\"?",
                "run --tag prep|\"run\" has no option \"--tag\"; did you mean \"--tags\"?",
            })
    void wordsOfKedro_areExplained(String words, String message) {
        assertThat(main(words.split(" "))).isEqualTo(2);
        assertThat(err()).isEqualTo(message + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--runner threads:0|There is no runner \"threads:0\"; write it as in \"threads:4\"",
                "--runner processes:many|There is no runner \"processes:many\"; write it as in \"processes:4\"",
                "--runner sequential:2|There is no runner \"sequential:2\"; \"sequential\" takes no number",
                "--runner proceses|There is no runner \"proceses\"; did you mean \"processes\"?",
                "--runner ParallelRunner|There is no runner \"ParallelRunner\"; did you mean \"processes:4\"?",
                "--runner kedro.runner.ThreadRunner|There is no runner \"kedro.runner.ThreadRunner\"; did you mean"
                        + " \"threads:4\"?",
                "--runner spark|There is no runner \"spark\"; there are auto, sequential, threads, processes",
                "--worker-options -Xmx1g|--worker-options is for --runner processes only",
            })
    void run_wrongRunner_exits2AndSaysWhatIsRight(String options, String message) {
        List<String> words = new ArrayList<>(List.of("run"));
        words.addAll(List.of(options.split(" ")));
        assertThat(main(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(err()).isEqualTo(message + "\n");
    }

    @Test
    void unknownEnvironment_exits2() {
        assertThat(run("--env", "prod")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("\"prod\"").contains("base");
    }

    @Test
    void list_printsNodesInOrder() {
        assertThat(main("list")).isZero();
        assertThat(out()).isEqualTo("clean(raw) -> text\ncount(text, params:add) -> n\n");
    }

    @Test
    void list_json_isJson() {
        assertThat(main("list", "--json")).isZero();
        assertThat(out())
                .isEqualTo(
                        "[{\"name\":\"clean\",\"method\":\"P.clean\",\"inputs\":[\"raw\"],\"outputs\":[\"text\"]},"
                                + "{\"name\":\"count\",\"method\":\"P.count\",\"inputs\":[\"text\",\"params:add\"],\"outputs\":[\"n\"]}]\n");
    }

    @Test
    void catalogCheck_reportsMistakes() throws IOException {
        assertThat(main(
                        "catalog",
                        "check",
                        "--conf-source",
                        project.resolve("conf").toString()))
                .isZero();
        assertThat(out()).isEqualTo("2 entries, no problems\n");
        TestPipeline one = new TestPipeline("a = P.a() -> n\n").node("a", (in, context) -> new Object[] {"n"});
        CommandLine line = new CommandLine(one, project);
        Files.writeString(project.resolve("conf/base/catalog.yml"), "n: {type: text, path: n.txt}\n");
        assertThat(line.execute("catalog check").out()).isEqualTo("1 entry, no problems\n");
        Files.writeString(project.resolve("conf/base/catalog.yml"), "raw:\n  type: text\n  pth: raw.txt\n");
        assertThat(main(
                        "catalog",
                        "check",
                        "--conf-source",
                        project.resolve("conf").toString()))
                .isEqualTo(2);
        assertThat(err())
                .contains("conf/base/catalog.yml:3:3: ")
                .contains("\"pth\"")
                .contains("\"path\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "catalog check"})
    void mistakesOfTwoEntries_areToldAtOnce_evenIfOneHasAnUnknownType(String command) throws IOException {
        Path catalog = project.resolve("conf/base/catalog.yml");
        Files.writeString(catalog, "raw: {type: text, pth: raw.txt}\nn: {type: jsn, path: out/n.json}\n");
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--conf-source", project.resolve("conf").toString()));
        assertThat(main(words.toArray(String[]::new))).isEqualTo(2);
        assertThat(err().lines())
                .anyMatch(line -> line.contains("catalog.yml:1:19: ") && line.contains("\"path\""))
                .anyMatch(line -> line.contains("catalog.yml:2:11: unknown dataset type \"jsn\""));
    }

    @Test
    void catalogSchema_saysWhoMakesAndReadsDatasets() {
        assertThat(main("catalog", "schema")).isZero();
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("raw", "An input of the pipeline; read by clean.");
        notes.put("text", "Made by clean; read by count.");
        notes.put("n", "Made by count; no node reads it.");
        assertThat(out()).isEqualTo(CatalogSchema.text(notes)).contains("\"Made by clean; read by count.\"");
    }

    @Test
    void catalogInfer_printsARecordAndAnEntry(@TempDir Path files) throws IOException {
        Path file = Files.writeString(files.resolve("orders.csv"), "id;price\n1;2,5\n2;\n");
        assertThat(main("catalog", "infer", file.toString())).isZero();
        assertThat(out()).isEqualTo("""
                // OrdersRow.java
                import java.util.Optional;

                /** A row of orders.csv. */
                // The dataset holds List<OrdersRow>.
                public record OrdersRow(
                        int id,
                        Optional<Double> price) {}

                # conf/base/catalog.yml
                orders:
                  type: csv
                  path: "%s"
                  delimiter: ";"
                  decimal: ","
                """.formatted(file));
        assertThat(err()).isEmpty();
    }

    @Test
    void catalogInfer_ofABadFile_exits2WithOneLine(@TempDir Path files) throws IOException {
        Path file = Files.writeString(files.resolve("a.json"), "{]");
        assertThat(main("catalog", "infer", file.toString())).isEqualTo(2);
        assertThat(err()).startsWith(file + ":1: not JSON: ").hasLineCount(1);
        assertThat(main("catalog", "infer", file.toString(), "--rows", "0")).isEqualTo(2);
    }
}
