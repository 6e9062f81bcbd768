package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MarkdownPlanTest extends ProjectCommandTest {
    private final TestPipeline pipeline = new TestPipeline(
                    "clean = P.clean(raw) -> text\ncount = P.count(text, params:add) -> n\n")
            .type("params:add", Integer.class)
            .type("n", Integer.class)
            .node("clean", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("count", (in, context) -> new Object[] {((String) in[0]).length() + (int) in[1]});

    @Override
    CompiledPipeline pipeline() {
        return pipeline;
    }

    @BeforeEach
    void writeProject() throws IOException {
        write("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                text: {type: text, path: text.txt}
                n: {type: json, path: n.json}
                """);
        write("conf/base/parameters.yml", "add: 1\n");
        write("raw.txt", " four ");
    }

    @Test
    void markdown_afterAnEdit_namesTheParameter() throws IOException {
        assertThat(main("run")).isZero();
        assertThat(main("plan", "--markdown")).isZero();
        assertThat(out()).startsWith("### Test: nothing to run\n").contains("```mermaid\nflowchart TD\n");
        write("conf/base/parameters.yml", "add: 2\n");
        assertThat(main("plan", "--markdown")).isZero();
        assertThat(out())
                .startsWith("### Test: 1 of 2 nodes would run\n")
                .contains("| <code>count</code> | ", " | <code>parameter add 1 -&#62; 2</code> |\n");
    }

    @Test
    void markdown_ofWhatARunRefuses_isRefused() throws IOException {
        Files.delete(project.resolve("raw.txt"));
        assertThat(main("plan", "--markdown")).isEqualTo(main("plan")).isNotZero();
    }

    @Test
    void against_aFileOfFingerprints_readsNeitherStateNorData() throws IOException {
        Path file = project.resolve("fingerprints.lock");
        assertThat(main("fingerprints", "--write", file.toString())).isZero();
        Files.delete(project.resolve("raw.txt"));
        write(".freshet/journal.jsonl", "damaged\ndamaged\n");
        assertThat(main("plan", "--markdown")).isEqualTo(2);
        assertThat(main("plan", "--markdown", "--against", file.toString()))
                .as(err())
                .isZero();
        assertThat(out())
                .startsWith("### Test: nothing to run\n\nCompared with fingerprints.lock: the code only,"
                        + " without parameters, catalog and data.\n");
        String changed = Files.readString(file).replaceFirst("(?m)^clean .*$", "clean " + "0".repeat(64));
        write("fingerprints.lock", changed + "gone " + "0".repeat(64) + "\n");
        assertThat(main("plan", "--markdown", "--against", file.toString())).isZero();
        assertThat(out())
                .startsWith("### Test: 1 of 2 nodes would run, 1 may\n")
                .contains("\nRemoved: gone\n", "| <code>clean</code> |", "changes: <code>count</code>\n");
    }

    @Test
    void against_aFileThatIsMissingOrSomethingElse_isWrongUsage() throws IOException {
        String missing = project.resolve("none.lock").toString();
        assertThat(main("plan", "--markdown", "--against", missing)).isEqualTo(2);
        assertThat(err()).isEqualTo("There is no file " + missing + "; write it with \"fingerprints --write\"\n");
        Path other = write("other.lock", "clean " + "0".repeat(64) + "\nsomething else entirely\n");
        assertThat(main("plan", "--markdown", "--against", other.toString())).isEqualTo(2);
        assertThat(err()).startsWith(other + ":2: this is not a node and its fingerprint;");
    }

    @Test
    void members_thatBelongToAnotherFile_areRefused() throws IOException {
        Path file = project.resolve("fingerprints.lock");
        assertThat(main("fingerprints", "--write", file.toString(), "--members"))
                .as(err())
                .isZero();
        assertThat(main("plan", "--markdown", "--against", file.toString())).isZero();
        assertThat(out()).startsWith("### Test: nothing to run\n");
        pipeline.version("clean", "2");
        assertThat(main("fingerprints", "--write", file.toString())).isZero();
        assertThat(main("plan", "--markdown", "--against", file.toString())).isEqualTo(2);
        assertThat(err())
                .isEqualTo(file + ".members does not belong to " + file
                        + "; write both with \"fingerprints --write fingerprints.lock --members\", or delete it\n");
    }

    @Test
    void options_thatDoNotGoTogether_areWrongUsage() {
        assertThat(main("plan", "--markdown", "--json")).isEqualTo(2);
        assertThat(err()).isEqualTo("\"plan\" prints either --markdown or --json\n");
        assertThat(main("plan", "--against", "fingerprints.lock")).isEqualTo(2);
        assertThat(err()).isEqualTo("--against is for \"plan --markdown\" only\n");
        assertThat(main("fingerprints", "--members")).isEqualTo(2);
        assertThat(err()).isEqualTo("--members is for \"fingerprints --write\" only\n");
    }
}
