package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.ForkedPipeline;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions that are larger than the memory of the process that makes them. */
final class LargePartitionsTest {
    private static final String HEAP = "-Xmx32m";
    private static final int ROWS = 60_000;
    private static final String ROW = "x".repeat(640);

    @TempDir
    Path project;

    /** Copies partitions in a process of little memory: on threads, then in workers of as little. */
    public static final class Child implements ForkedPipeline.Script {
        public static void main(String[] args) {
            Path project = Path.of(args[0]);
            Runner runner = args[1].equals("processes")
                    ? Runner.processes(2, ForkedPipeline.option(), HEAP)
                    : Runner.threads(2);
            Run.of(ForkedPipeline.of(Child.class, List.of()))
                    .runner(runner)
                    .conf(project.resolve("conf"))
                    .start()
                    .orThrow();
        }

        @Override
        public TestPipeline pipeline(List<String> lines) {
            return new TestPipeline("copy = P.copy(^*x) -> ^*y\n")
                    .type(
                            "x",
                            GenericTypes.parameterized(
                                    Map.class, String.class, GenericTypes.parameterized(List.class, String.class)))
                    .type(
                            "y",
                            GenericTypes.parameterized(
                                    Map.class, String.class, GenericTypes.parameterized(List.class, String.class)))
                    .node("copy", (inputs, context) -> new Object[] {((Stream<?>) inputs[0]).map(row -> "" + row)});
        }
    }

    @Test
    void partitions_largerThanMemory_areStreamed() throws IOException, InterruptedException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.createDirectories(project.resolve("x"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                x: {type: text, path: "x/*.txt"}
                y: {type: text, path: "y/*.txt"}
                """);
        for (String key : List.of("a", "b")) {
            try (Writer rows = Files.newBufferedWriter(project.resolve("x/" + key + ".txt"))) {
                for (int i = 0; i < ROWS; i++) {
                    rows.write(key + i + ROW + "\n");
                }
            }
        }
        assertThat(Files.size(project.resolve("x/a.txt"))).isGreaterThan(38_000_000);
        for (String manner : List.of("threads", "processes")) {
            assertThat(run(manner)).as(manner).isZero();
            for (String key : List.of("a.txt", "b.txt")) {
                assertThat(Files.mismatch(
                                project.resolve("x").resolve(key),
                                project.resolve("y").resolve(key)))
                        .isEqualTo(-1);
                Files.delete(project.resolve("y").resolve(key));
            }
        }
    }

    private int run(String manner) throws IOException, InterruptedException {
        Path log = project.resolve("log.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:TieredStopAtLevel=1",
                        ForkedPipeline.option(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        project.toString(),
                        manner)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(child.waitFor(10, TimeUnit.MINUTES)).isTrue();
            if (child.exitValue() != 0) {
                System.out.println(Files.readString(log, StandardCharsets.UTF_8));
            }
            return child.exitValue();
        } finally {
            child.destroyForcibly();
        }
    }
}
