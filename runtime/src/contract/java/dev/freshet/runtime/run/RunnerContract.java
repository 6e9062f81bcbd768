package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.DatasetException;
import dev.freshet.runtime.hook.DatasetEvent;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds under every runner. A test of a runner extends it, in whatever module: it uses nothing but what is public. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class RunnerContract extends ValuePartitionContract {
    @Test
    void diamond_givesItsResult() {
        RunReport report = run("a = P.join() -> x\nb = P.join(x) -> y\nc = P.join(x) -> z\nd = P.join(y, z) -> r\n")
                .start()
                .orThrow();
        assertThat(PartitionContract.<String>get(report, "r")).isEqualTo("abacd");
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
        assertThat(PartitionContract.<String>get(report, "z")).isEqualTo("givenhelloagivenb");
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
        assertThat(PartitionContract.<String>get(report, "size")).isEqualTo("2");
        assertThat(PartitionContract.<String>get(report, "count")).isEqualTo("2");
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
        assertThat(PartitionContract.<String>get(report, "y")).isEqualTo("a");
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
        assertThat(PartitionContract.<String>get(next, "z")).isEqualTo("bc");
    }

    @Test
    void outcome_ofAFailedNode_isGivenToWhoAsksForIt() {
        RunReport report =
                run("a = P.fail() -> x\nb = P.join(x) -> y\nd = P.join() -> w\nc = P.outcomes(?y, ?w) -> z\ne = P.join(y)\n")
                        .start();
        assertThat(outcomes(report)).containsExactly("failed", "blocked", "succeeded", "succeeded", "blocked");
        assertThat(PartitionContract.<String>get(report, "z")).isEqualTo("ad");
        assertThat(report.succeeded()).isFalse();
    }

    @Test
    void failedSave_failsTheNodeAndWhatReadIt() throws IOException {
        String graph = "a = P.join() -> x\nb = P.join(x) -> y\n";
        Path conf = catalog("x: {type: text, path: x}\ny: {type: text, path: y.txt}\n");
        RunListener obstacle = new RunListener() {
            @Override
            public void nodeStarted(NodeStart node, int tried) {
                project.resolve("x").toFile().mkdir();
            }
        };
        RunReport report = run(graph).conf(conf).listener(obstacle).start();
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
        assertThat(PartitionContract.<String>get(report, "z")).isEqualTo("abgivenc");
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
        assertThat(PartitionContract.<String>get(report, "out")).isEqualTo("bc");
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
}
