package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds under every runner. A test of a runner extends it, in whatever module: it uses nothing but what is public. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class RunnerContract {
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

    private static <T> T get(RunReport report, String dataset) {
        return report.get(new DatasetRef<T>(dataset));
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(project.resolve(file));
    }

    @Test
    void diamond_givesItsResult() {
        RunReport report = run("a = P.join() -> x\nb = P.join(x) -> y\nc = P.join(x) -> z\nd = P.join(y, z) -> r\n")
                .start()
                .orThrow();
        assertThat(RunnerContract.<String>get(report, "r")).isEqualTo("abacd");
    }

    @Test
    void valueInMemory_thatTheCallerKeeps_isInTheReport() {
        RunReport report = run("a = P.join() -> x\nb = P.join(x) -> y\nc = P.join(x) -> z\nd = P.join(y, z) -> r\n")
                .keep(new DatasetRef<>("x"), new DatasetRef<>("z"))
                .start()
                .orThrow();
        assertThat(RunnerContract.<String>get(report, "x")).isEqualTo("a");
        assertThat(RunnerContract.<String>get(report, "z")).isEqualTo("ac");
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void givenValues_andParameters_areRead() throws IOException {
        Path conf = catalog("y: {type: text, path: y.txt}\n");
        Files.writeString(conf.resolve("base/parameters.yml"), "greeting: {word: hello}\n");
        RunReport report = run("a = P.join(x, params:greeting.word) -> y\nb = P.join(y, x) -> z\n")
                .conf(conf)
                .input(new DatasetRef<>("x"), "given")
                .start()
                .orThrow();
        assertThat(RunnerContract.<String>get(report, "z")).isEqualTo("givenhelloagivenb");
    }

    @Test
    void resultThatKnowsItsRun_isOfTheCheckoutOnly() throws IOException {
        Path conf = catalog("x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\n");
        Files.writeString(
                conf.resolve("base/run.yml"),
                "cache: {path: " + project.resolve("cache") + ", write: true, unsigned: accept}\n");
        String graph = "a = P.runId() -> x\nb = P.join(x) -> y\n";
        RunReport report = run(graph).conf(conf).start().orThrow();
        assertThat(lines("x.txt")).containsExactly(report.runId());
        RunPlan plan = run(graph).conf(conf).plan();
        assertThat(plan.isUpToDate()).isTrue();
        assertThat(plan.isOwn("a")).isTrue();
        assertThat(plan.isOwn("b")).isFalse();
    }

    @Test
    void rowsThatAreLeftOut_areWarnings() throws IOException {
        Path conf = catalog("rows: {type: csv, path: rows.csv, bad-rows: skip}\n");
        Files.writeString(project.resolve("rows.csv"), "n\n1\nx\n3\n");
        RunReport report = run("a = P.size(rows) -> size\nb = P.count(*rows) -> count\n")
                .conf(conf)
                .start()
                .orThrow();
        assertThat(RunnerContract.<String>get(report, "size")).isEqualTo("2");
        assertThat(RunnerContract.<String>get(report, "count")).isEqualTo("2");
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .startsWith("dataset \"rows\" (rows.csv): 1 row was left out")
                .contains("rows.csv:3");
    }

    @Test
    void after_startsWhenTheOtherIsSaved() throws IOException {
        RunReport report = run("a = P.join() -> x\nb = P.readX() -> y after a\n")
                .conf(catalog("x: {type: text, path: x.txt}\n"))
                .start()
                .orThrow();
        assertThat(RunnerContract.<String>get(report, "y")).isEqualTo("a");
    }

    @Test
    void exclusive_runsAlone() throws IOException {
        StringBuilder graph = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            graph.append("n" + i + " = P.log() {" + (i % 4 == 0 ? "exclusive" : "cpus=0") + "}\n");
        }
        run(graph.toString()).start().orThrow();
        List<String> log = lines("log");
        assertThat(log).hasSize(120);
        for (int i = 0; i < log.size(); i++) {
            String node = log.get(i).substring("start ".length());
            if (log.get(i).startsWith("start ") && Integer.parseInt(node.substring(1)) % 4 == 0) {
                assertThat(log.get(i + 1))
                        .as("after the start of a node that is exclusive")
                        .isEqualTo("end " + node);
            }
        }
    }

    @Test
    void keepGoing_runsWhatDoesNotNeedTheFailedNode() {
        RunReport report =
                run("a = P.join() -> x\nb = P.fail(x) -> y\nc = P.join() -> z\nd = P.join(y) -> u\ne = P.join(z) -> v\n")
                        .onFailure(FailurePolicy.KEEP_GOING)
                        .start();
        assertThat(outcomes(report)).containsExactly("succeeded", "failed", "succeeded", "blocked", "succeeded");
        assertThat(report.failure().orElseThrow().cause()).hasToString("java.io.IOException: try 1");
    }

    @Test
    void failure_hasTheUsersStack() {
        Throwable cause =
                run("a = P.fail() -> x\n").start().failure().orElseThrow().cause();
        assertThat(cause.getStackTrace()[0].getMethodName()).isEqualTo("fail");
        assertThat(cause.getStackTrace()[0].getClassName()).isEqualTo(ContractScript.class.getName());
    }

    @Test
    void retries_areMadeUntilOneSucceeds() {
        RunReport report = run("a = P.failTwice() -> x {retries=3}\n").start().orThrow();
        assertThat(((NodeReport.Succeeded) report.nodes().get(0)).timing().tries())
                .isEqualTo(3);
    }

    @Test
    void retries_whenAllFail_giveTheLastCause() {
        NodeReport.Failed failed =
                run("a = P.fail() -> x {retries=2}\n").start().failure().orElseThrow();
        assertThat(failed.cause()).hasMessage("try 3");
        assertThat(failed.timing().tries()).isEqualTo(3);
    }

    @Test
    void error_isNotRetried() {
        assertThat(run("a = P.error() -> x {retries=2}\n")
                        .start()
                        .failure()
                        .orElseThrow()
                        .cause())
                .isInstanceOf(Error.class)
                .hasMessage("try 1");
    }

    @Test
    void nullOutput_failsTheNode() throws IOException {
        String graph = "a = P.returnNull() -> x\nb = P.join(x) -> y\n";
        assertThat(run(graph).start().failure().orElseThrow().cause())
                .hasMessage("P.returnNull returned null for \"x\"");
        assertThat(run(graph)
                        .conf(catalog("x: {type: text, path: x.txt}\n"))
                        .start()
                        .failure()
                        .orElseThrow()
                        .cause())
                .hasMessage("P.returnNull returned null for \"x\"");
    }

    @Test
    void timeout_interruptsAndFails() throws IOException {
        assertThat(run("a = P.hang() -> x {timeout=900}\n")
                        .start()
                        .failure()
                        .orElseThrow()
                        .cause())
                .isInstanceOf(TimeoutException.class)
                .hasMessage("it took longer than 900ms and was interrupted");
        assertThat(lines("interrupted")).containsExactly("a");
    }

    @Test
    void timeout_ofANodeThatDoesNotReact_leavesItBehind() {
        assertThat(run("a = P.ignore() -> x {timeout=900}\n")
                        .grace(Duration.ofMillis(20))
                        .start()
                        .failure()
                        .orElseThrow()
                        .cause())
                .hasMessageContaining(leftBehind());
    }

    @Test
    void cancel_interruptsWhatRunsAndKeepsWhatIsDone() throws IOException, InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        String graph = "a = P.join() -> x\nb = P.hangAtFirst(x) -> y\nc = P.join(y) -> z\n";
        Path conf = catalog("x: {type: text, path: x.txt}\nz: {type: text, path: z.txt}\n");
        RunHandle handle = run(graph)
                .conf(conf)
                .listener(new RunListener() {
                    @Override
                    public void nodeProgressed(String node, long done, long total) {
                        started.countDown();
                    }
                })
                .launch();
        started.await();
        handle.cancel();
        RunReport report = handle.await();
        assertThat(outcomes(report)).containsExactly("succeeded", "cancelled", "not run");
        assertThat(report.succeeded()).isFalse();
        assertThat(report.failure()).isEmpty();
        RunReport next = run(graph).conf(conf).start().orThrow();
        assertThat(outcomes(next)).as("the next run resumes").containsExactly("up to date", "succeeded", "succeeded");
        assertThat(RunnerContract.<String>get(next, "z")).isEqualTo("bc");
    }

    @Test
    void outcome_ofAFailedNode_isGivenToWhoAsksForIt() {
        RunReport report =
                run("a = P.fail() -> x\nb = P.join(x) -> y\nd = P.join() -> w\nc = P.outcomes(?y, ?w) -> z\ne = P.join(y)\n")
                        .start();
        assertThat(outcomes(report)).containsExactly("failed", "blocked", "succeeded", "succeeded", "blocked");
        assertThat(RunnerContract.<String>get(report, "z")).isEqualTo("ad");
        assertThat(report.succeeded()).isFalse();
    }

    @Test
    void failedSave_failsTheNodeAndWhatReadIt() throws IOException {
        Files.createDirectories(project.resolve("x"));
        String graph = "a = P.join() -> x\nb = P.join(x) -> y\n";
        Path conf = catalog("x: {type: text, path: x}\ny: {type: text, path: y.txt}\n");
        RunReport report = run(graph).conf(conf).start();
        assertThat(outcomes(report)).containsExactly("failed", "blocked");
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dataset \"x\" (x)");
        Files.delete(project.resolve("x"));
        assertThat(outcomes(run(graph).conf(conf).start().orThrow())).containsExactly("succeeded", "succeeded");
    }

    @Test
    void slice_runsAPart() throws IOException {
        Path conf = catalog("y: {type: text, path: y.txt}\n");
        String graph = "a = P.join() -> x\nb = P.join(x) -> y\nc = P.join(y, x) -> z\n";
        run(graph).conf(conf).start().orThrow();
        RunReport report = run(graph)
                .conf(conf)
                .input(new DatasetRef<>("x"), "given")
                .only(new NodeRef("c"))
                .start()
                .orThrow();
        assertThat(RunnerContract.<String>get(report, "z")).isEqualTo("abgivenc");
    }

    @Test
    void listener_hearsOfLoadsAndSaves() throws IOException {
        List<String> heard = new CopyOnWriteArrayList<>();
        Files.writeString(project.resolve("x.txt"), "x");
        run("a = P.join(x) -> y\n")
                .conf(catalog("x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\n"))
                .listener(new RunListener() {
                    @Override
                    public void datasetLoaded(DatasetEvent load) {
                        heard.add("load " + load.dataset() + " for " + load.node() + " from " + load.location());
                    }

                    @Override
                    public void datasetSaved(DatasetEvent save) {
                        heard.add("save " + save.dataset() + " of " + save.node() + " to " + save.location());
                    }
                })
                .start()
                .orThrow();
        assertThat(heard).containsExactly("load x for a from x.txt", "save y of a to y.txt");
    }

    /** Stored, so that it is streamed from file to file, in a format that is written as a whole, and in memory. */
    @ParameterizedTest
    @ValueSource(strings = {"{type: text, path: NAME.txt}", "{type: json, path: NAME.json}", "{type: memory}"})
    void streams_giveWhatListsGive(String entry) throws IOException {
        StringBuilder catalog = new StringBuilder();
        for (String name : List.of("x", "y", "z", "list")) {
            catalog.append(name)
                    .append(": ")
                    .append(entry.replace("NAME", name))
                    .append('\n');
        }
        String graph = """
                a = P.emit() -> +x
                b = P.copy(*x) -> +y
                c = P.double(*y) -> *z
                d = P.twice(~z) -> twice
                e = P.first(*z) -> first
                f = P.size(z) -> size
                g = P.join(twice, first, size) -> out
                """;
        Path conf = catalog(catalog.append("out: {type: text, path: out.txt}\n").toString());
        run(graph).conf(conf).start().orThrow();
        assertThat(project.resolve("out.txt")).hasContent("112233112233113g");
        RunReport again = run(graph).conf(conf).start().orThrow();
        assertThat(outcomes(again)).containsOnly("up to date");
    }

    @Test
    void sink_ofANodeThatFails_leavesWhatWasThere() throws IOException {
        Path conf = catalog("x: {type: text, path: x.txt}\n");
        run("a = P.emit() -> +x\n").conf(conf).start().orThrow();
        RunReport report = run("a = P.emitAndFail() -> +x\nb = P.copy(*x) -> +y\n")
                .conf(conf)
                .force()
                .start();
        assertThat(outcomes(report)).containsExactly("failed", "blocked");
        assertThat(lines("x.txt")).containsExactly("1", "2", "3");
        assertThat(project.toFile().list()).containsExactlyInAnyOrder("conf", ".freshet", "x.txt");
    }

    @Test
    void sink_ofANodeWhoseTimeIsUp_leavesWhatWasThere() throws IOException {
        Path conf = catalog("x: {type: text, path: x.txt}\n");
        run("a = P.emit() -> +x\n").conf(conf).start().orThrow();
        RunReport report = run("a = P.emitAndHang() -> +x {timeout=900}\n")
                .conf(conf)
                .force()
                .grace(Duration.ofSeconds(20))
                .start();
        assertThat(outcomes(report)).containsExactly("failed");
        assertThat(lines("x.txt")).containsExactly("1", "2", "3");
    }

    @Test
    void lazyInput_isLoadedWhenItIsAskedFor() throws IOException {
        List<String> loaded = new CopyOnWriteArrayList<>();
        Path conf = catalog("x: {type: text, path: x.txt}\ny: {type: text, path: y.txt}\n");
        Files.writeString(project.resolve("x.txt"), "x");
        RunReport report = run("a = P.lazy(&x) -> y\nb = P.lazyUnasked(&y) -> z\nc = P.lazy(&z) -> out\n")
                .conf(conf)
                .tee(false)
                .listener(new RunListener() {
                    @Override
                    public void datasetLoaded(DatasetEvent event) {
                        loaded.add(event.node() + " " + event.dataset());
                    }
                })
                .start()
                .orThrow();
        assertThat(RunnerContract.<String>get(report, "out")).isEqualTo("bc");
        assertThat(loaded).containsExactly("a x");
    }

    @Test
    void malformedRecord_failsTheNodeThatReadsIt() throws IOException {
        Path conf = catalog("x: {type: jsonl, path: x.jsonl}\n");
        Files.writeString(project.resolve("x.jsonl"), "\"1\"\n\"2\"\n\"3\" 4\n");
        RunReport report = run("a = P.copy(*x) -> +y\n").conf(conf).start();
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("dataset \"x\" (x.jsonl:3:5): ");
    }

    private void write(String file, String text) throws IOException {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** The nodes' log since it was last asked. */
    private List<String> made() throws IOException {
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
        assertThat(made()).containsExactly("a", "b", "c", "a!", "b!", "c!");
        assertThat(project.resolve("z.json")).content().contains("\"c\": \"c!!\"");
        assertThat(outcomes(run(graph).conf(conf).start())).containsOnly("up to date");

        write("x/b.txt", "B");
        Files.delete(project.resolve("x/c.txt"));
        write("x/d.txt", "d");
        run(graph).conf(conf).start().orThrow();
        // What is stored as a whole is made as a whole.
        assertThat(made()).containsExactly("B", "d", "a!", "B!", "d!");
        assertThat(project.resolve("y").toFile().list()).containsExactlyInAnyOrder("a.txt", "b.txt", "d.txt");

        Files.delete(project.resolve("y/d.txt"));
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).containsExactly("d");

        write("s.txt", "+");
        run(graph).conf(conf).start().orThrow();
        assertThat(made()).startsWith("a+", "B+", "d+");
        run(graph).conf(conf).force(new NodeRef("a")).start().orThrow();
        assertThat(made()).as("forced").containsExactly("a+", "B+", "d+");
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
        assertThat(RunnerContract.<String>get(report, "z")).isEqualTo("bb of [a, b, c, x]");
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
        assertThat(RunnerContract.<String>get(report, "z")).isEqualTo("bb! of [a, b]");
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
