package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GraphCommandTest {
    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestPipeline pipeline = new TestPipeline("""
                    eu.clean = P.clean(raw, params:add) -> text {cpus=2 memory=1024 uses=gpu:1 retries=3 timeout=60000 tags=a,b}
                    count = P.count(text) -> n
                    tell = P.tell(?n) after eu.clean {rerun=ALWAYS exclusive}
                    """)
            .type("params:add", Integer.class)
            .node("eu.clean", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("count", (in, context) -> new Object[] {"5"})
            .node("tell", (in, context) -> new Object[] {});

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "raw: {type: text, path: " + project.resolve("raw.txt") + "}\nn: {type: json, path: out/n.json}\n");
        Files.writeString(base.resolve("parameters.yml"), "add: 1\n");
        Files.writeString(project.resolve("raw.txt"), " four ");
    }

    private int main(String... more) {
        List<String> all = new ArrayList<>(
                List.of("graph", "--conf-source", project.resolve("conf").toString()));
        all.addAll(List.of(more));
        out.reset();
        err.reset();
        return Freshet.main(
                pipeline,
                Console.of(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false),
                all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json(String... more) {
        List<String> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(List.of(more));
        assertThat(main(all.toArray(String[]::new))).as(err.toString()).isZero();
        return new JsonMapper().readTree(out());
    }

    private static List<String> errors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(Path.of("../docs/graph.schema.json")), InputFormat.JSON);
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void json_beforeAndAfterARun_isOfTheDocumentedForm() throws IOException {
        json();
        assertThat(errors(out())).isEmpty();
        assertThat(Freshet.main(
                        pipeline,
                        Console.of(new PrintStream(out), new PrintStream(err), false),
                        "run",
                        "--conf-source",
                        project.resolve("conf").toString(),
                        "--capacity",
                        "gpu=1"))
                .as(err.toString())
                .isZero();
        JsonNode nodes = json().get("nodes");
        assertThat(errors(out())).isEmpty();
        assertThat(nodes.get(1).at("/status/decision").asString()).isEqualTo("up to date");
        assertThat(nodes.get(1).at("/status/last/milliseconds").isNumber()).isTrue();
        assertThat(nodes.get(2).at("/status/reasons/0").asString()).isEqualTo("it runs always");
    }

    @Test
    void form_thatIsNotDocumented_isFound() throws IOException {
        json();
        assertThat(errors(out().replace("\"stored\"", "\"kept\""))).isNotEmpty();
        assertThat(errors(out().replace("\"schema\" : 1", "\"schema\" : 2"))).isNotEmpty();
        assertThat(errors(out().replace("\"method\"", "\"methode\""))).isNotEmpty();
    }

    @Test
    void json_ofANode_hasAllThatItDeclares() {
        JsonNode node = json("--no-status").get("nodes").get(0);
        assertThat(node.has("status")).isFalse();
        assertThat(node.get("namespace").asString()).isEqualTo("eu");
        assertThat(node.get("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(node.get("options").toString())
                .isEqualTo("{\"rerun\":\"WHEN_CHANGED\",\"cpus\":2.0,\"memory\":1024,\"uses\":{\"gpu\":1},"
                        + "\"exclusive\":false,\"retries\":3,\"timeout\":\"PT1M\"}");
    }

    @Test
    void json_ofDatasets_hasProducersReadersAndPlacesWithoutAbsolutePaths() {
        JsonNode datasets = json().get("datasets");
        assertThat(out()).doesNotContain(project.toString());
        assertThat(datasets.get(0).toString())
                .isEqualTo("{\"name\":\"raw\",\"storage\":\"stored\",\"type\":\"text\",\"javaType\":\"String\","
                        + "\"place\":\".../raw.txt\",\"readers\":[\"eu.clean\"]}");
        assertThat(datasets.get(1).get("storage").asString()).isEqualTo("parameter");
        assertThat(datasets.get(2).toString())
                .isEqualTo("{\"name\":\"text\",\"storage\":\"memory\",\"javaType\":\"String\","
                        + "\"producer\":\"eu.clean\",\"readers\":[\"count\"]}");
    }

    @Test
    void reasons_withAbsolutePaths_areShortened() throws IOException {
        Files.delete(project.resolve("raw.txt"));
        assertThat(json().get("nodes").get(0).get("status").toString()).contains(".../raw.txt");
        assertThat(out()).doesNotContain(project.toString());
    }

    @Test
    void selection_leavesOutOtherNodes() {
        JsonNode document = json("--nodes", "count");
        assertThat(document.get("nodes")).hasSize(1);
        assertThat(document.get("datasets")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "g.mmd, flowchart TD",
        "g.mermaid, flowchart TD",
        "g.DOT, digraph {",
        "g.gv, digraph {",
        "g.json, {",
        "g, flowchart TD"
    })
    void output_givesTheFormatByItsEnding(String name, String first) throws IOException {
        Path file = project.resolve("new/" + name);
        assertThat(main("--output", file.toString())).isZero();
        assertThat(Files.readString(file)).startsWith(first);
        assertThat(out()).isEmpty();
    }

    @Test
    void texts_ofOneState_areEqualByteForByte() {
        for (String format : List.of("mermaid", "dot", "json")) {
            assertThat(main("--format", format)).isZero();
            String first = out();
            assertThat(main("--format", format)).isZero();
            assertThat(out()).isEqualTo(first).endsWith("\n").doesNotContain("\r");
        }
    }

    @Test
    void format_thatIsUnknown_isUsageWithTheNearest() {
        assertThat(main("--format", "mermiad")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no format \"mermiad\" of graphs; did you mean \"mermaid\"?");
    }

    @Test
    void html_withoutThePage_namesTheArtifact() {
        Path file = project.resolve("graph.html");
        assertThat(main("--output", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("graph --format html needs the page, which is an artifact of its own; add"
                        + " dev.freshet:freshet-page to the class path");
        assertThat(file).doesNotExist();
    }

    @Test
    void output_withAnotherEnding_asksForTheFormat() {
        Path file = project.resolve("graph.png");
        assertThat(main("--output", file.toString())).isEqualTo(2);
        assertThat(err.toString()).startsWith("The name graph.png does not say which format is meant; add --format");
        assertThat(file).doesNotExist();
        assertThat(main("--output", file.toString(), "--format", "dot")).isZero();
    }

    @Test
    void output_thatCannotBeWritten_exits1() {
        assertThat(main("--output", project.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("cannot write " + project);
    }
}
