package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.config.ConfigException;
import dev.freshet.runtime.ProgramProcess;
import dev.freshet.runtime.ProgramProcess.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What runs must do whose datasets are all in a storage. The tests of a storage extend this class. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class StorageRunContract {
    private static final String CREDENTIALS = "conf/local/credentials.yml";

    @TempDir
    protected Path project;

    private ProgramProcess program;

    /** Returns the location of a dataset, such as {@code s3://bucket/data/raw.txt}. */
    protected abstract String location(String dataset);

    /** Returns the credentials that the storage accepts, as a mapping of YAML. */
    protected abstract String credentials();

    /** Returns credentials that the storage refuses. */
    protected abstract String wrongCredentials();

    /** Returns what the message about refused credentials says. */
    protected abstract String refusal();

    /** Returns a text that both credentials contain, and that nobody may see. */
    protected abstract String secret();

    protected abstract void put(String dataset, String text);

    protected abstract String stored(String dataset);

    protected abstract void delete(String dataset);

    /** Returns the requests that reached the storage; can be cleared. */
    protected abstract List<String> requests();

    /** Returns whether a request only asks for the stamp of an object. */
    protected abstract boolean asksForStamp(String request);

    /** Returns the dataset whose content a request asks for; empty for other requests. */
    protected abstract Optional<String> downloaded(String request);

    protected abstract boolean isUpload(String request);

    /** Lets the storage answer the next upload of a dataset with 403, and returns how the message tells this. */
    protected abstract String forbidUpload(String dataset);

    @BeforeEach
    void writeProject() throws IOException {
        StringBuilder catalog = new StringBuilder();
        for (String name : List.of("raw", "other", "cleaned", "counted", "shouted")) {
            catalog.append(name + ": {type: text, path: \"" + location(name) + "\", credentials: store}\n");
        }
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        writeCredentials(credentials());
        put("raw", " raw ");
        put("other", "other");
        program = new ProgramProcess(StorageFlow.class, project);
        StorageFlow.CALLED.clear();
    }

    private void writeCredentials(String mapping) throws IOException {
        Path file = project.resolve(CREDENTIALS);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "store: " + mapping + "\n");
    }

    protected final Run describe() {
        return Run.of(StorageFlow.create()).conf(project.resolve("conf"));
    }

    /** Runs in this process, and returns the nodes that were called. */
    protected final List<String> run() {
        StorageFlow.CALLED.clear();
        requests().clear();
        describe().start().orThrow();
        return StorageFlow.CALLED.stream().sorted().toList();
    }

    private List<String> downloads() {
        return requests().stream()
                .flatMap(request -> downloaded(request).stream())
                .toList();
    }

    @Test
    void secondRun_isFresh_andDownloadsNothing() {
        assertThat(run()).containsExactly("clean", "count", "shout");
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(stored("shouted")).isEqualTo("OTHER");
        assertThat(requests().stream().filter(this::isUpload)).hasSize(3);
        assertThat(run()).isEmpty();
        assertThat(requests()).isNotEmpty().allMatch(this::asksForStamp);
    }

    @Test
    void firstRun_downloadsInputsOnly() {
        run();
        assertThat(downloads()).containsExactlyInAnyOrder("raw", "other");
    }

    @Test
    void editedObject_runsItsReadersOnly() {
        run();
        assertThat(run()).as("and no shortcut is left for later runs").isEmpty();
        put("raw", " newer ");
        assertThat(run()).containsExactly("clean", "count");
        assertThat(stored("cleaned")).isEqualTo("newer");
        assertThat(downloads()).doesNotContain("other");
        put("other", "others");
        assertThat(run()).containsExactly("shout");
    }

    @Test
    void editWithoutConsequence_stopsThere() {
        run();
        put("raw", "raw  ");
        assertThat(run()).containsExactly("clean");
        assertThat(run()).isEmpty();
        assertThat(requests()).allMatch(this::asksForStamp);
    }

    @Test
    void outputThatSomebodyElseReplacedOrDeleted_isMadeAgain() {
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
        String answer = forbidUpload("cleaned");
        assertThat(describe().start().failure().orElseThrow().cause())
                .hasMessage("dataset \"cleaned\" (" + location("cleaned") + "): no permission (" + answer
                        + "); a storage can also answer this if the file does not exist");
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(describe().plan().toString()).doesNotContain(secret());
        assertThat(run()).containsExactly("clean", "count");
        assertThat(stored("cleaned")).isEqualTo("newer");
    }

    @Test
    void workerProcesses_getAtTheStorage_withoutSecretsInSight() throws IOException {
        describe().runner(Runner.processes(1)).start().orThrow();
        assertThat(stored("cleaned")).isEqualTo("raw");
        assertThat(StorageFlow.CALLED).as("in this process").isEmpty();
        assertThat(stored("counted")).startsWith("3").contains("java").doesNotContain(secret());
        assertThat(program.filesWith(secret())).containsExactly(CREDENTIALS);
        assertThat(run()).as("after what worker processes digested").isEmpty();
        assertThat(requests()).allMatch(this::asksForStamp);
    }

    @Test
    void commands_tellWhatIsWrongInALine_andNoSecret() throws Exception {
        assertThat(program.execute("run").code()).isZero();
        for (String shown : List.of("plan", "status", "list", "catalog check", "why clean")) {
            Said said = program.execute(shown.split(" "));
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).doesNotContain(secret());
        }
        writeCredentials(wrongCredentials());
        Said refused = program.execute("run", "--force");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.text())
                .startsWith("dataset \"")
                .contains(refusal())
                .hasLineCount(1)
                .doesNotContain(secret());
        assertThat(program.filesWith(secret())).containsExactly(CREDENTIALS);
    }

    @Test
    void missingInput_isAConfigurationError() {
        delete("raw");
        assertThatThrownBy(() -> describe().start())
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "conf/base/catalog.yml:1:1: the input \"raw\" does not exist: there is no " + location("raw"));
    }
}
