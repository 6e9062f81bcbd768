package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.NodeContext;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeCodes;
import dev.freshet.runtime.plan.PipelineGraph;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines of two packages with one simple name do not share what is known of earlier runs. */
final class EqualNamesTest {
    private static final Type PARTS = GenericTypes.parameterized(Map.class, String.class, String.class);

    @TempDir
    Path project;

    private final List<String> ran = new ArrayList<>();

    /** What is generated for the class {@code P} of a package. */
    private record InPackage(String home, TestPipeline pipeline) implements CompiledPipeline {
        @Override
        public String name() {
            return "P";
        }

        @Override
        public String id() {
            return home + ".PPipeline";
        }

        @Override
        public NodeCodes codes() {
            return pipeline.codes();
        }

        @Override
        public PipelineGraph graph() {
            return pipeline.graph();
        }

        @Override
        public Type type(int dataset) {
            return pipeline.type(dataset);
        }

        @Override
        public Object[] invoke(int node, Object[] inputs, NodeContext context) throws Exception {
            return pipeline.invoke(node, inputs, context);
        }
    }

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                raw: {type: text, path: "in/*.txt"}
                a: {type: text, path: "a/*.txt"}
                b: {type: text, path: "b/*.txt"}
                """);
        Files.createDirectories(project.resolve("in"));
        Files.writeString(project.resolve("in/1.txt"), "one");
        Files.writeString(project.resolve("in/2.txt"), "two");
    }

    private Run run(String home) {
        ran.clear();
        TestPipeline pipeline = new TestPipeline("n = P.n(^raw) -> ^" + home + "\n")
                .version("n", home)
                .type("raw", PARTS)
                .type(home, PARTS)
                .node("n", (in, context) -> {
                    ran.add(context.part().orElseThrow());
                    return new Object[] {home + in[0]};
                });
        return Run.of(new InPackage(home, pipeline)).runner(Runner.sequential()).conf(project.resolve("conf"));
    }

    @Test
    void runs_ofOne_leaveTheOtherFresh() throws IOException {
        run("a").start().orThrow();
        run("b").start().orThrow();
        assertThat(ran).containsExactlyInAnyOrder("1", "2");
        for (String home : List.of("a", "b", "a")) {
            assertThat(run(home).plan().decisions().get("n")).isInstanceOf(Decision.Fresh.class);
            run(home).start().orThrow();
            assertThat(ran).as("parts of %s", home).isEmpty();
        }
        Files.writeString(project.resolve("in/2.txt"), "other");
        for (String home : List.of("a", "b")) {
            run(home).start().orThrow();
            assertThat(ran).as("parts of %s", home).containsExactly("2");
        }
    }

    @Test
    void clean_ofOne_leavesTheOtherFresh() {
        run("a").start().orThrow();
        run("b").start().orThrow();
        run("a").clean();
        run("b").start().orThrow();
        assertThat(ran).isEmpty();
        run("a").start().orThrow();
        assertThat(ran).isNotEmpty();
    }

    @Test
    void manifest_namesTheClass() throws IOException {
        RunReport report = run("a").start().orThrow();
        try (Stream<Path> files = Files.list(project.resolve(".freshet/runs"))) {
            assertThat(Files.readString(files.findFirst().orElseThrow()))
                    .contains("\"pipeline\" : \"P\"", "\"class\" : \"a.PPipeline\"");
        }
        assertThat(report.pipeline()).isEqualTo("P");
    }
}
