package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** With {@code --json}, each command prints one document, which is as {@code docs/json-output.schema.json} says. */
final class JsonOutputTest {
    private static final Path SCHEMA = Path.of("../docs/json-output.schema.json");
    /** Refuses text behind the document. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline(
                    "clean = P.clean(raw) -> text\ncount = P.count(text, params:add) -> n\n")
            .type("params:add", Integer.class)
            .type("n", Integer.class)
            .node("clean", (in, context) -> {
                System.out.println("a node prints");
                return new Object[] {((String) in[0]).strip()};
            })
            .node("count", (in, context) -> new Object[] {Integer.parseInt((String) in[0]) + (int) in[1]});

    @BeforeEach
    void writeProject() throws IOException {
        write(
                "conf/base/catalog.yml",
                "raw: {type: text, path: raw.txt}\nn: {type: json, path: n.json, versioned: true}\n");
        write("conf/base/parameters.yml", "add: 1\n");
        write("raw.txt", "4");
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), content);
    }

    private Ended execute(String words) {
        return new CommandLine(pipeline, project).execute(words + " --json");
    }

    static JsonNode valid(Ended ended, String definition) throws IOException {
        JsonNode document = STRICT.readTree(ended.out());
        ObjectNode schema = (ObjectNode) STRICT.readTree(Files.readString(SCHEMA));
        assertThat(schema.get("$defs").has(definition)).as(definition).isTrue();
        schema.put("$ref", "#/$defs/" + definition);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema.toString(), InputFormat.JSON)
                        .validate(ended.out(), InputFormat.JSON))
                .as("%s: %s", definition, ended.out())
                .isEmpty();
        return document;
    }

    private JsonNode succeeds(String words, String definition) throws IOException {
        Ended ended = execute(words);
        assertThat(ended.code()).as("%s: %s", words, ended.err()).isZero();
        return valid(ended, definition);
    }

    @Test
    void commands_printOneDocumentOfTheirDefinition() throws IOException {
        valid(new CommandLine(pipeline, project).main("list", "--json"), "list");
        succeeds("plan", "plan");
        succeeds("why count", "why");
        succeeds("status", "status");
        succeeds("impact params:add", "impact");
        succeeds("catalog check", "catalogCheck");
        Ended run = execute("run");
        assertThat(run.err()).contains("a node prints");
        String id = valid(run, "run").get("run").stringValue();
        succeeds("run", "run");
        succeeds("plan", "plan");
        succeeds("run --dry-run --force", "plan");
        succeeds("status", "status");
        succeeds("verify", "verify");
        succeeds("impact raw", "impact");
        succeeds("runs", "runs");
        succeeds("runs " + id, "report");
        succeeds("run --force", "run");
        succeeds("runs diff", "runsDiff");
        succeeds("lineage n", "lineage");
        succeeds("catalog versions n", "catalogVersions");
        succeeds("fingerprints", "fingerprints");
        succeeds("state export " + project.resolve("state.jsonl"), "stateTransfer");
        write("conf/base/parameters.yml", "add: 2\n");
        succeeds("why count", "why");
        succeeds("accept count", "accept");
        succeeds("clean count", "clean");
    }

    @Test
    void failedRun_isAReport_withTheFailureOnStandardError() throws IOException {
        write("raw.txt", "four");
        Ended run = execute("run");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("node count (P.count) failed: java.lang.NumberFormatException");
        JsonNode report = valid(run, "run");
        assertThat(report.get("outcome").stringValue()).isEqualTo("failed");
        assertThat(report.get("nodes").get(1).get("cause").stringValue()).contains("NumberFormatException");
        succeeds("runs", "runs");
    }

    @Test
    void errors_areADocumentToo_andLinesOnStandardError() throws IOException {
        Ended usage = execute("why cuont");
        assertThat(usage.code()).isEqualTo(2);
        assertThat(usage.err()).isEqualTo("pipeline Test: has no node \"cuont\"; did you mean \"count\"?\n");
        assertThat(valid(usage, "error").toString())
                .isEqualTo("{\"error\":{\"exitCode\":2,\"problems\":[{\"message\":"
                        + "\"pipeline Test: has no node \\\"cuont\\\"; did you mean \\\"count\\\"?\"}]}}");
        for (String words : new String[] {"pln", "why", "plan x", "plan --frce", "claims", "runs zzz", "catalog"}) {
            assertThat(valid(execute(words), "error")
                            .get("error")
                            .get("exitCode")
                            .intValue())
                    .as(words)
                    .isEqualTo(2);
        }
        write("conf/base/catalog.yml", "raw: {type: text, pth: raw.txt}\nn: {type: json, path: n.json}\n");
        JsonNode problem =
                valid(execute("run"), "error").get("error").get("problems").get(0);
        assertThat(problem.get("place").stringValue()).isEqualTo("conf/base/catalog.yml");
        assertThat(problem.get("line").intValue()).isEqualTo(1);
        assertThat(problem.get("column").intValue()).isEqualTo(19);
    }

    @Test
    void definitions_areThoseThatATestValidates() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/freshet/runtime/cli/JsonOutputTest.java"));
        Set<String> untested = new TreeSet<>(
                STRICT.readTree(Files.readString(SCHEMA)).get("$defs").propertyNames());
        untested.removeIf(name -> Pattern.compile("(?:succeeds|valid)\\([^;]*, \"" + name + "\"\\)")
                .matcher(source)
                .find());
        assertThat(untested).containsExactly("affected", "comparedRun", "duration", "otherRun", "time");
    }
}
