package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.PartitionSink;
import dev.freshet.Partitions;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single cases of what nodes are given of an incremental input. */
final class IncrementalTest {
    private static final String DIRECT = "load = P.load(%in) -> #out\n";
    /** The first makes a value in memory; the others make something lasting of it. */
    private static final String BEHIND_MEMORY =
            "parse = P.parse(%in) -> batch\nstore = P.store(batch) -> #out\nlog = P.log(batch)\n";

    @TempDir
    Path project;

    private final List<String> made = new ArrayList<>();
    private String failing = "";
    /** A key; once. */
    private String failingAfter = "";

    /** A node, and the key of the partition that somebody edits while it runs; once. */
    private String editing = "";

    private String edited = "";

    private String version = "1";
    private int parameter = 1;

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.createDirectories(project.resolve("in"));
        Files.writeString(project.resolve("base.txt"), "1");
        writeCatalog(true);
        arrive("a");
        arrive("b");
    }

    private void writeCatalog(boolean isIncremental) throws IOException {
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                in: {type: text, path: "in/*.txt", incremental: %s}
                out: {type: text, path: "out/*.txt"}
                base: {type: text, path: base.txt}
                r0: {type: text, path: r0.txt}
                r1: {type: text, path: r1.txt}
                rates: {type: text, path: rates.txt}
                last: {type: text, path: last.txt}
                """.formatted(isIncremental));
    }

    private void arrive(String key) {
        try {
            Files.writeString(project.resolve("in/" + key + ".txt"), "text of " + key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TreeMap<String, Object> read(String node, Partitions<?> in) {
        TreeMap<String, Object> partitions = new TreeMap<>();
        in.keys().forEach(key -> partitions.put(key, in.get(key)));
        note(node, partitions.keySet().toString());
        return partitions;
    }

    private void note(String node, String what) {
        if (node.equals(failing)) {
            throw new IllegalStateException("told to fail");
        }
        made.add(node + " " + what);
        if (node.equals(editing)) {
            editing = "";
            edit(edited);
        }
    }

    private void edit(String key) {
        try {
            Files.writeString(project.resolve("in/" + key + ".txt"), "edited text of " + key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // as the graph says
    private Run run(String graph) {
        made.clear();
        TestPipeline pipeline = new TestPipeline(graph);
        for (String dataset : List.of("in", "out", "batch")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        pipeline.node("load", (in, context) -> {
            read("load", (Partitions<?>) in[0]).forEach((key, text) -> {
                sink(in[1]).put(key, text);
                if (key.equals(failingAfter)) {
                    failingAfter = "";
                    throw new IllegalStateException("told to fail once");
                }
            });
            return new Object[1];
        });
        pipeline.node("parse", (in, context) -> new Object[] {read("parse", (Partitions<?>) in[0])});
        pipeline.node("store", (in, context) -> {
            TreeMap<String, Object> batch = new TreeMap<>((Map<String, Object>) in[0]);
            note("store", batch.keySet().toString());
            batch.forEach(((PartitionSink<Object>) in[1])::put);
            return new Object[1];
        });
        pipeline.node("log", (in, context) -> {
            note("log", ((Map<?, ?>) in[0]).keySet().toString());
            return new Object[0];
        });
        addOthers(pipeline);
        for (String node : List.of("load", "parse", "store", "log")) {
            pipeline.version(node, version);
        }
        pipeline.method("renamed", "sum");
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .parameter("p", Integer.toString(parameter));
    }

    private void addOthers(TestPipeline pipeline) {
        pipeline.type("params:p", Integer.class);
        for (String node : List.of("sum", "renamed")) {
            pipeline.node(node, (in, context) ->
                    new Object[] {read(node, (Partitions<?>) in[0]).keySet().toString()});
        }
        pipeline.node("mark", (in, context) -> {
            read("mark", (Partitions<?>) in[0])
                    .forEach((key, text) -> sink(in[2]).put(key, "p=" + in[1] + " " + text));
            return new Object[1];
        });
        for (String node : List.of("rate0", "rate1", "rate2")) {
            pipeline.node(node, (in, context) -> {
                made.add(node);
                return new Object[] {in[0]};
            });
        }
    }

    @SuppressWarnings("unchecked") // as the graph says
    private static PartitionSink<Object> sink(Object output) {
        return (PartitionSink<Object>) output;
    }

    private void delete(String directory) throws IOException {
        HistoriesTest.delete(project.resolve(directory));
    }

    @Test
    void outputs_thatAreGone_areMadeOfEverything() throws IOException {
        run(DIRECT).start().orThrow();
        delete("out");
        run(DIRECT).start().orThrow();
        assertThat(made).containsExactly("load [a, b]");
        assertThat(project.resolve("out/b.txt")).hasContent("text of b");
    }

    @Test
    void output_editedByHand_isPutRight_andWhatIsNotMadeIsDeleted() throws IOException {
        run(DIRECT).start().orThrow();
        Files.writeString(project.resolve("out/a.txt"), "by hand");
        Files.writeString(project.resolve("out/junk.txt"), "by hand");
        run(DIRECT).start().orThrow();
        assertThat(made).containsExactly("load [a, b]");
        assertThat(project.resolve("out/a.txt")).hasContent("text of a");
        assertThat(project.resolve("out/junk.txt")).doesNotExist();
        run(DIRECT).start().orThrow();
        assertThat(made).isEmpty();
    }

    @Test
    void whatWasMadeOfAPartThatIsGone_stays() throws IOException {
        run(DIRECT).start().orThrow();
        delete("in/a.txt");
        arrive("c");
        run(DIRECT).start().orThrow();
        assertThat(made).containsExactly("load [c]");
        version = "2";
        run(DIRECT).start().orThrow();
        assertThat(made).containsExactly("load [b, c]");
        assertThat(project.resolve("out/a.txt")).as("it cannot be made again").hasContent("text of a");
    }

    @Test
    void partThatCameBack_isGivenAgain_ifTheOutputsNoLongerHoldIt() throws IOException {
        run(DIRECT).start().orThrow();
        delete("in/a.txt");
        delete("out");
        run(DIRECT).start().orThrow();
        arrive("a");
        run(DIRECT).start().orThrow();
        assertThat(made).containsExactly("load [a]");
        assertThat(project.resolve("out/a.txt")).hasContent("text of a");
    }

    @Test
    void readerBehindMemory_thatFailed_isGivenThePartsAgain() {
        run(BEHIND_MEMORY).start().orThrow();
        arrive("c");
        failing = "store";
        run(BEHIND_MEMORY).onFailure(FailurePolicy.KEEP_GOING).start();
        assertThat(made).containsExactly("parse [c]", "log [c]");
        failing = "";
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).as("the other has it").containsExactly("parse [c]", "store [c]");
        assertThat(project.resolve("out/c.txt")).hasContent("text of c");
    }

    @Test
    void readersBehindMemory_inDifferentSlices_areEachGivenWhatTheyLack() {
        run(BEHIND_MEMORY).start().orThrow();
        arrive("c");
        run(BEHIND_MEMORY)
                .only(new NodeRef("parse"), new NodeRef("log"))
                .start()
                .orThrow();
        assertThat(made).containsExactly("parse [c]", "log [c]");
        arrive("d");
        run(BEHIND_MEMORY)
                .only(new NodeRef("parse"), new NodeRef("store"))
                .start()
                .orThrow();
        assertThat(made).containsExactly("parse [c, d]", "store [c, d]");
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).containsExactly("parse [d]", "log [d]");
    }

    @Test
    void failingRun_withOtherCode_forgetsNothing() {
        run(DIRECT).start().orThrow();
        version = "2";
        failing = "load";
        run(DIRECT).start();
        version = "1";
        failing = "";
        arrive("c");
        run(DIRECT).start().orThrow();
        assertThat(made).containsExactly("load [c]");
    }

    @Test
    void accept_keepsWhatWasGiven_andCountsWhatIsThere() {
        run(DIRECT).start().orThrow();
        run(BEHIND_MEMORY).start().orThrow();
        version = "2";
        arrive("c");
        run(DIRECT).accept(new NodeRef("load"));
        run(DIRECT).start().orThrow();
        assertThat(made).isEmpty();
        arrive("d");
        run(DIRECT).start().orThrow();
        assertThat(made).containsExactly("load [d]");
    }

    @Test
    void accept_ofANodeInMemory_letsItsReadersGoOn() {
        run(BEHIND_MEMORY).start().orThrow();
        version = "2";
        run(BEHIND_MEMORY).accept(new NodeRef("parse"), new NodeRef("store"), new NodeRef("log"));
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).isEmpty();
        arrive("c");
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).containsExactly("parse [c]", "store [c]", "log [c]");
    }

    @Test
    void incremental_turnedOff_givesEverything() throws IOException {
        String graph = "sum = P.sum(%in) -> last\n";
        run(graph).start().orThrow();
        arrive("c");
        run(graph).start().orThrow();
        assertThat(project.resolve("last.txt")).hasContent("[c]");
        writeCatalog(false);
        assertThat(run(graph).plan().decisions().get("sum"))
                .isEqualTo(new Decision.Stale(
                        List.of(new Reason.CatalogChanged("in", "{\"incremental\":true}", "{\"incremental\":false}"))));
        run(graph).start().orThrow();
        assertThat(project.resolve("last.txt")).hasContent("[a, b, c]");
        writeCatalog(true);
        run(graph).start().orThrow();
        assertThat(made).as("turned on, it changes nothing of what is there").isEmpty();
    }

    @Test
    void incremental_turnedOff_deletesWhatWasMadeOfPartsThatAreGone() throws IOException {
        run(DIRECT).start().orThrow();
        run(BEHIND_MEMORY).start().orThrow();
        delete("in/a.txt");
        arrive("c");
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(project.resolve("out/a.txt")).exists();
        writeCatalog(false);
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).containsExactly("parse [b, c]", "store [b, c]", "log [b, c]");
        assertThat(project.resolve("out/a.txt")).doesNotExist();
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).isEmpty();
    }

    @Test
    void incremental_turnedOffWhileTheNodeIsRenamed_givesEverything() throws IOException {
        run("sum = P.sum(%in) -> last\n").start().orThrow();
        arrive("c");
        run("sum = P.sum(%in) -> last\n").start().orThrow();
        run("renamed = P.sum(%in) -> last\n").start().orThrow();
        assertThat(made).as("fresh under its new name").isEmpty();
        writeCatalog(false);
        run("renamed = P.sum(%in) -> last\n").start().orThrow();
        assertThat(project.resolve("last.txt")).hasContent("[a, b, c]");
    }

    /** Whether the rates are decided about before or after the partitions are given is a matter of chance. */
    @Test
    void readerBehindMemory_isGivenWhatIsNew_whileItsOtherInputsAreNotDecided() {
        String graph = "parse = P.parse(%in) -> batch\nrate0 = P.rate(base) -> r0\nrate1 = P.rate(r0) -> r1\n"
                + "rate2 = P.rate(r1) -> rates\nlog = P.log(batch, rates)\n";
        run(graph).start().orThrow();
        for (int i = 0; i < 12; i++) {
            arrive("k" + i);
            Run run = run(graph);
            (i % 2 == 0 ? run : run.runner(Runner.threads(4))).start().orThrow();
            assertThat(made).containsExactly("parse [k" + i + "]", "log [k" + i + "]");
        }
    }

    @Test
    void readerBehindMemory_whoseOtherInputChanged_isGivenEverything() throws IOException {
        String graph = "parse = P.parse(%in) -> batch\nrate0 = P.rate(base) -> rates\nlog = P.log(batch, rates)\n";
        run(graph).start().orThrow();
        arrive("c");
        Files.writeString(project.resolve("base.txt"), "2");
        run(graph).start().orThrow();
        assertThat(made).containsExactlyInAnyOrder("rate0", "parse [a, b, c]", "log [a, b, c]");
        run(graph).start().orThrow();
        assertThat(made).isEmpty();
    }

    @Test
    void accept_thatIsTakenBack_afterMoreWasMade_makesEverythingAnew() {
        String graph = "mark = P.mark(%in, params:p) -> #out\n";
        run(graph).start().orThrow();
        parameter = 2;
        run(graph).accept(new NodeRef("mark"));
        arrive("c");
        run(graph).start().orThrow();
        assertThat(made).containsExactly("mark [c]");
        parameter = 1;
        run(graph).start().orThrow();
        assertThat(made).containsExactly("mark [a, b, c]");
        assertThat(project.resolve("out/c.txt")).hasContent("p=1 text of c");
    }

    @Test
    void acceptAfterAccept_keepsWhatEitherKept() {
        run(BEHIND_MEMORY).start().orThrow();
        for (String key : List.of("c", "d", "e")) {
            version += "x";
            run(BEHIND_MEMORY).accept(new NodeRef("parse"), new NodeRef("store"), new NodeRef("log"));
            arrive(key);
            run(BEHIND_MEMORY).start().orThrow();
            assertThat(made).containsExactly("parse [" + key + "]", "store [" + key + "]", "log [" + key + "]");
        }
    }

    @Test
    void accept_ofANodeInMemory_thatIsTakenBack_afterMoreWasMade_makesEverythingAnew() {
        run(BEHIND_MEMORY).start().orThrow();
        version = "2";
        run(BEHIND_MEMORY).accept(new NodeRef("parse"), new NodeRef("store"), new NodeRef("log"));
        for (String key : List.of("c", "d")) {
            arrive(key);
            run(BEHIND_MEMORY).start().orThrow();
            assertThat(made).containsExactly("parse [" + key + "]", "store [" + key + "]", "log [" + key + "]");
        }
        version = "1";
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).containsExactly("parse [a, b, c, d]", "store [a, b, c, d]", "log [a, b, c, d]");
    }

    @Test
    void accept_ofANodeInMemory_lastsForAReaderThatFailed() {
        run(BEHIND_MEMORY).start().orThrow();
        version = "2";
        run(BEHIND_MEMORY).accept(new NodeRef("parse"), new NodeRef("store"), new NodeRef("log"));
        failing = "log";
        for (String key : List.of("c", "d")) {
            arrive(key);
            run(BEHIND_MEMORY).onFailure(FailurePolicy.KEEP_GOING).start();
        }
        failing = "";
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).containsExactly("parse [c, d]", "log [c, d]");
    }

    @Test
    void partEditedWhileANodeBehindMemoryRuns_isGivenAlone() {
        for (String node : List.of("store", "log")) {
            run(BEHIND_MEMORY).start().orThrow();
            arrive("new for " + node);
            editing = node;
            edited = "a";
            run(BEHIND_MEMORY).start().orThrow();
            run(BEHIND_MEMORY).start().orThrow();
            assertThat(made).as(node).containsExactly("parse [a]", "store [a]", "log [a]");
            run(BEHIND_MEMORY).start().orThrow();
            assertThat(made).as(node).isEmpty();
            arrive("a");
        }
    }

    /** The node may have read the content before or after the edit, and has stored something of it. */
    @Test
    void partEditedWhileItsReaderRuns_isNotRecorded_andEverythingIsGiven() {
        run(BEHIND_MEMORY).start().orThrow();
        arrive("c");
        editing = "parse";
        edited = "c";
        run(BEHIND_MEMORY).start().orThrow();
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).containsExactly("parse [a, b, c]", "store [a, b, c]", "log [a, b, c]");
        assertThat(project.resolve("out/c.txt")).hasContent("edited text of c");
        run(BEHIND_MEMORY).start().orThrow();
        assertThat(made).isEmpty();
    }

    @Test
    void secondTry_isGivenWhatTheFirstWas() {
        String graph = "load = P.load(%in) -> #out {retries=1}\n";
        run(graph).start().orThrow();
        arrive("c");
        arrive("d");
        failingAfter = "c";
        run(graph).retryPause(Duration.ZERO).start().orThrow();
        assertThat(made).containsExactly("load [c, d]", "load [c, d]");
        run(graph).start().orThrow();
        assertThat(made).isEmpty();
        arrive("e");
        run(graph).start().orThrow();
        assertThat(made).as("the partitions before are known").containsExactly("load [e]");
    }
}
