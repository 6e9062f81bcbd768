package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.CommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code run} refuses before its first node, the commands that only look refuse in the same words. */
final class ChecksTest {
    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline(
                    "clean = P.clean(raw, params:rate) -> text\ncount = P.count(text) -> n\n")
            .type("params:rate", Integer.class)
            .type("n", Integer.class)
            .node("clean", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("count", (in, context) -> new Object[] {((String) in[0]).length()});

    /** A mistake, as a file of the project and its content; the file is deleted if the content is empty. */
    private static final Map<String, Map<String, String>> MISTAKES = Map.of(
            "option", Map.of("conf/base/catalog.yml", "raw: {type: text, path: raw.txt, encodng: utf-8}\n"),
            "type", Map.of("conf/base/catalog.yml", "raw: {type: txet, path: raw.txt}\n"),
            "input", Map.of("raw.txt", ""),
            "parameter", Map.of("conf/base/parameters.yml", "raet: 1\n"),
            "parameterType", Map.of("conf/base/parameters.yml", "rate: high\n"),
            "credentials",
                    Map.of(
                            "conf/base/catalog.yml",
                            "raw: {type: text, path: raw.txt}\n"
                                    + "n: {type: json, path: 's3://b/n.json', credentials: nobody}\n"),
            "places",
                    Map.of(
                            "conf/base/catalog.yml",
                            "raw: {type: text, path: raw.txt}\ntext: {type: text, path: x.txt}\n"
                                    + "n: {type: text, path: x.txt}\n"),
            "capacity", Map.of("conf/base/run.yml", "capacities: {cpus: none}\n"));

    @BeforeEach
    void writeProject() throws IOException {
        write("conf/base/catalog.yml", "raw: {type: text, path: raw.txt}\nn: {type: json, path: n.json}\n");
        write("conf/base/parameters.yml", "rate: 1\n");
        write("raw.txt", " four ");
    }

    private void write(String file, String content) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        if (content.isEmpty()) {
            Files.delete(path);
        } else {
            Files.writeString(path, content);
        }
    }

    private Ended execute(String words) {
        return new CommandLine(pipeline, project).execute(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"option", "type", "input", "parameter", "parameterType", "credentials", "places", "capacity"})
    void mistake_isToldByEveryCommandThatLooks(String mistake) throws IOException {
        for (Map.Entry<String, String> file : MISTAKES.get(mistake).entrySet()) {
            write(file.getKey(), file.getValue());
        }
        Ended ran = execute("run");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).isNotEmpty();
        assertThat(execute("plan")).isEqualTo(ran);
        assertThat(execute("run --dry-run")).isEqualTo(ran);
        Ended checked = execute("catalog check");
        assertThat(checked.code()).isEqualTo(2);
        assertThat(checked.err().lines().toList())
                .containsSubsequence(ran.err().lines().toList());
        assertThat(project.resolve("n.json")).doesNotExist();
    }

    /** Whoever types commands cannot call Java methods. */
    @Test
    void valueInMemory_thatNobodyMakes_isToStore() throws IOException {
        write("conf/base/catalog.yml", "raw: {type: memory}\nn: {type: json, path: n.json}\n");
        assertThat(execute("run").err())
                .isEqualTo("pipeline Test: needs the input \"raw\", which is neither given nor stored; give \"raw\" a"
                        + " dataset type that stores it, instead of memory at conf/base/catalog.yml:1:1\n");
        write("conf/base/catalog.yml", "raw: {type: text, path: raw.txt}\nn: {type: json, path: n.json}\n");
        assertThat(execute("run --nodes count").err())
                .endsWith("which only \"clean\" makes; run that node too (--from-nodes clean), or put \"text\" in the"
                        + " catalog\n");
    }

    @Test
    void severalMistakes_areAllToldByStatus() throws IOException {
        write("conf/base/catalog.yml", "raw: {type: txet, path: raw.txt}\nn: {type: jsn, path: n.json}\n");
        Ended ran = execute("run");
        assertThat(ran.err()).containsSubsequence("catalog.yml:1:", "catalog.yml:2:");
        assertThat(execute("status")).isEqualTo(ran);
    }

    @Test
    void runnerThatDoesNotFit_isToldByADryRun() {
        Ended ran = execute("run --runner processes:2");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(execute("run --dry-run --runner processes:2")).isEqualTo(ran);
    }

    @Test
    void upToDateProject_withoutItsInput_isPlannedAsItIsRun() throws IOException {
        assertThat(execute("run").code()).isZero();
        write("raw.txt", "");
        assertThat(execute("plan").code()).isEqualTo(execute("run").code());
        assertThat(execute("catalog check").code()).isEqualTo(2);
    }

    @Test
    void why_withoutTheInput_stillExplains() throws IOException {
        write("raw.txt", "");
        assertThat(execute("why count").code()).isZero();
    }

    @Test
    void pipelineWithCatalog_withoutConfiguration_exits2WithWhatWasTried() {
        TestPipeline compiled = pipeline.catalog("conf/base/catalog.yml");
        for (String command : new String[] {"run", "plan", "status", "run --force", "why count"}) {
            Ended ended = new CommandLine(compiled, project).main(command.split(" "));
            assertThat(ended)
                    .isEqualTo(
                            new Ended(
                                    2,
                                    "",
                                    Path.of("conf").toAbsolutePath()
                                            + ": there is no such directory, and the pipeline Test has the catalog"
                                            + " \"conf/base/catalog.yml\"; set --conf-source to the configuration directory\n"));
        }
    }
}
