package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see of earlier runs: skipped nodes, reasons, and the commands that change what is known. */
final class StateCommandsTest extends ProjectCommandTest {
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final TestPipeline pipeline = new TestPipeline(
                    "clean = P.clean(raw) -> text\ncount = P.count(text, params:add) -> n\nshout = P.shout(text) -> loud\n")
            .type("params:add", Integer.class)
            .type("n", Integer.class)
            .node("clean", (in, context) -> made("clean", ((String) in[0]).strip()))
            .node("count", (in, context) -> made("count", ((String) in[0]).length() + (int) in[1]))
            .node("shout", (in, context) -> made("shout", in[0] + "!"));

    private Object[] made(String node, Object value) {
        ran.add(node);
        return new Object[] {value};
    }

    @Override
    CompiledPipeline pipeline() {
        return pipeline;
    }

    @Override
    int main(String command, String... more) {
        ran.clear();
        return super.main(command, more);
    }

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: text, path: raw.txt}
                text: {type: text, path: text.txt}
                n: {type: json, path: n.json}
                loud: {type: text, path: loud.txt}
                """);
        Files.writeString(base.resolve("parameters.yml"), "add: 1\n");
        Files.writeString(project.resolve("raw.txt"), " four ");
    }

    @Test
    void overlappingPlaces_areWrongConfiguration_forEveryCommandThatLooks() throws IOException {
        assertThat(main("catalog check")).isZero();
        write("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                loud: {type: text, path: "out/*.txt"}
                text: {type: text, path: text.txt}
                n: {type: json, path: ./out/n.txt}
                """);
        String message =
                "conf/base/catalog.yml:4:1: \"n\" (./out/n.txt, made by count) overlaps with \"loud\" (out/*.txt,"
                        + " made by shout) of conf/base/catalog.yml:2:1; give one of them another place\n";
        for (List<String> command :
                List.of(List.of("plan"), List.of("status"), List.of("run", "--dry-run"), List.of("why", "count"))) {
            assertThat(main(command.get(0), command.subList(1, command.size()).toArray(String[]::new)))
                    .as("%s: %s", command, err())
                    .isEqualTo(2);
            assertThat(err()).as("%s", command).contains(message);
        }
        assertThat(main("run")).isEqualTo(2);
        assertThat(err()).containsOnlyOnce("overlaps with").contains(message);
        assertThat(ran).isEmpty();
        assertThat(main("catalog check")).isEqualTo(2);
        assertThat(err()).contains(message);
    }

    @Test
    void run_again_runsNothing() {
        assertThat(main("run")).isZero();
        assertThat(ran).containsExactlyInAnyOrder("clean", "count", "shout");
        assertThat(main("run")).isZero();
        assertThat(ran).isEmpty();
        assertThat(out()).isEqualTo("nothing to run: 3 nodes are up to date\n");
    }

    @Test
    void why_parameter_namesBothValues() throws IOException {
        main("run");
        write("conf/base/parameters.yml", "add: 2\n");
        assertThat(main("why", "count")).isZero();
        assertThat(out()).isEqualTo("count must run:\n  parameter add 1 -> 2\n");
        assertThat(main("why", "shout")).isZero();
        assertThat(out()).isEqualTo("shout is up to date: nothing that it depends on has changed\n");
        main("run");
        assertThat(ran).containsExactly("count");
    }

    @Test
    void why_inputFile_saysThatItsContentDiffers() throws IOException {
        main("run");
        write("raw.txt", "other");
        assertThat(main("why", "clean")).isZero();
        assertThat(out()).isEqualTo("clean must run:\n  input raw changed: the content of raw.txt differs\n");
    }

    @Test
    void why_nodeAfterAStaleOne_namesTheCause() throws IOException {
        main("run");
        write("raw.txt", "other");
        assertThat(main("why", "shout")).isZero();
        assertThat(out())
                .isEqualTo("shout runs if text changes:\n"
                        + "  clean: input raw changed: the content of raw.txt differs\n");
    }

    @Test
    void why_readerOfANodeInMemory_namesWhatChangedThere() throws IOException {
        write("conf/base/catalog.yml", "raw: {type: text, path: raw.txt}\nn: {type: json, path: n.json}\n");
        main("run");
        pipeline.version("clean", "2");
        assertThat(main("why", "count")).isZero();
        assertThat(out())
                .isEqualTo("count must run:\n  input text changed: clean makes something else of it\n"
                        + "  clean: version \"1\" -> \"2\"\n");
        assertThat(main("why", "clean")).isZero();
        assertThat(out())
                .isEqualTo("clean must run:\n  shout needs text, which is only in memory\n  version \"1\" -> \"2\"\n");
    }

    @Test
    void why_unknownNode_exits2WithTheNearestName() {
        assertThat(main("why", "cuont")).isEqualTo(2);
        assertThat(err()).isEqualTo("pipeline Test: has no node \"cuont\"; did you mean \"count\"?\n");
    }

    @Test
    void run_inputWithEqualResult_stopsThere() throws IOException {
        main("run");
        write("raw.txt", "four   ");
        assertThat(main("run")).isZero();
        assertThat(ran).containsExactly("clean");
    }

    @Test
    void run_outputsDeletedOrTamperedWith_makesThemAgain() throws IOException {
        main("run");
        Files.delete(project.resolve("n.json"));
        write("loud.txt", "quiet");
        assertThat(main("plan")).isZero();
        assertThat(out()).contains("n.json").contains("loud.txt");
        assertThat(main("run")).isZero();
        assertThat(ran).containsExactlyInAnyOrder("count", "shout");
        assertThat(Files.readString(project.resolve("loud.txt"))).isEqualTo("four!");
    }

    @Test
    void run_onlyMissingOutputs_ignoresOtherChanges() throws IOException {
        main("run");
        write("raw.txt", "changed");
        Files.delete(project.resolve("n.json"));
        assertThat(main("run", "--only-missing-outputs")).isZero();
        assertThat(ran).containsExactly("count");
    }

    @Test
    void run_force_runsAll() {
        main("run");
        assertThat(main("run", "--force")).isZero();
        assertThat(ran).containsExactlyInAnyOrder("clean", "count", "shout");
    }

    @Test
    void run_dryRun_runsAndWritesNothing() {
        assertThat(main("run", "--dry-run")).isZero();
        assertThat(ran).isEmpty();
        assertThat(out()).contains("clean  run  it has not run before");
        assertThat(project.resolve(".freshet/journal.jsonl")).doesNotExist();
    }

    @Test
    void accept_keepsTheResults() {
        main("run");
        pipeline.version("count", "2");
        assertThat(main("why", "count")).isZero();
        assertThat(out()).isEqualTo("count must run:\n  version \"1\" -> \"2\"\n");
        assertThat(main("accept", "count")).isZero();
        assertThat(main("run")).isZero();
        assertThat(ran).isEmpty();
    }

    @Test
    void accept_nodeThatNeverRan_exits2() {
        assertThat(main("accept", "count")).isEqualTo(2);
        assertThat(err()).contains("node \"count\" has no results to keep");
    }

    @Test
    void clean_oneNode_runsItAgain() {
        main("run");
        assertThat(main("clean", "shout")).isZero();
        assertThat(main("run")).isZero();
        assertThat(ran).containsExactly("shout");
        assertThat(main("clean")).isZero();
        assertThat(main("run")).isZero();
        assertThat(ran).hasSize(3);
    }

    @Test
    void status_tellsOfEachNode() throws IOException {
        main("run");
        write("raw.txt", "other");
        assertThat(main("status")).isZero();
        assertThat(out().lines().map(line -> line.replaceAll("ran .*", "ran")))
                .containsExactly("clean  run    ran", "count  maybe  ran", "shout  maybe  ran");
        assertThat(main("status", "--json")).isZero();
        assertThat(out()).startsWith("[{\"node\":\"clean\",").contains("\"finished\":");
    }

    @Test
    void fingerprints_areALineForEachNode_alsoInAFile() throws IOException {
        assertThat(main("fingerprints")).isZero();
        assertThat(out()).matches("(?:\\w+ [0-9a-f]{64}\n){3}").startsWith("clean ");
        Path file = project.resolve("fingerprints.lock");
        assertThat(main("fingerprints", "--write", file.toString())).isZero();
        List<String> before = Files.readAllLines(file);
        assertThat(before).isSorted().hasSize(3);
        pipeline.version("count", "2");
        main("fingerprints", "--write", file.toString());
        List<String> after = Files.readAllLines(file);
        assertThat(after.get(1)).startsWith("count ").isNotEqualTo(before.get(1));
        assertThat(List.of(after.get(0), after.get(2))).containsExactly(before.get(0), before.get(2));
    }

    @Test
    void run_json_tellsOfEachNode() {
        main("run");
        pipeline.version("count", "2");
        assertThat(main("run", "--json")).isZero();
        assertThat(out()).contains("\"count\"").contains("version").contains("\"shout\"");
        assertThat(out().lines()).hasSize(1);
    }

    @Test
    void run_whileAnotherRuns_exits3WithoutWaiting() {
        List<CommandLine.Ended> inner = new CopyOnWriteArrayList<>();
        pipeline.node("clean", (in, context) -> {
            inner.add(new CommandLine(pipeline, project).execute("run"));
            return new Object[] {in[0]};
        });
        assertThat(main("run")).isZero();
        assertThat(inner.get(0).code()).isEqualTo(3);
        assertThat(inner.get(0).err().lines()).hasSize(1);
        assertThat(inner.get(0).err()).contains("another run");
    }

    @Test
    void run_keepsAManifestOfWhatItUsedAndMade() throws IOException {
        main("run", "--seed", "7");
        try (var files = Files.list(project.resolve(".freshet/runs"))) {
            String manifest = Files.readString(files.findFirst().orElseThrow());
            assertThat(manifest)
                    .contains(
                            "\"seed\" : 7",
                            "\"waited\" : ",
                            "\"tries\" : 1",
                            "\"reasons\" : [ \"it has not run before\" ]",
                            "\"java\" : ",
                            "\"classPath\" : ",
                            "\"add\" : \"1\"",
                            "\"raw\" : \"xxh3:",
                            "\"n\" : \"xxh3:");
        }
    }

    @Test
    void damagedState_exits2AndCleanIsTheWayOut() throws IOException {
        main("run");
        Path journal = project.resolve(".freshet/journal.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(journal));
        lines.set(1, lines.get(1).replace('e', 'f'));
        Files.write(journal, lines);
        assertThat(main("run")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("journal.jsonl").contains("clean");
        assertThat(main("clean")).isZero();
        assertThat(main("run")).isZero();
        assertThat(ran).hasSize(3);
    }
}
