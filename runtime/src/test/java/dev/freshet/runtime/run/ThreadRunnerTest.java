package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of runners. */
final class ThreadRunnerTest extends RunnerContract {
    @Override
    protected Runner runner() {
        return Runner.threads(4);
    }

    /** What is stored says nothing about a value that takes its place for a run. */
    @Test
    void valueOfAListener_inPlaceOfStoredPartitions_isUsed() throws IOException {
        Path conf = catalog("""
                in: {type: text, path: in.txt}
                x: {type: text, path: x/*.txt}
                y: {type: text, path: y/*.txt}
                """);
        write("in.txt", "a b");
        String graph = "s = P.split(in) -> x\na = P.partition(^x) -> ^y\n";
        run(graph).conf(conf).start().orThrow();
        made();
        write("in.txt", "a b c");
        RunReport report = run(graph)
                .conf(conf)
                .listener(new RunListener() {
                    @Override
                    public NodeDecision decide(NodeStart node) {
                        return node.node().equals("s")
                                ? NodeDecision.use(Map.of("x", Map.of("a", "given")))
                                : NodeDecision.run();
                    }
                })
                .start()
                .orThrow();
        assertThat(made()).as("%s", report.nodes()).containsExactly("given");
        assertThat(project.resolve("y").toFile().list()).containsExactly("a.txt");
        assertThat(project.resolve("y/a.txt")).hasContent("given!");
        assertThat(Files.exists(project.resolve("x/b.txt"))).isTrue();
        run(graph).conf(conf).start().orThrow();
        assertThat(project.resolve("y/a.txt")).hasContent("a!");
    }
}
