package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What {@code verify} prints, and its exit codes. */
final class VerifyCommandTest {
    @TempDir
    Path project;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final TestPipeline pipeline = new TestPipeline("""
                    clean = P.clean(raw) -> text
                    rate = P.rate(text) -> rated
                    tell = P.tell(rated)
                    """)
            .node("clean", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("rate", (in, context) ->
                    new Object[] {in[0] + Files.readString(project().resolve("rates.txt"))})
            .node("tell", (in, context) -> new Object[] {});

    private Path project() {
        return project;
    }

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        edit("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                text: {type: text, path: text.txt}
                rated: {type: text, path: rated.txt}
                """);
        edit("raw.txt", " four ");
        edit("rates.txt", "2");
        assertThat(main("run")).isZero();
    }

    private void edit(String file, String text) throws IOException {
        Files.writeString(project.resolve(file), text);
    }

    private int main(String command, String... more) {
        List<String> all = new ArrayList<>(
                List.of(command, "--conf-source", project.resolve("conf").toString()));
        all.addAll(List.of(more));
        out.reset();
        err.reset();
        return Freshet.main(
                pipeline,
                Console.of(new PrintStream(out, true), new PrintStream(err, true), false),
                all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void verify_ofEqualNodes_saysSoInOneLine() {
        assertThat(main("verify", "--nodes", "clean,rate")).isZero();
        assertThat(out()).isEqualTo("verified 2 nodes: 2 equal\n");
    }

    @Test
    void verify_ofADifference_namesIt_andFails() throws IOException {
        edit("rates.txt", "3");
        assertThat(main("verify", "--runner", "threads:2")).isEqualTo(Freshet.FAILED);
        assertThat(out()).isEqualTo("""
                rate  differs       rated, line 1: stored "four2", made "four3"
                tell  not verified  it makes no dataset
                verified 2 nodes: 1 equal, 1 differs; 1 not verified
                """);
    }

    @Test
    void verify_asJson_hasAllOfIt() throws IOException {
        edit("rates.txt", "3");
        assertThat(main("verify", "--json", "--nodes", "rate")).isEqualTo(Freshet.FAILED);
        assertThat(out()).isEqualTo("""
                {"succeeded":false,"nodes":[{"node":"rate","verdict":"differs","dataset":"rated","place":"line 1",\
                "stored":"\\"four2\\"","made":"\\"four3\\""}]}
                """);
    }

    @Test
    void verify_ofStaleNodes_namesThem_andIsDone() throws IOException {
        edit("raw.txt", "five");
        assertThat(main("verify", "--nodes", "clean")).isZero();
        assertThat(out())
                .startsWith("clean  stale  run it first: input raw changed: the content of raw.txt differs")
                .endsWith("verified 0 nodes; 1 stale\n");
    }

    @Test
    void sample_thatIsNoShare_isWrongUsage() {
        for (String wrong : List.of("0%", "101%", "5", "x%", "-1%")) {
            assertThat(main("verify", "--sample=" + wrong)).as(wrong).isEqualTo(Freshet.USAGE);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("is not a share of the nodes; write it as in --sample 5%");
        }
        assertThat(main("verify", "--sample", "5%", "--sample-seed", "3")).isZero();
        assertThat(out()).startsWith("tell  not verified").contains("verified 1 node: 1 equal");
    }

    @Test
    void unknownNode_isWrongUsage_withTheNearest() {
        assertThat(main("verify", "--nodes", "clear")).isEqualTo(Freshet.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("has no node \"clear\"; did you mean \"clean\"?");
    }
}
