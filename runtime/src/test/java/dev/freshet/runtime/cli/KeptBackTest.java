package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Nodes whose declaration keeps them from running although they are not up to date. */
final class KeptBackTest {
    private static final String CHANGED = "parameter add 1 -> 2";

    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline("""
                    named = P.named(params:add) -> a {rerun=NEVER}
                    once = P.once(params:add) -> b {rerun=WHEN_MISSING}
                    free = P.free(params:text) -> c
                    """)
            .type("params:add", Integer.class)
            .type("params:text", String.class)
            .node("named", (in, context) -> new Object[] {in[0].toString()})
            .node("once", (in, context) -> new Object[] {in[0].toString()})
            .node("free", (in, context) -> new Object[] {in[0]});

    @BeforeEach
    void makeAll_andChangeAParameter() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "a: {type: text, path: a.txt}\nb: {type: text, path: b.txt}\nc: {type: text, path: c.txt}\n");
        parameters(1, "x");
        assertThat(out("run --force --nodes named,once,free")).contains("3 of 3 nodes succeeded");
        assertThat(out("plan"))
                .endsWith("nothing to run: 3 nodes are up to date\n")
                .doesNotContain("kept back");
        parameters(2, "x");
    }

    private void parameters(int add, String text) throws IOException {
        Files.writeString(project.resolve("conf/base/parameters.yml"), "add: " + add + "\ntext: " + text + "\n");
    }

    private String out(String words) {
        CommandLine.Ended ended = new CommandLine(pipeline, project).execute(words);
        assertThat(ended.code()).as(words + ended.err()).isZero();
        return ended.out();
    }

    private JsonNode json(String command) throws IOException {
        return json(command, command);
    }

    /** @param definition the form of the document in the schema */
    private JsonNode json(String words, String definition) throws IOException {
        return JsonOutputTest.valid(new CommandLine(pipeline, project).execute(words + " --json"), definition);
    }

    /** The nodes of a report: outcome and changes, which are the reasons of a node that ran. */
    private static List<String> told(JsonNode nodes, String outcome) {
        return nodes.valueStream()
                .map(node ->
                        node.get("node").asString() + " " + node.get(outcome).asString()
                                + node.path("changes")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList())
                .toList();
    }

    @Test
    void plan_why_andStatus_tellTheChange() throws IOException {
        assertThat(out("plan").lines().map(line -> line.replaceAll(" {2,}", " ").strip()))
                .contains("named kept back " + CHANGED, "once kept back " + CHANGED)
                .endsWith("nothing to run: 1 node is up to date, 2 are kept back");
        assertThat(told(json("plan"), "decision"))
                .containsExactly(
                        "named kept back[" + CHANGED + "]", "once kept back[" + CHANGED + "]", "free up to date[]");
        assertThat(told(json("status"), "decision")).contains("once kept back[" + CHANGED + "]");
        assertThat(out("why named"))
                .isEqualTo("named is kept back: it runs only if it is forced by name: run --force --nodes named\n  "
                        + CHANGED + "\n");
        assertThat(out("why once"))
                .isEqualTo("once is kept back: it runs only if a stored output is missing, and none is\n  " + CHANGED
                        + "\n");
        parameters(2, "y");
        assertThat(out("plan")).endsWith("1 of 3 nodes would run, 2 are kept back\n");
    }

    /** The node upstream runs, and makes something else or not. */
    @Test
    void inputThatMayStillChange_isSaidByPlanAndWhy_andTheRunTells() throws IOException {
        List<String> made = new ArrayList<>(List.of("1"));
        TestPipeline late = new TestPipeline("first = P.first(params:text) -> a\n"
                        + "named = P.named(a) -> b {rerun=NEVER}\nonce = P.once(a) -> c {rerun=WHEN_MISSING}\n")
                .node("first", (in, context) -> new Object[] {made.get(0)})
                .node("named", (in, context) -> new Object[] {"b" + in[0]})
                .node("once", (in, context) -> new Object[] {"c" + in[0]});
        CommandLine line = new CommandLine(late, project);
        assertThat(line.execute("run --force --nodes first,named,once").code()).isZero();
        parameters(2, "other");
        assertThat(line.execute("plan")
                        .out()
                        .lines()
                        .map(each -> each.replaceAll(" {2,}", " ").strip()))
                .contains("named up to date kept back if a changes", "once up to date kept back if a changes")
                .endsWith("1 of 3 nodes would run");
        assertThat(line.execute("why named").out())
                .startsWith("named is up to date, and is kept back if a changes:\n  first: ")
                .contains("parameter text");
        JsonNode plan = JsonOutputTest.valid(line.execute("plan --json"), "plan");
        assertThat(plan.get(1).get("decision").asString()).isEqualTo("up to date");
        assertThat(plan.get(1).get("waitsFor").get(0).asString()).isEqualTo("a");
        made.set(0, "2");
        assertThat(line.execute("run").out()).contains("1 of 3 nodes succeeded", "2 were kept back");
        assertThat(line.execute("plan").out()).endsWith("nothing to run: 1 node is up to date, 2 are kept back\n");
    }

    @Test
    void run_tellsTheChange_inSummaryReportAndRecord() throws IOException {
        parameters(2, "y");
        JsonNode report = json("run");
        assertThat(told(report.get("nodes"), "outcome"))
                .containsExactly(
                        "named kept back[" + CHANGED + "]", "once kept back[" + CHANGED + "]", "free succeeded[]");
        String id = report.get("run").asString();
        assertThat(told(json("runs " + id, "report").get("nodes"), "outcome"))
                .contains("named kept back[" + CHANGED + "]");
        assertThat(out("runs " + id).lines().map(line -> line.replaceAll(" {2,}", " ")))
                .contains("named kept back " + CHANGED, "once kept back " + CHANGED);
        parameters(2, "z");
        assertThat(out("run"))
                .contains("named: kept back: " + CHANGED)
                .endsWith(", 2 were kept back\n")
                .doesNotContain("up to date");
    }

    /** The second run reads the state; those that follow look at the stamps of files only. */
    @Test
    void runWithNothingToDo_tellsItEachTime() throws IOException {
        String nothing = "nothing to run: 1 node is up to date, 2 are kept back\n";
        // A snapshot is written once each stamp is old enough to show a later change.
        do {
            assertThat(out("run")).isEqualTo(nothing);
        } while (!hasSnapshot());
        assertThat(out("run")).isEqualTo(nothing);
        for (int i = 0; i < 2; i++) {
            assertThat(told(json("run").get("nodes"), "outcome"))
                    .containsExactly(
                            "named kept back[" + CHANGED + "]", "once kept back[" + CHANGED + "]", "free up to date[]");
        }
    }

    private boolean hasSnapshot() throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve(".freshet"))) {
            return files.anyMatch(
                    file -> file.getParent().getFileName().toString().startsWith("snapshot"));
        }
    }

    @Test
    void onceItIsAsBefore_accepted_orForced_itIsUpToDate() throws IOException {
        String all = "nothing to run: 3 nodes are up to date\n";
        parameters(1, "x");
        assertThat(out("plan")).endsWith(all);
        parameters(2, "x");
        assertThat(out("accept named once")).contains("named keeps its results although:\n  " + CHANGED);
        assertThat(out("plan")).endsWith(all);
        assertThat(out("run")).isEqualTo(all);
        parameters(3, "x");
        assertThat(out("run --force --nodes named,once")).contains("2 of 2 nodes succeeded");
        assertThat(out("plan")).endsWith(all);
        parameters(2, "x");
        assertThat(project.resolve("a.txt")).hasContent("3");
        assertThat(out("plan")).contains("kept back");
    }

    @Test
    void onlyMissingOutputs_keepsOthersBack() throws IOException {
        parameters(2, "y");
        Files.delete(project.resolve("b.txt"));
        assertThat(out("run --only-missing-outputs"))
                .contains(
                        "named: kept back: " + CHANGED,
                        "once: succeeded",
                        "free: kept back: parameter text \"x\" -> \"y\"")
                .contains("1 of 3 nodes succeeded")
                .endsWith(", 2 were kept back\n");
    }

    /** The start of a run names exactly the nodes that the run reports as kept back, also if nothing runs. */
    @Test
    void startOfARun_namesThem() throws IOException {
        for (String text : List.of("x", "y")) {
            parameters(2, text);
            AtomicReference<RunStart> start = new AtomicReference<>();
            RunReport report = Run.of(pipeline)
                    .conf(project.resolve("conf"))
                    .listener(new RunListener() {
                        @Override
                        public void runStarted(RunStart run) {
                            start.set(run);
                        }
                    })
                    .start()
                    .orThrow();
            assertThat(start.get().keptBack())
                    .containsExactly("named", "once")
                    .containsExactlyElementsOf(report.nodes().stream()
                            .filter(node -> node instanceof NodeReport.Skipped skipped
                                    && skipped.cause() == NodeReport.Skipped.Cause.KEPT_BACK)
                            .map(NodeReport::node)
                            .toList());
            assertThat(start.get().expected().keySet()).isEqualTo(text.equals("y") ? Set.of("free") : Set.of());
        }
    }

    @Test
    void graph_hasAStateOfItsOwn() throws IOException {
        JsonNode node = new JsonMapper()
                .readTree(out("graph --format json"))
                .get("nodes")
                .get(0);
        assertThat(node.at("/status/decision").asString()).isEqualTo("kept back");
        assertThat(node.at("/status/reasons/0").asString()).isEqualTo(CHANGED);
        assertThat(out("graph")).contains("classDef keptBack ");
        assertThat(out("graph --format dot")).contains("kept back", "dotted");
        assertThat(out("plan --markdown"))
                .contains("Kept back, although changed: <code>named</code>, <code>once</code>");
    }
}
