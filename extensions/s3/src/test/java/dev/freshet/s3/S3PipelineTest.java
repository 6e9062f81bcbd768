package dev.freshet.s3;

import static dev.freshet.s3.Access.answer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Runs whose datasets are all in a bucket. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class S3PipelineTest {
    @TempDir
    Path project;

    private final S3Server server = S3Server.running();
    private final String bucket = server.bucket();
    private FaultProxy proxy;

    @BeforeEach
    void writeProject() throws IOException {
        proxy = new FaultProxy(server.port());
        Path base = Files.createDirectories(project.resolve("conf/base"));
        StringBuilder catalog = new StringBuilder();
        for (String name : List.of("raw", "other", "cleaned", "counted", "shouted")) {
            catalog.append(
                    name + ": {type: text, path: \"s3://" + bucket + "/data/" + name + ".txt\", credentials: store}\n");
        }
        Files.writeString(base.resolve("catalog.yml"), catalog);
        credentials(S3Server.SECRET);
        put("raw", " raw ");
        put("other", "other");
        S3Flow.CALLED.clear();
    }

    private void credentials(String secret) throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve("conf/local")).resolve("credentials.yml"),
                "store: {access_key_id: " + S3Server.KEY + ", secret_access_key: \"" + secret
                        + "\", region: us-east-1, endpoint: \"" + proxy.endpoint() + "\"}\n");
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private void put(String name, String text) {
        try (S3Client client = server.client()) {
            client.putObject(
                    request -> request.bucket(bucket).key("data/" + name + ".txt"), RequestBody.fromString(text));
        }
    }

    private String stored(String name) {
        try (S3Client client = server.client()) {
            return client.getObjectAsBytes(request -> request.bucket(bucket).key("data/" + name + ".txt"))
                    .asUtf8String();
        }
    }

    private Run describe() {
        return Run.of(S3Flow.create()).conf(project.resolve("conf"));
    }

    private List<String> run() {
        S3Flow.CALLED.clear();
        proxy.requests().clear();
        describe().start().orThrow();
        return S3Flow.CALLED.stream().sorted().toList();
    }

    @Test
    void secondRun_isFresh_andDownloadsNothing() {
        assertThat(run()).containsExactly("clean", "count", "shout");
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(stored("shouted")).isEqualTo("OTHER");
        assertThat(proxy.count("PUT")).isEqualTo(3);
        assertThat(run()).isEmpty();
        assertThat(proxy.requests())
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allMatch(request -> request.startsWith("HEAD "));
    }

    @Test
    void firstRun_downloadsInputsOnly() {
        run();
        assertThat(proxy.requests().stream().filter(request -> request.startsWith("GET")))
                .containsExactlyInAnyOrder("GET /" + bucket + "/data/raw.txt", "GET /" + bucket + "/data/other.txt");
    }

    @Test
    void editedObject_runsItsReadersOnly() {
        run();
        assertThat(run()).as("and no shortcut is left for later runs").isEmpty();
        put("raw", " newer ");
        assertThat(run()).containsExactly("clean", "count");
        assertThat(stored("cleaned")).isEqualTo("newer");
        assertThat(proxy.requests()).noneMatch(request -> request.contains("other.txt") && request.startsWith("GET"));
        put("other", "others");
        assertThat(run()).containsExactly("shout");
    }

    /** Its stamp is the same before and after, but a node has loaded what was there in between. */
    @ParameterizedTest
    @MethodSource("runners")
    void objectThatChangedAndChangedBack_isNotTakenForWhatWasLoaded(Runner runner) {
        for (boolean isNew : List.of(true, false)) {
            proxy.next(1, "GET /" + bucket + "/data/raw.txt", FaultProxy.before(() -> put("raw", "between")));
            proxy.next(1, "PUT /" + bucket + "/data/cleaned.txt", FaultProxy.before(() -> put("raw", " raw ")));
            (isNew ? describe() : describe().force()).runner(runner).start();
            assertThat(stored("cleaned")).isEqualTo("between");
            assertThat(run()).as("the node is new: %s", isNew).contains("clean");
            assertThat(stored("cleaned")).isEqualTo("raw");
        }
    }

    static Stream<Runner> runners() {
        return Stream.of(Runner.threads(2), Runner.processes(1));
    }

    @Test
    void editWithoutConsequence_stopsThere() {
        run();
        put("raw", "raw  ");
        assertThat(run()).containsExactly("clean");
        assertThat(run()).isEmpty();
        assertThat(proxy.requests()).allMatch(request -> request.startsWith("HEAD "));
    }

    @Test
    void outputThatSomebodyElseReplacedOrDeleted_isMadeAgain() {
        run();
        put("shouted", "else");
        assertThat(run()).containsExactly("shout");
        try (S3Client client = server.client()) {
            client.deleteObject(request -> request.bucket(bucket).key("data/cleaned.txt"));
        }
        assertThat(run()).containsExactly("clean");
        assertThat(stored("cleaned")).isEqualTo("raw");
    }

    @Test
    void failedSave_failsItsNode_andTheNextRunMakesUp() {
        run();
        put("raw", " newer ");
        put("other", "others");
        proxy.always("PUT /" + bucket + "/data/cleaned.txt", answer(403, "AccessDenied"));
        RunReport report = describe().start();
        assertThat(report.failure().orElseThrow().cause())
                .hasMessage("dataset \"cleaned\" (s3://" + bucket + "/data/cleaned.txt): no permission (403"
                        + " AccessDenied); a storage can also answer this if the file does not exist");
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(describe().plan().toString()).doesNotContain(S3Server.SECRET);
    }

    @Test
    void workerProcesses_getAtTheBucket_withoutSecretsInSight() throws IOException {
        describe().runner(Runner.processes(1)).start().orThrow();
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(S3Flow.CALLED).as("in this process").isEmpty();
        assertThat(stored("counted")).startsWith("3").contains("java").doesNotContain(S3Server.SECRET);
        assertThat(filesWithSecrets()).containsExactly("conf/local/credentials.yml");
        assertThat(run()).as("after what worker processes digested").isEmpty();
        assertThat(proxy.requests()).allMatch(request -> request.startsWith("HEAD "));
    }

    private List<String> filesWithSecrets() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("hunter2")) {
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
                S3Flow.class.getName()));
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
            assertThat(said.text()).doesNotContain("hunter2");
        }
        credentials("hunter2-is-wrong");
        Said refused = command("run", "--force");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text())
                .startsWith("dataset \"")
                .contains("no permission (403)")
                .hasLineCount(1)
                .doesNotContain("hunter2");
        assertThat(filesWithSecrets()).containsExactly("conf/local/credentials.yml");
    }

    @Test
    void missingInput_isAConfigurationError() {
        try (S3Client client = server.client()) {
            client.deleteObject(request -> request.bucket(bucket).key("data/raw.txt"));
        }
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> describe().start()))
                .isInstanceOf(dev.freshet.config.ConfigException.class)
                .hasMessage("conf/base/catalog.yml:1:1: the input \"raw\" does not exist: there is no s3://" + bucket
                        + "/data/raw.txt");
    }
}
