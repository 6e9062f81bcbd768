package dev.freshet.testkit.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program in a module of its own, with a runner of its own, on the module path: what {@code module-info} exports must be enough
 * to compile it, and what it opens must be enough to run it.
 */
@Timeout(300)
final class ModulePathTest {
    private static final List<String> NEEDED = List.of(
            "/annotations/target/classes",
            "/config/target/classes",
            "/fingerprint/target/classes",
            "/wiring/target/classes",
            "/datasets/target/classes",
            "/runtime/target/classes",
            "freshet-",
            "jackson-",
            "picocli-",
            "slf4j-",
            "snakeyaml-engine-",
            "fastcsv-",
            "hash4j-");

    private static final String MODULE = """
            module foreign {
                requires dev.freshet.runtime;
                exports foreign;
            }
            """;

    /** Nodes that read and make partitions, fail at first, and hand on what the runner holds. */
    private static final String PIPELINE = """
            package foreign;
            import dev.freshet.NodeContext;
            import dev.freshet.Partitions;
            import dev.freshet.PartitionSink;
            import dev.freshet.runtime.plan.*;
            import java.lang.reflect.*;
            import java.util.*;
            import java.util.stream.Stream;

            public final class Words implements CompiledPipeline {
                private static final PipelineGraph GRAPH = PipelineGraph.parse(String.join("\\n",
                        "split = Words.split(text) -> #words",
                        "shout = Words.shout(^words) -> ^loud",
                        "list = Words.list(%loud) -> *lines {retries=2}",
                        "join = Words.join(*lines, params:end) -> joined {timeout=60000}",
                        "show = Words.show(joined, lines) -> shown",
                        ""));
                private static int tries;

                public static Words create() {
                    return new Words();
                }

                @Override
                public String name() {
                    return "Words";
                }

                @Override
                public PipelineGraph graph() {
                    return GRAPH;
                }

                @Override
                public Type type(int dataset) {
                    return switch (GRAPH.dataset(dataset)) {
                        case "words", "loud" -> new Generic(Map.class, String.class, String.class);
                        case "lines" -> new Generic(List.class, String.class);
                        default -> String.class;
                    };
                }

                @Override
                @SuppressWarnings("unchecked")
                public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
                    return switch (GRAPH.node(node)) {
                        case "split" -> {
                            for (String word : ((String) inputs[0]).split(" ")) {
                                ((PartitionSink<Object>) inputs[1]).put(word, word);
                            }
                            yield new Object[1];
                        }
                        case "shout" -> new Object[] {((String) inputs[0]).toUpperCase(Locale.ROOT)};
                        case "list" -> {
                            if (tries++ == 0) {
                                throw new java.io.IOException("the first try fails");
                            }
                            Partitions<String> loud = (Partitions<String>) inputs[0];
                            yield new Object[] {loud.keys().stream().sorted().map(loud::get)};
                        }
                        case "join" -> new Object[] {
                            String.join(" ", ((Stream<String>) inputs[0]).toList()) + inputs[1]
                        };
                        default -> new Object[] {inputs[0] + " of " + ((List<?>) inputs[1]).size()};
                    };
                }

                private record Generic(Class<?> raw, Class<?>... arguments) implements ParameterizedType {
                    @Override
                    public Type[] getActualTypeArguments() {
                        return arguments.clone();
                    }

                    @Override
                    public Type getRawType() {
                        return raw;
                    }

                    @Override
                    public Type getOwnerType() {
                        return null;
                    }
                }
            }
            """;

    private static final String MAIN = """
            package foreign;
            import dev.freshet.runtime.plan.*;
            import dev.freshet.runtime.run.*;
            import java.nio.file.Path;
            import java.time.Duration;

            public final class Main {
                public static void main(String[] arguments) {
                    Runner runner = arguments[0].equals("own")
                            ? new dev.freshet.testkit.runner.HoldingRunner()
                            : Runner.processes(1);
                    RunReport report = Run.of(Words.create())
                            .conf(Path.of("conf"))
                            .runner(runner)
                            .retryPause(Duration.ofMillis(1))
                            .start()
                            .orThrow();
                    System.out.print(report.get(new DatasetRef<String>("shown")));
                }
            }
            """;

    @TempDir
    Path directory;

    private String modulePath = "";

    private void compile(String module) throws IOException {
        modulePath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.stream().anyMatch(entry.replace(File.separatorChar, '/')::contains))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("-tests"))
                .filter(entry -> !entry.contains("testkit"))
                .collect(Collectors.joining(File.pathSeparator));
        source("module-info.java", module);
        source("foreign/Words.java", PIPELINE);
        source("foreign/Main.java", MAIN);
        Path runner = Path.of("src/test/java/dev/freshet/testkit/runner/HoldingRunner.java")
                .toAbsolutePath();
        source(
                "dev/freshet/testkit/runner/HoldingRunner.java",
                Files.readString(runner)
                        .replace("import org.jspecify.annotations.Nullable;\n", "")
                        .replace("@Nullable ", "")
                        .replace("final class HoldingRunner", "public final class HoldingRunner"));
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-d",
                        directory.resolve("classes").toString(),
                        "-proc:none",
                        "--release",
                        "17",
                        "--module-path",
                        modulePath,
                        directory.resolve("module-info.java").toString(),
                        directory.resolve("foreign/Words.java").toString(),
                        directory.resolve("foreign/Main.java").toString(),
                        directory
                                .resolve("dev/freshet/testkit/runner/HoldingRunner.java")
                                .toString());
        assertThat(status).isZero();
        source("conf/base/catalog.yml", """
                text: {type: text, path: text.txt}
                words: {type: text, path: "words/*.txt"}
                loud: {type: text, path: "loud/*.txt"}
                lines: {type: jsonl, path: lines.jsonl}
                """);
        source("conf/base/parameters.yml", "end: '!'\n");
        source("text.txt", "so much wind");
    }

    private void source(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int run(String runner) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        directory.resolve("classes") + File.pathSeparator + modulePath,
                        "-m",
                        "foreign/foreign.Main",
                        runner)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("errors").toFile())
                .start()
                .waitFor();
    }

    private String text(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    @Test
    void runnerOfAnotherModule_runsAllFormsOfNodes() throws IOException, InterruptedException {
        compile(MODULE.replace("    exports foreign;\n", ""));
        assertThat(run("own")).as(text("errors")).isZero();
        assertThat(text("out")).isEqualTo("MUCH SO WIND! of 3");
        assertThat(text("lines.jsonl")).isEqualTo("\"MUCH\"\n\"SO\"\n\"WIND\"\n");
    }

    @Test
    void workerProcesses_runAllFormsOfNodes() throws IOException, InterruptedException {
        compile(MODULE);
        assertThat(run("processes")).as(text("errors")).isZero();
        assertThat(text("out")).isEqualTo("MUCH SO WIND! of 3");
    }

    @Test
    void workerProcesses_ofAPackageThatIsNotExported_areRefused() throws IOException, InterruptedException {
        compile(MODULE.replace("    exports foreign;\n", ""));
        assertThat(run("processes")).isOne();
        assertThat(text("errors"))
                .contains(
                        "cannot run in worker processes, since the module foreign does not export the package foreign;"
                                + " add \"exports foreign;\" to its module-info.java, or use threads");
    }
}
