package dev.freshet.gcs;

import static dev.freshet.gcs.Access.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FaultProxy;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose datasets are all in a bucket. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GcsPipelineTest {
    @TempDir
    Path project;

    private final GcsStub stub = GcsStub.running();
    private final StubBucket bucket = stub.bucket();
    private FaultProxy proxy;

    @BeforeEach
    void writeProject() throws IOException {
        proxy = new FaultProxy(stub.port());
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder();
        for (String name : List.of("raw", "other", "cleaned", "counted", "shouted")) {
            catalog.append(name + ": {type: text, path: \"gs://" + bucket.name() + "/data/" + name
                    + ".txt\", credentials: store}\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        bucket.onlyWithToken();
        credentials(stub.tokens().key(stub.endpoint()));
        put("raw", " raw ");
        put("other", "other");
        GcsFlow.CALLED.clear();
    }

    private void credentials(String key) throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve("conf/local")).resolve("credentials.yml"),
                "store: {key: '" + key + "', endpoint: \"" + proxy.endpoint() + "\"}\n");
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private void put(String name, String text) {
        bucket.put("data/" + name + ".txt", text.getBytes(StandardCharsets.UTF_8));
    }

    private String stored(String name) {
        return new String(bucket.content("data/" + name + ".txt"), StandardCharsets.UTF_8);
    }

    private void delete(String name) throws Exception {
        bucket.delete("data/" + name + ".txt", null);
    }

    private Run describe() {
        return Run.of(GcsFlow.create()).conf(project.resolve("conf"));
    }

    private List<String> run() {
        GcsFlow.CALLED.clear();
        proxy.requests().clear();
        describe().start().orThrow();
        return GcsFlow.CALLED.stream().sorted().toList();
    }

    @Test
    void secondRun_isFresh_andDownloadsNothing() {
        assertThat(run()).containsExactly("clean", "count", "shout");
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(stored("shouted")).isEqualTo("OTHER");
        assertThat(proxy.count("POST /upload/")).isEqualTo(3);
        assertThat(run()).isEmpty();
        assertThat(proxy.requests()).isNotEmpty().allMatch(request -> request.startsWith("GET /storage/"));
    }

    @Test
    void firstRun_downloadsInputsOnly() {
        run();
        assertThat(proxy.requests().stream().filter(request -> request.startsWith("GET /download/")))
                .extracting(request -> request.replaceAll(".*%2F|\\?.*", ""))
                .containsExactlyInAnyOrder("raw.txt", "other.txt");
    }

    @Test
    void editedObject_runsItsReadersOnly() {
        run();
        assertThat(run()).as("and no shortcut is left for later runs").isEmpty();
        put("raw", " newer ");
        assertThat(run()).containsExactly("clean", "count");
        assertThat(stored("cleaned")).isEqualTo("newer");
        assertThat(proxy.requests())
                .noneMatch(request -> request.contains("other.txt") && request.startsWith("GET /download/"));
        put("other", "others");
        assertThat(run()).containsExactly("shout");
    }

    @Test
    void editWithoutConsequence_stopsThere() {
        run();
        put("raw", "raw  ");
        assertThat(run()).containsExactly("clean");
        assertThat(run()).isEmpty();
        assertThat(proxy.requests()).allMatch(request -> request.startsWith("GET /storage/"));
    }

    @Test
    void outputThatSomebodyElseReplacedOrDeleted_isMadeAgain() throws Exception {
        run();
        put("shouted", "else");
        assertThat(run()).containsExactly("shout");
        delete("cleaned");
        assertThat(run()).containsExactly("clean");
        assertThat(stored("cleaned")).isEqualTo("raw");
    }

    @Test
    void failedSave_failsItsNode_andTheNextRunMakesUp() {
        run();
        put("raw", " newer ");
        proxy.always("POST /upload/", answer(403, "forbidden"));
        RunReport report = describe().start();
        assertThat(report.failure().orElseThrow().cause())
                .hasMessage("dataset \"cleaned\" (gs://" + bucket.name() + "/data/cleaned.txt): no permission (403"
                        + " forbidden); a storage can also answer this if the file does not exist");
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(describe().plan().toString()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void workerProcesses_getAtTheBucket_withoutSecretsInSight() throws IOException {
        describe().runner(Runner.processes(1)).start().orThrow();
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(GcsFlow.CALLED).as("in this process").isEmpty();
        assertThat(stored("counted")).startsWith("3").contains("java").doesNotContain("PRIVATE KEY");
        assertThat(filesWithSecrets()).containsExactly("conf/local/credentials.yml");
        assertThat(run()).as("after what worker processes digested").isEmpty();
        assertThat(proxy.requests()).allMatch(request -> request.startsWith("GET /storage/"));
    }

    private List<String> filesWithSecrets() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("PRIVATE KEY")) {
                    found.add(project.relativize(file).toString());
                }
            }
        }
        return found;
    }

    private record Said(int code, String text) {}

    private Said command(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                GcsFlow.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @Test
    void commands_tellWhatIsWrongInALine_andNoSecret() throws Exception {
        assertThat(command("run").code()).isZero();
        for (String shown : List.of("plan", "status", "list", "catalog check", "why clean")) {
            Said said = command(shown.split(" "));
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).doesNotContain("PRIVATE KEY");
        }
        credentials(StubTokens.foreignKey(stub.endpoint()));
        Said refused = command("run", "--force");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text())
                .startsWith("dataset \"")
                .contains("Google does not accept the credentials (400 invalid_grant)")
                .hasLineCount(1)
                .doesNotContain("PRIVATE KEY");
        assertThat(filesWithSecrets()).containsExactly("conf/local/credentials.yml");
    }

    @Test
    void missingInput_isAConfigurationError() throws Exception {
        delete("raw");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> describe().start()))
                .isInstanceOf(dev.freshet.config.ConfigException.class)
                .hasMessage("conf/base/catalog.yml:1:1: the input \"raw\" does not exist: there is no gs://"
                        + bucket.name() + "/data/raw.txt");
    }
}
