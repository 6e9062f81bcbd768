package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.freshet.docs.Project.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The samples of {@code docs/operating.md}, {@code docs/packaging.md} and {@code docs/testing-pipelines.md}. What packs
 * and logs is in the module {@code packaging}, whose test runs it.
 */
final class OperatingSamples {
    private static final String OPERATING = "docs/operating.md#";
    private static final String PACKAGING = "docs/packaging.md#";
    private static final String TESTING = "docs/testing-pipelines.md#";

    private OperatingSamples() {}

    static List<Sample> all() {
        return List.of(
                new Sample(
                        "the options are read, and the mistake has its place",
                        List.of(OPERATING + "options-in-a-file", OPERATING + "options-in-a-file (2)"),
                        OperatingSamples::readsOptions),
                Sample.of(
                        OPERATING + "shell-completion (2)",
                        "bash completes the command afterwards",
                        OperatingSamples::completes),
                Sample.of(OPERATING + "logs (2)", "the packed program logs so", OperatingSamples::isThePackedLogging),
                Sample.of(
                        PACKAGING + "a-jar-beside-its-libraries",
                        "the program is packed so",
                        OperatingSamples::isInThePackedProgram),
                Sample.of(
                        PACKAGING + "one-jar-with-everything",
                        "the program is packed so",
                        OperatingSamples::isInThePackedProgram),
                Sample.of(
                        PACKAGING + "several-modules (2)",
                        "the versions are the build's",
                        PomSample::pluginHasTheVersionsOfTheBuild),
                new Sample(
                        "the tests of the README's project succeed",
                        List.of(
                                TESTING + "nodes-and-whole-pipelines-in-memory",
                                TESTING + "runs-in-a-temporary-directory",
                                TESTING + "the-configuration-of-the-project"),
                        OperatingSamples::succeeds));
    }

    private static void readsOptions(Project project, List<String> texts) throws Exception {
        project.file("conf/base/catalog.yml", "told: {type: text, path: data/told.txt}\n")
                .file("conf/base/parameters.yml", "vat: 0.1\nsplit: {seed: 1, names: []}\n")
                .file("conf/production/parameters.yml", "{}\n")
                .file("night.yml", texts.get(0));
        project.java("demo.Flow", Sources.unit("""
                @Pipeline final class Flow {
                    record Split(int seed, List<String> names) {}
                    @Node(inputs = {"params:vat", "params:split"}, outputs = "told", tags = "weekly", uses = "gpu:1")
                    static String tell(double vat, Split split) { return vat + " " + split; }
                    @Node(tags = "nightly") static int n() { return 1; }
                }
                """));
        Sources.compile(project);
        String file = project.path("night.yml").toString();
        // Worker processes have the class path of this program, which lacks the classes of the sample.
        project.freshet("demo.FlowPipeline", "run", "--config", file, "--dry-run")
                .succeeded();
        project.file("night.yml", texts.get(0).replace("worker-options: -Xmx4g\n", ""));
        project.freshet("demo.FlowPipeline", "run", "--config", file, "--runner", "threads:2")
                .succeeded();
        assertThat(project.read("data/told.txt").strip()).isEqualTo("0.19 Split[seed=7, names=[a, b, c]]");
        project.file("night.yml", texts.get(0).replace("processes:4", "proceses"));
        Output mistake = project.freshet("demo.FlowPipeline", "run", "--config", file);
        assertThat(mistake.exitCode()).isEqualTo(2);
        assertThat(mistake.err().replace(file, "night.yml")).isEqualTo(texts.get(1));
    }

    private static void isThePackedLogging(Project project, List<String> texts) throws IOException {
        assertThat(Files.readString(Page.ROOT.resolve("packaging/src/main/resources/logback.xml")))
                .isEqualTo(texts.get(0));
    }

    /** Apart from the depth of the lines, the block is in the {@code pom.xml} of the module. */
    private static void isInThePackedProgram(Project project, List<String> texts) throws IOException {
        assertThat(withoutIndentation(Files.readString(Page.ROOT.resolve("packaging/pom.xml"))))
                .contains(withoutIndentation(texts.get(0)));
    }

    private static String withoutIndentation(String text) {
        return text.replaceAll("(?m)^ +", "");
    }

    private static void completes(Project project, List<String> texts) throws Exception {
        project.java("demo.Flow", Sources.unit("@Pipeline final class Flow { @Node static int n() { return 1; } }"));
        Sources.compile(project);
        String script = project.command("demo.FlowPipeline", List.of("completion", "bash", "--command", "sales"))
                .succeeded()
                .out();
        project.file("script", script);
        String program = "sales() { [[ \"$*\" == 'completion bash --command sales' ]] && cat '" + project.path("script")
                + "'; }\n" + texts.get(0) + "complete -p sales\n";
        Process bash = new ProcessBuilder("bash", "-c", program)
                .redirectErrorStream(true)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(printed).isZero();
        assertThat(printed).isEqualTo("complete -F _freshet_sales sales\n");
    }

    private static void succeeds(Project project, List<String> texts) throws Exception {
        String imports = """
                package org.example;
                import static org.junit.jupiter.api.Assertions.*;
                import dev.freshet.runtime.run.*;
                import java.io.IOException;
                import java.nio.file.*;
                import java.util.List;
                import org.junit.jupiter.api.Test;
                import org.junit.jupiter.api.io.TempDir;
                """;
        ReadmeSamples.writeProject(project);
        List<String> names = List.of("SalesTest", "SalesRunTest", "ConfigurationTest");
        String here = "Path.of(\"" + project.path("").toString().replace("\\", "/") + "/conf";
        for (int i = 0; i < names.size(); i++) {
            assertThat(texts.get(i)).contains("class " + names.get(i));
            project.java("org.example." + names.get(i), imports + texts.get(i).replace("Path.of(\"conf", here));
        }
        Sources.compile(project);
        for (String name : names) {
            EngineExecutionResults results = project.inProject(() -> EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(Class.forName(
                            "org.example." + name, true, Thread.currentThread().getContextClassLoader())))
                    .execute());
            assertThat(results.allEvents().failed().list()).isEmpty();
            assertThat(results.testEvents().succeeded().count()).isPositive();
        }
        assertThat(Files.exists(Path.of("conf"))).isFalse();
    }
}
