package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with incremental inputs and a team's cache: what they leave depends on earlier runs, which the key does not name. */
final class CachedIncrementsTest {
    @TempDir
    Path root;

    private final List<String> calls = new ArrayList<>();

    private Path checkout(String name) throws IOException {
        Path project = root.resolve(name);
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                in: {type: text, path: "in/*.txt", incremental: true}
                out: {type: text, path: "out/*.txt"}
                last: {type: text, path: last.txt}
                """);
        Files.writeString(
                base.resolve("run.yml"),
                "cache: {path: " + root.resolve("cache") + ", write: true, unsigned: accept}\n");
        return project;
    }

    private static void arrive(Path project, String... keys) throws IOException {
        Files.createDirectories(project.resolve("in"));
        for (String key : keys) {
            Files.writeString(project.resolve("in/" + key + ".txt"), key);
        }
    }

    @SuppressWarnings("unchecked") // as the graph says
    private List<String> run(Path project) {
        calls.clear();
        TestPipeline pipeline = new TestPipeline("load = P.load(%in) -> #out\nsum = P.sum(%in) -> last\n");
        for (String dataset : List.of("in", "out")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        pipeline.node("load", (in, context) -> {
            Partitions<?> arrived = (Partitions<?>) in[0];
            calls.add("load " + arrived.keys());
            arrived.keys().forEach(key -> ((PartitionSink<Object>) in[1]).put(key, arrived.get(key)));
            return new Object[1];
        });
        pipeline.node("sum", (in, context) -> {
            calls.add("sum " + ((Partitions<?>) in[0]).keys());
            return new Object[] {((Partitions<?>) in[0]).keys().toString()};
        });
        RunReport report = Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start();
        report.orThrow();
        return report.nodes().stream().map(NodeReport::outcome).toList();
    }

    private static List<String> out(Path project) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void resultOfAllPartitions_isFetchedByACheckoutThatHasNone() throws IOException {
        Path ana = checkout("ana");
        arrive(ana, "a", "b");
        run(ana);
        Path bob = checkout("bob");
        arrive(bob, "a", "b");
        assertThat(run(bob)).containsExactly("fetched", "fetched");
        assertThat(calls).isEmpty();
        assertThat(out(bob)).containsExactly("a.txt", "b.txt");
    }

    @Test
    void incrementAfterAFetch_isGivenOnlyWhatIsNew() throws IOException {
        Path ana = checkout("ana");
        arrive(ana, "a", "b");
        run(ana);
        Path bob = checkout("bob");
        arrive(bob, "a", "b");
        assertThat(run(bob)).containsExactly("fetched", "fetched");
        arrive(bob, "c");
        run(bob);
        assertThat(calls).containsExactly("load [c]", "sum [c]");
        assertThat(out(bob)).containsExactly("a.txt", "b.txt", "c.txt");
        run(bob);
        assertThat(calls).isEmpty();
        Files.writeString(bob.resolve("out/a.txt"), "by hand");
        run(bob);
        assertThat(calls).as("an output is no longer as it was fetched").containsExactly("load [a, b, c]");
    }

    @Test
    void resultThatKeepsEarlierPartitions_isNotPublished() throws IOException {
        Path ana = checkout("ana");
        arrive(ana, "a", "b");
        run(ana);
        Files.delete(ana.resolve("in/a.txt"));
        arrive(ana, "c");
        run(ana);
        assertThat(calls).containsExactly("load [c]", "sum [c]");
        Path bob = checkout("bob");
        arrive(bob, "b", "c");
        run(bob);
        assertThat(calls).as("as a clean run makes it").containsExactly("load [b, c]", "sum [b, c]");
        assertThat(out(bob)).containsExactly("b.txt", "c.txt");
        assertThat(bob.resolve("last.txt")).hasContent("[b, c]");
    }

    @Test
    void resultOfOthers_isNotFetched_overWhatWasMadeOfEarlierPartitions() throws IOException {
        Path ana = checkout("ana");
        arrive(ana, "a");
        run(ana);
        Path bob = checkout("bob");
        arrive(bob, "c");
        run(bob);
        Files.delete(ana.resolve("in/a.txt"));
        arrive(ana, "c");
        run(ana);
        assertThat(calls).containsExactly("load [c]", "sum [c]");
        assertThat(out(ana)).as("what was made of a deleted partition stays").containsExactly("a.txt", "c.txt");
    }
}
