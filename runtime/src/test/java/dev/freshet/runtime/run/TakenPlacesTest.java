package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.runtime.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries whose place holds something else are reported before the first node. */
final class TakenPlacesTest {
    @TempDir
    Path project;

    private final List<String> ran = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("raw.txt"), "raw");
    }

    private Run run(String raw, String a) throws IOException {
        Files.writeString(
                project.resolve("conf/base/catalog.yml"),
                "raw: {type: text, path: " + raw + "}\na: {type: text, path: " + a + "}\n");
        return Run.of(new TestPipeline("n = P.n(raw) -> a\n").node("n", (in, context) -> {
                    ran.add("n");
                    return new Object[] {in[0]};
                }))
                .conf(project.resolve("conf"));
    }

    private List<String> problems(String raw, String a) throws IOException {
        Run run = run(raw, a);
        ran.clear();
        ConfigException thrown = catchThrowableOfType(ConfigException.class, run::start);
        assertThat(thrown).isNotNull();
        assertThat(ran).isEmpty();
        return thrown.problems().stream().map(ConfigProblem::message).toList();
    }

    @Test
    void versionedAddedAndTakenAway_isReported() throws IOException {
        run("raw.txt", "a.txt").start().orThrow();
        assertThat(problems("raw.txt", "a.txt, versioned: true"))
                .singleElement()
                .asString()
                .startsWith("a directory with the versions of \"a\" is expected at a.txt, but this is a file");
        Files.delete(project.resolve("a.txt"));
        run("raw.txt", "a.txt, versioned: true").start().orThrow();
        assertThat(problems("raw.txt", "a.txt"))
                .singleElement()
                .asString()
                .startsWith("a file is expected at a.txt, but this is a directory with versions")
                .endsWith("; add \"versioned: true\", or move the directory away");
    }

    @Test
    void allMistakes_areReported_eachOnce() throws IOException {
        Files.createDirectories(project.resolve("inputs"));
        assertThat(problems("inputs", "raw.txt/a.txt"))
                .satisfiesExactly(
                        message ->
                                assertThat(message).startsWith("a file is expected at inputs, but this is a directory"),
                        message -> assertThat(message)
                                .startsWith("there can be no raw.txt/a.txt, since raw.txt is a file"));
        assertThat(problems("raw.txt, versioned: true", "a.txt"))
                .singleElement()
                .asString()
                .startsWith("a directory with the versions of \"raw\" is expected at raw.txt, but this is a file");
    }
}
