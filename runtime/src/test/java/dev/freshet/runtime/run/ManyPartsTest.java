package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are called for each part, of which one is touched. */
final class ManyPartsTest {
    private static final int PARTS = 1_000;

    @TempDir
    Path project;

    private final List<String> made = new ArrayList<>();

    private void writeCatalog(String catalog) throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.createDirectories(project.resolve("raw"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), catalog);
    }

    private RunReport run() {
        made.clear();
        TestPipeline pipeline =
                new TestPipeline("clean = P.clean(^raw) -> ^cleaned\nreport = P.report(^cleaned) -> ^report\n");
        for (String dataset : List.of("raw", "cleaned", "report")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        for (String node : List.of("clean", "report")) {
            pipeline.node(node, (in, context) -> {
                made.add(node + " " + in[0]);
                return new Object[] {((String) in[0]).strip()};
            });
        }
        return Run.of(pipeline).conf(project.resolve("conf")).start().orThrow();
    }

    @Test
    void contextOfAPart_knowsItsKey_andDrawsTheSameNumbersIfItAloneIsMadeAgain() throws IOException {
        writeCatalog("""
                raw: {type: text, path: "raw/*.txt"}
                drawn: {type: text, path: "drawn/*.txt"}
                """);
        TestPipeline pipeline = new TestPipeline("draw = P.draw(^raw) -> ^drawn\n").node("draw", (in, context) -> {
            made.add(context.part().orElseThrow());
            boolean isEmpty = Files.notExists(context.temporaryDirectory().resolve("used"));
            Files.createFile(context.temporaryDirectory().resolve("used"));
            return new Object[] {isEmpty + " " + context.random().nextLong()};
        });
        for (String dataset : List.of("raw", "drawn")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        for (String key : List.of("a", "b", "c")) {
            Files.writeString(project.resolve("raw/" + key + ".txt"), key);
        }
        Run.of(pipeline).conf(project.resolve("conf")).start().orThrow();
        assertThat(made).containsExactly("a", "b", "c");
        String drawn = Files.readString(project.resolve("drawn/b.txt"));
        assertThat(drawn)
                .startsWith("true")
                .isNotEqualTo(Files.readString(project.resolve("drawn/a.txt")))
                .isNotEqualTo(Files.readString(project.resolve("drawn/c.txt")));
        Files.writeString(project.resolve("raw/b.txt"), "other");
        Files.delete(project.resolve("drawn/b.txt"));
        made.clear();
        Run.of(pipeline).conf(project.resolve("conf")).start().orThrow();
        assertThat(made).containsExactly("b");
        assertThat(project.resolve("drawn/b.txt")).hasContent(drawn);
    }

    @Test
    void onePartOfAThousandTouched_onlyThatOneIsMadeAgain() throws IOException {
        writeCatalog("""
                raw: {type: text, path: "raw/*.txt"}
                cleaned: {type: text, path: "cleaned/*.txt"}
                report: {type: text, path: "report/*.txt"}
                """);
        for (int i = 0; i < PARTS; i++) {
            Files.writeString(project.resolve("raw/" + i + ".txt"), "part " + i);
        }
        run();
        assertThat(made).hasSize(2 * PARTS);
        Files.writeString(project.resolve("raw/500.txt"), "part 500 ");
        run();
        assertThat(made).as("the other node's input is as it was").containsExactly("clean part 500 ");
        Files.writeString(project.resolve("raw/500.txt"), "other 500");
        run();
        assertThat(made).containsExactly("clean other 500", "report other 500");
        assertThat(run().nodes()).allMatch(node -> node.outcome().equals("fresh"));
    }
}
