package dev.freshet.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.hook.RunStart;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import io.openlineage.client.Clients;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a server is told of real runs. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OpenLineageListenerTest {
    @TempDir
    Path project;

    private final EventSink sink = new EventSink();

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: csv, path: raw.csv}
                cleaned: {type: csv, path: out/cleaned.csv}
                told: {type: text, path: out/told.txt}
                """);
        Files.writeString(base.resolve("parameters.yml"), "least: 100\n");
        Files.writeString(project.resolve("raw.csv"), "carrier,delay\nAA,-3\nBB,7\nCC,30\n");
    }

    @AfterEach
    void close() {
        sink.close();
    }

    /** A connection as OpenLineage's own configuration describes it. */
    private Optional<Settings.Connection> connection() {
        String yaml = "transport: {type: http, url: \"" + sink.url() + "\"}";
        OpenLineageConfig<?> config = OpenLineageClientUtils.loadOpenLineageConfigYaml(
                new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)),
                new TypeReference<OpenLineageConfig<?>>() {});
        return Optional.of(new Settings.Connection(Clients.newClient(config), "air"));
    }

    private RunReport run(LineageFlow flow, RunListener... others) {
        Run run = Run.of(flow).conf(project.resolve("conf")).listener(new OpenLineageListener(this::connection));
        for (RunListener other : others) {
            run = run.listener(other);
        }
        return run.start();
    }

    /** The events as {@code TYPE job}, each of them legal, each start with one end of the same run. */
    private List<String> told() {
        Map<String, String> running = new HashMap<>();
        List<String> told = new ArrayList<>();
        for (JsonNode event : sink.events()) {
            EventRules.check(event);
            String type = event.get("eventType").stringValue();
            String job = event.get("job").get("name").stringValue();
            String id = event.get("run").get("runId").stringValue();
            if (type.equals("START")) {
                assertThat(running.put(id, job)).as("a start of %s", job).isNull();
            } else {
                assertThat(running.remove(id)).as("the start of what ends").isEqualTo(job);
            }
            told.add(type + " " + job);
        }
        assertThat(running).as("what has no end").isEmpty();
        assertThat(told.get(told.size() - 1)).endsWith(" LineageFlow");
        return told;
    }

    private JsonNode event(String type, String job) {
        return sink.events().stream()
                .filter(event -> event.get("eventType").stringValue().equals(type)
                        && event.get("job").get("name").stringValue().equals(job))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void firstRun_tellsOfEachNode_belowThePipeline() {
        run(LineageFlow.create()).orThrow();
        assertThat(told())
                .startsWith("START LineageFlow")
                .containsExactlyInAnyOrder(
                        "START LineageFlow",
                        "START LineageFlow.clean",
                        "COMPLETE LineageFlow.clean",
                        "START LineageFlow.add",
                        "COMPLETE LineageFlow.add",
                        "START LineageFlow.tell",
                        "COMPLETE LineageFlow.tell",
                        "COMPLETE LineageFlow");
        String parent = sink.events().get(0).get("run").get("runId").stringValue();
        for (JsonNode event : sink.events()) {
            assertThat(event.get("job").get("namespace").stringValue()).isEqualTo("air");
            JsonNode facet = event.get("run").get("facets").path("parent");
            if (event.get("job").get("name").stringValue().equals("LineageFlow")) {
                assertThat(facet.isMissingNode()).isTrue();
            } else {
                assertThat(facet.get("run").get("runId").stringValue()).isEqualTo(parent);
                assertThat(facet.get("job").get("name").stringValue()).isEqualTo("LineageFlow");
            }
        }
    }

    @Test
    void datasets_haveNamesVersionsAndColumns() throws IOException {
        run(LineageFlow.create()).orThrow();
        JsonNode clean = event("COMPLETE", "LineageFlow.clean");
        JsonNode raw = clean.get("inputs").get(0);
        assertThat(raw.get("namespace").stringValue()).isEqualTo("file");
        assertThat(raw.get("name").stringValue())
                .isEqualTo(project.toRealPath().resolve("raw.csv").toString());
        JsonNode cleaned = clean.get("outputs").get(0);
        assertThat(cleaned.get("facets").get("schema").get("fields").toString())
                .isEqualTo("[{\"name\":\"carrier\",\"type\":\"String\"},{\"name\":\"delay\",\"type\":\"int\"}]");
        assertThat(cleaned.get("outputFacets")
                        .get("outputStatistics")
                        .get("size")
                        .longValue())
                .isEqualTo(Files.size(project.resolve("out/cleaned.csv")));
        String version =
                cleaned.get("facets").get("version").get("datasetVersion").stringValue();
        assertThat(version).startsWith("xxh3:");
        JsonNode add = event("COMPLETE", "LineageFlow.add");
        assertThat(add.get("inputs")).as("without the parameter").hasSize(1);
        assertThat(add.get("inputs").get(0).get("name")).isEqualTo(cleaned.get("name"));
        assertThat(add.get("inputs")
                        .get(0)
                        .get("facets")
                        .get("version")
                        .get("datasetVersion")
                        .stringValue())
                .isEqualTo(version);
        assertThat(add.get("outputs").get(0).get("namespace").stringValue()).isEqualTo("memory");
        assertThat(add.get("outputs").get(0).get("name"))
                .isEqualTo(event("COMPLETE", "LineageFlow.tell")
                        .get("inputs")
                        .get(0)
                        .get("name"));
    }

    @Test
    void nodesThatAreUpToDate_haveNoEvents() throws IOException {
        run(LineageFlow.create()).orThrow();
        sink.events().clear();
        run(LineageFlow.create()).orThrow();
        assertThat(told()).containsExactly("START LineageFlow", "COMPLETE LineageFlow");
        sink.events().clear();
        Files.delete(project.resolve("out/told.txt"));
        run(LineageFlow.create()).orThrow();
        assertThat(told())
                .startsWith("START LineageFlow")
                .containsExactlyInAnyOrder(
                        "START LineageFlow",
                        "START LineageFlow.add",
                        "COMPLETE LineageFlow.add",
                        "START LineageFlow.tell",
                        "COMPLETE LineageFlow.tell",
                        "COMPLETE LineageFlow");
    }

    @Test
    void failure_isToldWithItsMessage() {
        RunReport report = run(LineageFlow.with(LineageFlow.Trouble.FAILURE));
        assertThat(report.failure()).isPresent();
        assertThat(told())
                .startsWith("START LineageFlow")
                .containsExactlyInAnyOrder(
                        "START LineageFlow",
                        "START LineageFlow.clean",
                        "COMPLETE LineageFlow.clean",
                        "START LineageFlow.add",
                        "FAIL LineageFlow.add",
                        "FAIL LineageFlow");
        for (String job : List.of("LineageFlow.add", "LineageFlow")) {
            JsonNode error = event("FAIL", job).get("run").get("facets").get("errorMessage");
            assertThat(error.get("message").stringValue())
                    .isEqualTo("java.lang.IllegalStateException: the sum is wrong");
            assertThat(error.get("programmingLanguage").stringValue()).isEqualTo("JAVA");
            assertThat(error.get("stackTrace").stringValue()).contains("LineageFlow.add(");
        }
    }

    @Test
    void secrets_areInNoEvent() throws IOException {
        Files.writeString(project.resolve("conf/base/credentials.yml"), "api: {token: " + LineageFlow.PLANTED + "}\n");
        assertThat(run(LineageFlow.with(LineageFlow.Trouble.SECRET)).failure()).isPresent();
        assertThat(told()).contains("FAIL LineageFlow.add", "FAIL LineageFlow");
        JsonNode error =
                event("FAIL", "LineageFlow.add").get("run").get("facets").get("errorMessage");
        assertThat(error.get("message").stringValue()).endsWith("refused: ***");
        assertThat(sink.events().toString()).doesNotContain(LineageFlow.PLANTED);
    }

    /** Cancels the run when a node starts. */
    private static final class Canceller implements RunListener {
        private volatile Runnable cancel = () -> {};

        @Override
        public void runStarted(RunStart run) {
            cancel = run.cancel();
        }

        @Override
        public void nodeStarted(NodeStart node, int tried) {
            if (node.node().equals("add")) {
                cancel.run();
            }
        }
    }

    @Test
    void cancelledRun_abortsWhatWasRunning() {
        run(LineageFlow.with(LineageFlow.Trouble.ENDLESS), new Canceller());
        assertThat(told())
                .startsWith("START LineageFlow")
                .containsExactlyInAnyOrder(
                        "START LineageFlow",
                        "START LineageFlow.clean",
                        "COMPLETE LineageFlow.clean",
                        "START LineageFlow.add",
                        "ABORT LineageFlow.add",
                        "ABORT LineageFlow");
    }

    @Test
    void serverThatFails_doesNotAffectTheRun_andIsLeftAlone() {
        sink.answer(500);
        run(LineageFlow.create()).orThrow();
        assertThat(project.resolve("out/told.txt")).hasContent("delays: 137");
        assertThat(sink.events()).as("attempts").hasSizeLessThan(8);
    }

    @Test
    void serverThatCannotBeReached_doesNotAffectTheRun() {
        sink.close();
        RunReport report = run(LineageFlow.create());
        report.orThrow();
        assertThat(report.toString()).doesNotContain("listener");
    }

    private String command(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + project,
                "-cp",
                System.getProperty("java.class.path"),
                LineageFlow.class.getName(),
                "run");
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENLINEAGE"));
        builder.environment().putAll(environment);
        Process process =
                builder.directory(project.toFile()).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    @Test
    void service_isConfiguredByTheEnvironment() throws Exception {
        command(Map.of("OPENLINEAGE_URL", sink.url(), "OPENLINEAGE_NAMESPACE", "sea"));
        assertThat(told()).hasSize(8);
        assertThat(sink.events())
                .allSatisfy(
                        event -> assertThat(event.get("job").get("namespace").stringValue())
                                .isEqualTo("sea"));
    }

    @Test
    void service_isConfiguredByVariablesOfTheClient() throws Exception {
        command(Map.of("OPENLINEAGE__TRANSPORT__TYPE", "http", "OPENLINEAGE__TRANSPORT__URL", sink.url()));
        assertThat(told()).hasSize(8);
    }

    @Test
    void service_thatIsConfiguredWrong_doesNotAffectTheRun() throws Exception {
        command(Map.of("OPENLINEAGE__TRANSPORT__TYPE", "pigeon"));
        assertThat(project.resolve("out/told.txt")).hasContent("delays: 137");
    }

    @Test
    void service_isConfiguredByAFile() throws Exception {
        Files.writeString(project.resolve("openlineage.yml"), "transport:\n  type: http\n  url: " + sink.url() + "\n");
        command(Map.of());
        assertThat(told()).hasSize(8);
        sink.events().clear();
        command(Map.of("OPENLINEAGE_DISABLED", "true"));
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void service_withoutConfiguration_sendsAndSaysNothing() throws Exception {
        assertThat(command(Map.of())).doesNotContainIgnoringCase("lineage:").doesNotContain("openlineage");
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void commit_isThatOfTheProject() throws Exception {
        git("init", "-q");
        git("-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "--allow-empty", "-m", "one");
        git("remote", "add", "origin", "https://somebody:hunter2@git.example.com/air/flights.git");
        run(LineageFlow.create()).orThrow();
        assertThat(told()).hasSize(8);
        JsonNode code =
                event("START", "LineageFlow.add").get("job").get("facets").get("sourceCodeLocation");
        assertThat(code.get("url").stringValue()).isEqualTo("https://git.example.com/air/flights.git");
        assertThat(code.get("version").stringValue()).isEqualTo(git("rev-parse", "HEAD"));
        assertThat(sink.events().toString()).doesNotContain("hunter2");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }
}
