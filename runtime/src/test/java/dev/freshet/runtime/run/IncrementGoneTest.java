package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.config.ConfigException;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.cli.text.WhyText;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions of incremental inputs that are deleted: nodes that overwrite their outputs must not lose what they made. */
final class IncrementGoneTest {
    private static final String DIRECT = "sum = P.sum(%in, params:p) -> last\n";
    private static final String BEHIND_MEMORY = "parse = P.parse(%in) -> batch\nsave = P.save(batch, base) -> last\n";
    private static final String TWO = "both = P.both(%in, %more) -> last\n";
    private static final String TWO_BEHIND_MEMORY =
            "parse = P.parse(%in) -> batch\nother = P.other(%more) -> rest\nmerge = P.merge(batch, rest) -> last\n";

    @TempDir
    Path project;

    private final List<String> calls = new ArrayList<>();
    private int parameter = 1;

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                in: {type: text, path: "in/*.txt", incremental: true}
                made: {type: text, path: "made/*.txt", incremental: true}
                more: {type: text, path: "more/*.txt", incremental: true}
                base: {type: text, path: base.txt}
                last: {type: text, path: last.txt}
                copied: {type: text, path: copied.txt}
                """);
        Files.writeString(project.resolve("base.txt"), "base");
        arrive("in/a", "in/b", "more/m");
    }

    private void arrive(String... files) throws IOException {
        for (String file : files) {
            Path path = project.resolve(file + ".txt");
            Files.createDirectories(path.getParent());
            Files.writeString(path, "text of " + file);
        }
    }

    private void leave(String... files) throws IOException {
        for (String file : files) {
            Files.delete(project.resolve(file + ".txt"));
        }
    }

    private Run run(String graph) {
        calls.clear();
        TestPipeline pipeline = new TestPipeline(graph).type("params:p", Integer.class);
        for (String dataset : List.of("in", "more", "made", "batch", "rest")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        pipeline.node("sum", (in, context) -> new Object[] {keys("sum", in[0])});
        pipeline.node("make", (in, context) -> {
            String text = (String) in[0];
            List.of(text.split(" ")).stream()
                    .filter(key -> !key.isEmpty())
                    .forEach(key -> sink(in[1]).put(key, key));
            return new Object[1];
        });
        pipeline.node("both", (in, context) -> new Object[] {keys("both", in[0]) + keys("and", in[1])});
        for (String node : List.of("parse", "other")) {
            pipeline.node(node, (in, context) -> {
                keys(node, in[0]);
                Map<String, String> batch = new TreeMap<>();
                ((Partitions<?>) in[0]).keys().forEach(key -> batch.put(key, key));
                return new Object[] {batch};
            });
        }
        pipeline.node("merge", (in, context) -> {
            calls.add("merge " + ((Map<?, ?>) in[0]).keySet() + ((Map<?, ?>) in[1]).keySet());
            return new Object[] {"merged"};
        });
        pipeline.node("copy", (in, context) -> {
            calls.add("copy");
            return new Object[] {in[0]};
        });
        pipeline.node("save", (in, context) -> {
            calls.add("save " + ((Map<?, ?>) in[0]).keySet());
            return new Object[] {((Map<?, ?>) in[0]).keySet().toString()};
        });
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .parameter("p", Integer.toString(parameter));
    }

    @SuppressWarnings("unchecked") // as the graph says
    private static PartitionSink<Object> sink(Object output) {
        return (PartitionSink<Object>) output;
    }

    private String keys(String node, Object partitions) {
        String keys = ((Partitions<?>) partitions).keys().toString();
        calls.add(node + " " + keys);
        return keys;
    }

    private void assertCalls(String graph, String... expected) {
        run(graph).start().orThrow();
        assertThat(calls).containsExactly(expected);
    }

    private void assertLast(String content) {
        assertThat(project.resolve("last.txt")).hasContent(content);
    }

    private List<String> why(String graph, String node) {
        return new WhyText(new TestPipeline(graph).graph(), run(graph).plan()).lines(node);
    }

    @Test
    void deletedPartition_makesNothingStale_andWhySaysSo() throws IOException {
        assertCalls(DIRECT, "sum [a, b]");
        leave("in/a");
        assertThat(run(DIRECT).plan().decisions().get("sum"))
                .isEqualTo(new Decision.UpToDate(List.of(new Reason.PartitionsGone("in", List.of("a"), false))));
        assertThat(why(DIRECT, "sum"))
                .containsExactly(
                        "sum is up to date: it would receive no partition",
                        "  partition a of input in no longer exists; what was made of it stays");
        assertCalls(DIRECT);
        assertLast("[a, b]");
        arrive("in/a");
        assertCalls(DIRECT);
        assertThat(run(DIRECT).plan().decisions().get("sum")).isEqualTo(new Decision.UpToDate());
    }

    @Test
    void deletedPartition_besideANewOne_givesTheNewOne() throws IOException {
        assertCalls(DIRECT, "sum [a, b]");
        leave("in/a");
        arrive("in/c");
        assertCalls(DIRECT, "sum [c]");
    }

    @Test
    void renamedPartition_isANewOne() throws IOException {
        assertCalls(DIRECT, "sum [a, b]");
        Files.move(project.resolve("in/a.txt"), project.resolve("in/z.txt"));
        assertCalls(DIRECT, "sum [z]");
        assertCalls(DIRECT);
    }

    @Test
    void emptiedDirectory_makesNothingStale_whateverElseChanged() throws IOException {
        assertCalls(DIRECT, "sum [a, b]");
        leave("in/a", "in/b");
        assertCalls(DIRECT);
        parameter = 2;
        assertCalls(DIRECT);
        assertLast("[a, b]");
        assertThat(why(DIRECT, "sum"))
                .containsExactly(
                        "sum is up to date: it would receive no partition",
                        "  input in has no partition left; what was made of them stays",
                        "  parameter p 1 -> 2",
                        "  it runs for that when a partition arrives");
        arrive("in/c");
        assertCalls(DIRECT, "sum [c]");
        arrive("in/a");
        assertCalls(DIRECT, "sum [a]");
    }

    @Test
    void deletedDirectory_makesNothingStale() throws IOException {
        assertCalls(DIRECT, "sum [a, b]");
        HistoriesTest.delete(project.resolve("in"));
        assertCalls(DIRECT);
        assertLast("[a, b]");
    }

    @Test
    void emptiedDirectory_ofANodeThatMustRun_isAnError_andLosesNothing() throws IOException {
        assertCalls(DIRECT, "sum [a, b]");
        leave("in/a", "in/b");
        Run forced = run(DIRECT).force(new NodeRef("sum"));
        assertThatThrownBy(forced::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the input \"in\" does not exist: there is no in/*.txt");
        assertLast("[a, b]");
    }

    @Test
    void inputOfAnotherNode_thatMakesNoPartitionAnyMore_callsNothing_unlessForced() throws IOException {
        String graph = "make = P.make(base) -> #made\nsum = P.sum(%made, params:p) -> last\n";
        Files.writeString(project.resolve("base.txt"), "a b");
        assertCalls(graph, "sum [a, b]");
        Files.writeString(project.resolve("base.txt"), "b");
        assertCalls(graph);
        Files.writeString(project.resolve("base.txt"), "");
        parameter = 2;
        assertCalls(graph);
        assertLast("[a, b]");
        run(graph).force(new NodeRef("sum")).start().orThrow();
        assertThat(calls).containsExactly("sum []");
        assertLast("[]");
    }

    @Test
    void deletedPartition_acceptedOnce_isNoLongerNamed() throws IOException {
        assertCalls(DIRECT, "sum [a, b]");
        leave("in/a");
        run(DIRECT).accept(new NodeRef("sum"));
        assertThat(run(DIRECT).plan().decisions().get("sum")).isEqualTo(new Decision.UpToDate());
        arrive("in/c");
        assertCalls(DIRECT, "sum [c]");
    }

    @Test
    void deletedPartition_behindMemory_makesNothingStale() throws IOException {
        assertCalls(BEHIND_MEMORY, "parse [a, b]", "save [a, b]");
        leave("in/a");
        assertCalls(BEHIND_MEMORY);
        assertLast("[a, b]");
        assertThat(why(BEHIND_MEMORY, "save"))
                .containsExactly(
                        "save is up to date: it would receive no partition",
                        "  partition a of input in no longer exists; what was made of it stays");
        leave("in/b");
        Files.writeString(project.resolve("base.txt"), "another");
        assertCalls(BEHIND_MEMORY);
        assertLast("[a, b]");
        arrive("in/c");
        assertCalls(BEHIND_MEMORY, "parse [c]", "save [c]");
    }

    @Test
    void deletedPartition_ofOneOfTwoInputs_isNotGivenForTheOther() throws IOException {
        assertCalls(TWO, "both [a, b]", "and [m]");
        leave("more/m", "in/a");
        assertCalls(TWO);
        arrive("in/c", "more/n");
        assertCalls(TWO, "both [c]", "and [n]");
        arrive("more/m", "in/a");
        assertCalls(TWO);
    }

    @Test
    void emptyInput_besideOneThatHasPartitions_givesNone() throws IOException {
        leave("more/m");
        assertCalls(TWO, "both [a, b]", "and []");
        assertCalls(TWO);
        arrive("in/c");
        assertCalls(TWO, "both [c]", "and []");
        assertCalls(TWO);
        leave("in/a");
        assertCalls(TWO);
        arrive("more/m");
        assertCalls(TWO, "both []", "and [m]");
        assertCalls(TWO);
    }

    @Test
    void emptiedInput_besideOneWithANewPartition_givesNone() throws IOException {
        assertCalls(TWO, "both [a, b]", "and [m]");
        leave("more/m");
        arrive("in/c");
        assertCalls(TWO, "both [c]", "and []");
        arrive("more/m");
        assertCalls(TWO);
    }

    @Test
    void emptyInputs_ofANodeThatMustRun_areErrors() throws IOException {
        leave("in/a", "in/b", "more/m");
        Run run = run(TWO);
        assertThatThrownBy(run::start)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the input \"in\" does not exist: there is no in/*.txt")
                .hasMessageContaining("the input \"more\" does not exist: there is no more/*.txt");
    }

    @Test
    void emptyInput_behindMemory_isGivenEmpty_ifTheReaderHasAnother() throws IOException {
        leave("more/m");
        assertCalls(TWO_BEHIND_MEMORY, "parse [a, b]", "other []", "merge [a, b][]");
        arrive("in/c");
        assertCalls(TWO_BEHIND_MEMORY, "parse [c]", "other []", "merge [c][]");
        assertCalls(TWO_BEHIND_MEMORY);
        leave("in/a", "in/b", "in/c");
        arrive("more/m");
        assertCalls(TWO_BEHIND_MEMORY, "parse []", "other [m]", "merge [][m]");
        assertCalls(TWO_BEHIND_MEMORY);
    }

    @Test
    void emptiedDirectory_ofANodeThatNeedNotRun_doesNotStopOthers() throws IOException {
        String graph = DIRECT + "copy = P.copy(base) -> copied\n";
        assertCalls(graph, "sum [a, b]", "copy");
        leave("in/a", "in/b");
        Files.writeString(project.resolve("base.txt"), "another");
        assertCalls(graph, "copy");
        assertLast("[a, b]");
    }
}
