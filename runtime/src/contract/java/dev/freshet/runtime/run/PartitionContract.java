package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.PartitionFailure;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of partitions under every runner; part of {@link RunnerContract}. */
abstract class PartitionContract {
    @TempDir
    protected Path project;

    /** The runner. */
    protected abstract Runner runner();

    /** A run of nodes that do what {@link ContractScript} says. */
    protected Run run(String graph) {
        return Run.of(ContractScript.pipeline(project, graph)).runner(runner()).retryPause(Duration.ofMillis(1));
    }

    /** What is said of a node that goes on although it is interrupted. */
    protected String leftBehind() {
        return "did not react to being interrupted; its thread \"freshet-a\" was left behind";
    }

    protected Path catalog(String text) throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), text);
        return project.resolve("conf");
    }

    protected static List<String> outcomes(RunReport report) {
        return report.nodes().stream().map(NodeReport::outcome).toList();
    }

    static <T> T get(RunReport report, String dataset) {
        return report.get(new DatasetRef<T>(dataset));
    }

    List<String> lines(String file) throws IOException {
        return Files.readAllLines(project.resolve(file));
    }

    void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** The nodes' log since it was last asked. */
    List<String> made() throws IOException {
        Path log = project.resolve("made");
        List<String> made = Files.exists(log) ? Files.readAllLines(log) : List.of();
        Files.deleteIfExists(log);
        return made;
    }

    @Test
    void each_makesOnlyPartsThatChanged() throws IOException {
        Path conf = catalog("""
                x: {type: text, path: x/*.txt}
                s: {type: text, path: s.txt}
                y: {type: text, path: y/*.txt}
                z: {type: json, path: z.json}
                """);
        String graph = "a = P.partition(^x, s) -> ^y\nb = P.partition(^y) -> ^z\n";
        write("s.txt", "");
        for (String key : List.of("a", "b", "c")) {
            write("x/" + key + ".txt", key);
        }
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "c", "a!", "b!", "c!");
        assertThat(project.resolve("z.json")).content().contains("\"c\": \"c!!\"");
        assertThat(outcomes(run(graph).conf(conf).start())).containsOnly("up to date");

        write("x/b.txt", "B");
        Files.delete(project.resolve("x/c.txt"));
        write("x/d.txt", "d");
        run(graph).conf(conf).start().orThrow();
        // What is stored as a whole is made as a whole.
        assertThat(made()).containsExactlyInAnyOrder("B", "d", "a!", "B!", "d!");
        assertThat(project.resolve("y").toFile().list()).containsExactlyInAnyOrder("a.txt", "b.txt", "d.txt");

        Files.delete(project.resolve("y/d.txt"));
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactlyInAnyOrder("d");

        write("s.txt", "+");
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).contains("a+", "B+", "d+");
        run(graph).conf(conf).force(new NodeRef("a")).start().orThrow();
        assertThat(made()).as("forced").containsExactlyInAnyOrder("a+", "B+", "d+");
    }

    /** Partitions of an input, one for each word, and the catalog of what is made of them. */
    private Path partitions(String... keys) throws IOException {
        for (String key : keys) {
            write("x/" + key + ".txt", key);
        }
        return catalog("x: {type: text, path: x/*.txt}\ny: {type: text, path: y/*.txt}\n");
    }

    final List<String> failures = new CopyOnWriteArrayList<>();

    /** Notes which partitions failed. */
    final class Failures implements RunListener {
        @Override
        public void partitionFailed(PartitionFailure failure) {
            failures.add(failure.partition() + ", " + failure.cause().getMessage()
                    + (failure.pause().isPresent() ? ", again" : ""));
        }
    }

    @Test
    void partitions_areMadeSideBySide_asManyAsThereAreSlots() throws IOException {
        Path conf = partitions("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
        String graph = "a = P.meet(^x) -> ^y\n";
        int slots = runner().slots(ContractScript.pipeline(project, graph).graph());
        write("slots", Integer.toString(slots));
        run(graph).conf(conf).start().orThrow();
        int running = 0;
        int most = 0;
        for (String line : lines("log")) {
            running += line.startsWith("start ") ? 1 : -1;
            most = Math.max(most, running);
        }
        assertThat(most).isEqualTo(Math.min(11, slots));
        assertThat(made()).hasSize(11);
    }

    @Test
    void partition_thatFails_isTriedAgainByItself() throws IOException {
        RunReport report = run("a = P.failAtB(^x) -> ^y {retries=2}\n")
                .conf(partitions("a", "b", "c"))
                .listener(new Failures())
                .start()
                .orThrow();
        assertThat(failures).containsExactly("b, no b, try 1, again", "b, no b, try 2, again");
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "b", "b", "c");
        assertThat(report.nodes().get(0))
                .isInstanceOfSatisfying(
                        NodeReport.Succeeded.class,
                        node -> assertThat(node.timing().tries()).isEqualTo(3));
    }

    /** Whatever the number of slots: none overtakes the one that waits for its next try. */
    @Test
    void partitions_oneAtATime_keepTheirOrder() throws IOException {
        run("a = P.failAtB(^x) -> ^y {atOnce=1 retries=2}\n")
                .conf(partitions("a", "b", "c"))
                .start()
                .orThrow();
        assertThat(made()).containsExactly("a", "b", "b", "b", "c");
    }

    @Test
    void partition_thatFails_leavesTheOthersMade() throws IOException {
        Path conf = partitions("a", "b", "c", "d");
        String graph = "a = P.failAtB(^x) -> ^y\nb = P.partB(%y) -> z\n";
        RunReport report = run(graph)
                .conf(conf)
                .listener(new Failures())
                .onFailure(FailurePolicy.KEEP_GOING)
                .start();
        assertThat(outcomes(report)).containsExactly("failed", "blocked");
        assertThat(failures).containsExactly("b, no b, try 1");
        assertThat(report.failure().orElseThrow().cause()).hasMessage("no b, try 1");
        assertThat(made()).containsExactlyInAnyOrder("a", "b", "c", "d");
        run(graph).conf(conf).onFailure(FailurePolicy.KEEP_GOING).start();
        assertThat(made()).containsExactly("b");
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactly("b");
    }

    /** There are more partitions than slots, and those before it wait until it has failed. */
    @Test
    void partition_thatFails_endsTheNode_andWhatRunsBesideItIsKept() throws IOException {
        Path conf = partitions("a", "b", "c", "d", "e", "f");
        RunReport report = run("a = P.failAtB(^x) -> ^y\n")
                .capacity("cpus", "1")
                .conf(conf)
                .start();
        assertThat(outcomes(report)).containsExactly("failed");
        assertThat(made()).as("one at a time, in order").containsExactly("a", "b");
        run("a = P.partition(^x) -> ^y\n").conf(conf).start().orThrow();
        assertThat(made()).containsExactlyInAnyOrder("b", "c", "d", "e", "f");
    }

    /** Hangs once. On a busy machine, the time of others can be up too: each is made again after its own failure only. */
    @Test
    void partition_whoseTimeIsUp_isInterruptedAlone() throws IOException {
        RunReport report = run("a = P.hangAtB(^x) -> ^y {timeout=900 retries=1000}\n")
                .conf(partitions("a", "b", "c"))
                .listener(new Failures())
                .start()
                .orThrow();
        assertThat(outcomes(report)).containsExactly("succeeded");
        String late = ", it took longer than 900ms and was interrupted, again";
        assertThat(failures).contains("b" + late).allMatch(failure -> failure.endsWith(late));
        List<String> made = made();
        for (String key : List.of("a", "b", "c")) {
            int failed = Collections.frequency(failures, key + late);
            assertThat(Collections.frequency(made, key)).as(key).isBetween(1, failed + 1);
        }
        assertThat(project.resolve("y").toFile().list()).containsExactlyInAnyOrder("a.txt", "b.txt", "c.txt");
    }

    /** Taken and made record by record, in all forms. */
    @Test
    void partition_ofRecords_isStreamed() throws IOException {
        Path conf = catalog("""
                x: {type: text, path: x/*.txt}
                y: {type: text, path: y/*.txt}
                z: {type: text, path: z/*.txt}
                w: {type: json, path: w/*.json}
                v: {type: memory, spill: json}
                """);
        String graph = """
                a = P.rows(^*x) -> ^+y
                b = P.double(^*y) -> ^*z
                c = P.twice(^~y) -> ^w
                d = P.lazy(^&y) -> ^v
                """;
        write("x/a.txt", "1\n2\n");
        write("x/b.txt", "3\n4\n");
        RunReport report = run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactlyInAnyOrder("a", "b");
        assertThat(project.resolve("y/a.txt")).hasContent("1\n2\n");
        assertThat(project.resolve("z/a.txt")).hasContent("11\n22\n");
        assertThat(project.resolve("w/b.json")).content().isEqualToIgnoringWhitespace("\"3434\"");
        assertThat(PartitionContract.<Object>get(report, "v")).isEqualTo(Map.of("a", "[1, 2]d", "b", "[3, 4]d"));
        assertThat(outcomes(run(graph).conf(conf).start()).subList(0, 3)).containsOnly("up to date");

        write("x/b.txt", "5\n6\n");
        write("x/c.txt", "");
        write("broken", "");
        assertThat(outcomes(run(graph)
                                .conf(conf)
                                .onFailure(FailurePolicy.KEEP_GOING)
                                .start())
                        .get(0))
                .isEqualTo("failed");
        assertThat(made()).containsExactlyInAnyOrder("b", "c");
        assertThat(project.resolve("y/b.txt")).as("replaced as a whole").hasContent("3\n4\n");
        Files.delete(project.resolve("broken"));
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactlyInAnyOrder("b");
        assertThat(project.resolve("z/b.txt")).hasContent("55\n66\n");
        assertThat(project.resolve("z/c.txt")).isEmptyFile();
    }

    @Test
    void cancel_interruptsPartitions_andKeepsThoseThatAreMade() throws IOException, InterruptedException {
        Path conf = partitions("a", "b", "c", "d");
        CompletableFuture<RunHandle> launched = new CompletableFuture<>();
        RunHandle handle = run("a = P.hangAtB(^x) -> ^y\n")
                .capacity("cpus", "1")
                .conf(conf)
                .listener(new RunListener() {
                    @Override
                    public void nodeProgressed(String node, long done, long total) {
                        launched.thenAccept(RunHandle::cancel);
                    }
                })
                .launch();
        launched.complete(handle);
        assertThat(outcomes(handle.await())).containsExactly("cancelled");
        assertThat(made()).startsWith("a").doesNotContain("c", "d");
        run("a = P.partition(^x) -> ^y\n").conf(conf).start().orThrow();
        assertThat(made()).contains("b", "c", "d").doesNotContain("a");
    }

    @Test
    void partitionSink_goesOnWhereItStopped() throws IOException {
        Path conf = catalog("in: {type: text, path: in.txt}\ny: {type: text, path: y/*.txt}\n");
        String graph = "a = P.partitions(in) -> #y\nb = P.partB(%y) -> z\n";
        write("in.txt", "a b x c");
        write("broken", "");
        assertThat(outcomes(run(graph).conf(conf).start())).containsExactly("failed", "blocked");
        assertThat(made()).containsExactly("a", "b", "x");
        Files.delete(project.resolve("broken"));
        RunReport report = run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactly("x", "c");
        assertThat(PartitionContract.<String>get(report, "z")).isEqualTo("bb of [a, b, c, x]");
        assertThat(outcomes(run(graph).conf(conf).start())).containsOnly("up to date");

        write("broken", "");
        write("in.txt", "a b x");
        assertThat(outcomes(run(graph).conf(conf).start())).containsExactly("failed", "blocked");
        assertThat(made()).as("made of another input").containsExactly("a", "b", "x");
        write("in.txt", "b d");
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactly("b", "d");
        assertThat(project.resolve("y").toFile().list()).containsExactlyInAnyOrder("b.txt", "d.txt");
    }

    @Test
    void partitionSink_madeByHandMeanwhile_isMadeAgain() throws IOException {
        Path conf = catalog("in: {type: text, path: in.txt}\ny: {type: text, path: y/*.txt}\n");
        write("in.txt", "a b x");
        write("broken", "");
        run("a = P.partitions(in) -> #y\n").conf(conf).start();
        made();
        Files.delete(project.resolve("broken"));
        write("y/a.txt", "mine");
        run("a = P.partitions(in) -> #y\n").conf(conf).start().orThrow();
        assertThat(made()).containsExactly("a", "x");
        assertThat(project.resolve("y/a.txt")).hasContent("aa");
    }

    @Test
    void parts_inMemory_areHandedOn() throws IOException {
        Path conf = catalog(
                "in: {type: text, path: in.txt}\nx: {type: memory, spill: json}\ny: {type: memory, spill: json}\n");
        write("in.txt", "a b");
        RunReport report = run("a = P.partitions(in) -> #x\nb = P.partition(^x) -> ^y\nc = P.partB(%y) -> z\n")
                .conf(conf)
                .start()
                .orThrow();
        assertThat(PartitionContract.<String>get(report, "z")).isEqualTo("bb! of [a, b]");
    }

    @Test
    void part_whoseKeyNamesNoFile_isRefused() throws IOException {
        Path conf = catalog("in: {type: text, path: in.txt}\ny: {type: text, path: y/*.txt}\n");
        write("in.txt", "../in");
        RunReport report = run("a = P.partitions(in) -> #y\n").conf(conf).start();
        assertThat(report.failure().orElseThrow().cause())
                .hasMessageContaining(
                        "\"../in\" cannot be the key of a partition of y/*.txt: it must name a file without directories");
        assertThat(project.resolve("in.txt")).hasContent("../in");
    }

    @Test
    void incrementalInput_givesWhatIsNew_onceTheNodeIsRecorded() throws IOException {
        Path conf = catalog("""
                x: {type: text, path: x/*.txt, incremental: true}
                s: {type: text, path: s.txt}
                y: {type: text, path: y.txt}
                """);
        String graph = "a = P.keys(%x, s) -> y\n";
        write("s.txt", "");
        write("x/a.txt", "a");
        write("x/b.txt", "b");
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactly("[a, b]");
        write("x/b.txt", "B");
        write("x/c.txt", "c");
        write("broken", "");
        assertThat(outcomes(run(graph).conf(conf).start())).containsExactly("failed");
        assertThat(made()).containsExactly("[b, c]");
        Files.delete(project.resolve("broken"));
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).as("the failed run did not use them").containsExactly("[b, c]");
        assertThat(outcomes(run(graph).conf(conf).start())).containsOnly("up to date");
        write("x/d.txt", "d");
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactly("[d]");
        write("s.txt", "other");
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).as("with another input, all is new").containsExactly("[a, b, c, d]");
        run(graph).conf(conf).force().start().orThrow();
        assertThat(made()).containsExactly("[a, b, c, d]");
    }
}
