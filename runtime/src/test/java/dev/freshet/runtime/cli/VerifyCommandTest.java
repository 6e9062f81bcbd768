package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code verify} prints, and its exit codes. */
final class VerifyCommandTest extends ProjectCommandTest {
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

    @Override
    CompiledPipeline pipeline() {
        return pipeline;
    }

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        write("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                text: {type: text, path: text.txt}
                rated: {type: text, path: rated.txt}
                """);
        write("raw.txt", " four ");
        write("rates.txt", "2");
        assertThat(main("run")).isZero();
    }

    @Test
    void verify_ofEqualNodes_saysSoInOneLine() {
        assertThat(main("verify", "--nodes", "clean,rate")).isZero();
        assertThat(out()).isEqualTo("verified 2 nodes: 2 equal\n");
    }

    @Test
    void verify_ofADifference_namesIt_andFails() throws IOException {
        write("rates.txt", "3");
        assertThat(main("verify", "--runner", "threads:2")).isEqualTo(Freshet.FAILED);
        assertThat(out()).isEqualTo("""
                rate  differs       rated, line 1: stored "four2", made "four3"
                tell  not verified  it makes no dataset
                verified 2 nodes: 1 equal, 1 differs; 1 not verified
                """);
    }

    @Test
    void verify_asJson_hasAllOfIt() throws IOException {
        write("rates.txt", "3");
        assertThat(main("verify", "--json", "--nodes", "rate")).isEqualTo(Freshet.FAILED);
        assertThat(out()).isEqualTo("""
                {"succeeded":false,"nodes":[{"node":"rate","verdict":"differs","dataset":"rated","place":"line 1",\
                "stored":"\\"four2\\"","made":"\\"four3\\""}]}
                """);
    }

    @Test
    void verify_ofStaleNodes_namesThem_andIsDone() throws IOException {
        write("raw.txt", "five");
        assertThat(main("verify", "--nodes", "clean")).isZero();
        assertThat(out())
                .startsWith("clean  stale  run it first: input raw changed: the content of raw.txt differs")
                .endsWith("verified 0 nodes; 1 stale\n");
    }

    @Test
    void sample_thatIsNoShare_isWrongUsage() {
        for (String wrong : List.of("0%", "101%", "5", "x%", "-1%")) {
            assertThat(main("verify", "--sample=" + wrong)).as(wrong).isEqualTo(Freshet.USAGE);
            assertThat(err()).contains("is not a share of the nodes; write it as in --sample 5%");
        }
        assertThat(main("verify", "--sample", "5%", "--sample-seed", "3")).isZero();
        assertThat(out()).startsWith("tell  not verified").contains("verified 1 node: 1 equal");
    }

    @Test
    void unknownNode_isWrongUsage_withTheNearest() {
        assertThat(main("verify", "--nodes", "clear")).isEqualTo(Freshet.USAGE);
        assertThat(err()).contains("has no node \"clear\"; did you mean \"clean\"?");
    }
}
