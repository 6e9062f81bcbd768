package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.terminal.Terminal;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C on a running command line. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InterruptTest {
    @TempDir
    Path project;

    /** The program that is interrupted: its second node waits until it is, or not at all. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            System.exit(Freshet.main(ForkedPipeline.of(Nodes.class, List.of("waits")), args));
        }
    }

    /** Three nodes in a row, the second of which may wait. */
    public static final class Nodes implements ForkedPipeline.Script {
        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("a = P.a() -> x\nb = P.b(x) -> y\nc = P.c(y) -> z\n")
                    .node("a", (in, context) -> new Object[] {"a"})
                    .node("b", (in, context) -> {
                        if (lines.contains("waits")) {
                            System.out.println("waiting");
                            new CountDownLatch(1).await();
                        }
                        return new Object[] {"b"};
                    })
                    .node("c", (in, context) -> new Object[] {"c"});
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sequential", "threads:3", "processes:2"})
    void interrupt_keepsWhatIsDoneAndExits130(String runner) throws IOException, InterruptedException {
        assumeThat(Files.exists(Path.of("/bin/kill"))).as("there are signals").isTrue();
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(
                base.resolve("catalog.yml"),
                "x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\nz: {type: text, path: z.txt}\n");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        ForkedPipeline.option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        "run",
                        "--runner",
                        runner,
                        "--conf-source",
                        project.resolve("conf").toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder before = new StringBuilder();
            for (String line = ""; !"waiting".equals(line); line = out.readLine()) {
                assertThat(line)
                        .as("the node is called before the end of:%s", before)
                        .isNotNull();
                before.append(line).append('\n');
            }
            // As a terminal does: the processes that it started too.
            List<String> kill = new ArrayList<>(List.of("/bin/kill", "-INT", Long.toString(child.pid())));
            child.descendants().forEach(worker -> kill.add(Long.toString(worker.pid())));
            new ProcessBuilder(kill).start().waitFor();
            String after = out.lines().collect(Collectors.joining("\n"));
            assertThat(after)
                    .as(before.toString())
                    .containsPattern("b: cancelled after")
                    .containsPattern("c: not run: the run stopped first")
                    .contains("1 of 3 nodes succeeded")
                    .endsWith("the run was cancelled; the next run resumes where it stopped");
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).isEqualTo(130);
        } finally {
            child.destroyForcibly();
        }
        Run next = Run.of(ForkedPipeline.of(Nodes.class, List.of())).conf(project.resolve("conf"));
        assertThat(next.plan().decisions().get("a").getClass().getSimpleName()).isEqualTo("UpToDate");
        assertThat(next.start().orThrow().get(new DatasetRef<String>("z"))).isEqualTo("c");
    }

    @Test
    void terminalWidth_isReadFromTheEnvironment() {
        assertThat(Terminal.width(Map.of("COLUMNS", "120"))).isEqualTo(120);
        assertThat(Terminal.width(Map.of("COLUMNS", "wide"))).isEqualTo(80);
        assertThat(Terminal.width(Map.of())).isEqualTo(80);
    }
}
