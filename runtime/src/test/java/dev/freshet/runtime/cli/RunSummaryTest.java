package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.terminal.Console;
import dev.freshet.runtime.hook.NodeDecision;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.wiring.GenericTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunSummaryTest {
    @Test
    void location_isToldFromTheWorkingDirectory_andTheUrlOfAStorageAsItIs() {
        assertThat(RunSummary.fromHere(Path.of("shop/conf"), "data/orders.csv"))
                .isEqualTo(Path.of("shop/data/orders.csv").toString());
        assertThat(RunSummary.fromHere(Path.of("shop/conf"), "s3://lake/orders.csv"))
                .isEqualTo("s3://lake/orders.csv");
    }

    /** Whether the node is up to date is not known. */
    @Test
    void nodeThatAListenerSkipped_isNotCountedAsUpToDate() {
        TestPipeline pipeline = new TestPipeline("a = P.a() -> x\nb = P.b() -> y\n")
                .node("a", (in, context) -> new Object[] {1})
                .node("b", (in, context) -> new Object[] {2});
        RunListener veto = new RunListener() {
            @Override
            public NodeDecision decide(NodeStart node) {
                return node.node().equals("b") ? NodeDecision.skip("not today") : NodeDecision.run();
            }
        };
        RunReport report = Run.of(pipeline).listener(veto).start();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = new RunSummary(pipeline, Console.of(stream, stream, false))
                .print(report, Path.of("conf"), List.of(), Optional.empty());
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .startsWith("1 of 2 nodes succeeded in ")
                .endsWith(", 1 was skipped");
        assertThat(exit).isEqualTo(Freshet.DONE);
    }

    @Test
    void keyOfAPartitionThatFails_isShownWithoutControlCharacters(@TempDir Path project) throws IOException {
        Files.writeString(
                Files.createDirectories(project.resolve("conf/base")).resolve("catalog.yml"),
                "in: {type: text, path: in/*.txt}\ny: {type: text, path: y/*.txt}\n");
        Files.writeString(
                Files.createDirectories(project.resolve("in")).resolve("a\u009b2J\rnode other done.txt"), "a");
        TestPipeline pipeline = new TestPipeline("b = P.b(^in) -> ^y\n")
                .type("in", GenericTypes.parameterized(Map.class, String.class, String.class))
                .type("y", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("b", (in, context) -> {
                    throw new IOException("no");
                });
        for (String command : List.of("run", "runs", "runs --json", "status", "plan", "why b")) {
            CommandLine.Ended ended = new CommandLine(pipeline, project).execute(command);
            String told = ended.out() + ended.err();
            assertThat(told).as(command).doesNotContain("\u009b", "\r", "\nnode other");
            if (command.equals("run")) {
                assertThat(ended.err()).contains("partition \"a\\u009b2J\\rnode other done\" of node b");
            }
        }
    }
}
