package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.NodeContext;
import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that finds nothing to do must not load what takes longer than all the rest. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UnchangedProcessTest {
    @TempDir
    Path project;

    /** A program as it is generated: without lambdas. */
    static final class Child implements CompiledPipeline {
        public static void main(String[] arguments) {
            System.exit(Freshet.main(new Child(), arguments));
        }

        @Override
        public String name() {
            return "Child";
        }

        @Override
        public PipelineGraph graph() {
            return PipelineGraph.parse("a = P.a() -> x\n");
        }

        @Override
        public NodeCodes codes() {
            return NodeCodes.parse("test/Code.a()V\tversion 1\n");
        }

        @Override
        public Type type(int dataset) {
            return String.class;
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) {
            return new Object[] {"x"};
        }
    }

    private List<String> run() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> lines = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(child.waitFor()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    @Test
    void unchanged_loadsNoLambdas_andNothingOfTheRun() throws IOException, InterruptedException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "x: {type: text, path: x.txt}\n");
        List<String> loaded = run();
        for (int tries = 0;
                tries < 20 && loaded.stream().anyMatch(line -> line.contains(".run.session.Session "));
                tries++) {
            loaded = run();
        }
        assertThat(loaded)
                .anyMatch(line -> line.contains("nothing to run: 1 node is up to date"))
                .noneMatch(line -> line.contains("dev.freshet") && line.contains("$$Lambda"))
                .noneMatch(line -> line.contains("java.lang.runtime.ObjectMethods "))
                .noneMatch(line -> line.contains("dev.freshet.runtime.run.engine.Engine")
                        || line.contains("tools.jackson")
                        || line.contains("picocli"));
    }
}
