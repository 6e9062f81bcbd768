package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.Rerun;
import dev.freshet.config.ConfigException;
import dev.freshet.config.ConfigProblem;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.change.Decision;
import dev.freshet.runtime.change.Reason;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeStart;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.state.NodeRecord;
import dev.freshet.runtime.state.StateStore;
import dev.freshet.runtime.state.local.LocalStateStore;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Single cases of what counts as a change. */
final class FreshnessTest {
    @TempDir
    Path project;

    private final List<String> ran = new ArrayList<>();
    private Runnable duringFirst = () -> {};

    @BeforeEach
    void writeProject() throws IOException {
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: text, path: raw.txt}
                a: {type: text, path: a.txt}
                b: {type: text, path: b.txt}
                """);
        Files.writeString(project.resolve("raw.txt"), "raw");
    }

    private TestPipeline pipeline(String rerunOfFirst) {
        return new TestPipeline("first = P.first(raw) -> a" + rerunOfFirst + "\nsecond = P.second(a) -> b\n")
                .node("first", (in, context) -> {
                    ran.add("first");
                    duringFirst.run();
                    return new Object[] {in[0] + "1"};
                })
                .node("second", (in, context) -> {
                    ran.add("second");
                    return new Object[] {in[0] + "2"};
                });
    }

    private Run describe(TestPipeline pipeline) {
        return Run.of(pipeline).runner(Runner.sequential()).conf(project.resolve("conf"));
    }

    private RunReport run(String rerunOfFirst) {
        ran.clear();
        return describe(pipeline(rerunOfFirst)).start().orThrow();
    }

    private void edit(String file, String text) {
        try {
            Files.writeString(project.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void always_runsInEveryRun_butItsReadersOnlyIfItMadeSomethingElse() {
        run(" {rerun=ALWAYS}");
        run(" {rerun=ALWAYS}");
        assertThat(ran).containsExactly("first");
    }

    @Test
    void inputThatIsRenamed_runsItsReaders_onlyIfTheNameDecidesWhatItHolds() throws IOException {
        TestPipeline pipeline = new TestPipeline("n = P.n(t) -> a\n")
                .type("t", GenericTypes.parameterized(List.class, GenericTypes.parameterized(List.class, String.class)))
                .node("n", (in, context) -> {
                    ran.add("n");
                    return new Object[] {String.valueOf(in[0])};
                });
        String entry = "t: {type: csv, header: false, path: %s}\na: {type: text, path: a.txt}\n";
        edit("t.csv", "a,b\tc\n");
        edit("conf/base/catalog.yml", entry.formatted("t.csv"));
        describe(pipeline).start().orThrow();
        Files.move(project.resolve("t.csv"), project.resolve("u.csv"));
        edit("conf/base/catalog.yml", entry.formatted("u.csv"));
        describe(pipeline).start().orThrow();
        assertThat(ran).containsExactly("n");
        Files.move(project.resolve("u.csv"), project.resolve("u.tsv"));
        edit("conf/base/catalog.yml", entry.formatted("u.tsv"));
        describe(pipeline).start().orThrow();
        assertThat(ran).containsExactly("n", "n");
        assertThat(project.resolve("a.txt")).hasContent("[[a,b, c]]");
    }

    @Test
    void whenMissing_ignoresInputs() throws IOException {
        run(" {rerun=WHEN_MISSING}");
        edit("raw.txt", "other");
        run(" {rerun=WHEN_MISSING}");
        assertThat(ran).isEmpty();
        Files.delete(project.resolve("a.txt"));
        run(" {rerun=WHEN_MISSING}");
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void never_runsOnlyByName() {
        edit("a.txt", "by hand");
        run(" {rerun=NEVER}");
        assertThat(ran).containsExactly("second");
        ran.clear();
        describe(pipeline(" {rerun=NEVER}")).force().start().orThrow();
        assertThat(ran).containsExactly("second");
        ran.clear();
        describe(pipeline(" {rerun=NEVER}")).force(new NodeRef("first")).start().orThrow();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void never_outputMissingThatAStaleNodeReads_isReportedBeforeTheFirstNode() throws IOException {
        edit("a.txt", "by hand");
        run(" {rerun=NEVER}");
        Files.delete(project.resolve("a.txt"));
        ran.clear();
        Run described = describe(pipeline(" {rerun=NEVER}"));
        for (ThrowingCallable step : List.<ThrowingCallable>of(described::start, described::plan)) {
            assertThatThrownBy(step)
                    .isInstanceOfSatisfying(
                            ConfigException.class,
                            thrown -> assertThat(thrown.problems())
                                    .extracting(ConfigProblem::message)
                                    .containsExactly(
                                            "\"second\" reads \"a\", but there is no a.txt; \"first\" makes it, and runs"
                                                    + " only if it is forced by name: Run.force(first)"))
                    .hasMessageStartingWith("conf/base/catalog.yml:2:1: ");
        }
        assertThat(ran).isEmpty();
        assertThat(described.explain().decisions().get("first"))
                .isEqualTo(new Decision.KeptBack(
                        Rerun.NEVER, List.of(new Reason.NeverRan(), new Reason.OutputMissing("a", "a.txt"))));
        described.force(new NodeRef("first")).start().orThrow();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void never_outputMissingThatNoStaleNodeReads_isNoMistake() throws IOException {
        TestPipeline pipeline = pipeline(" {rerun=NEVER}");
        edit("a.txt", "by hand");
        describe(pipeline).start().orThrow();
        Files.delete(project.resolve("a.txt"));
        edit("b.txt", "made");
        TestPipeline kept = new TestPipeline(
                        "first = P.first(raw) -> a {rerun=NEVER}\nsecond = P.second(a) -> b {rerun=WHEN_MISSING}\n")
                .node("first", (in, context) -> new Object[] {""})
                .node("second", (in, context) -> new Object[] {""});
        assertThat(describe(kept).start().orThrow().upToDateNodes()).isEqualTo(2);
    }

    @Test
    void inputAndParameterThatCodeGives_standInTheStateAsDigests() throws IOException {
        TestPipeline pipeline = new TestPipeline("n = P.n(key, params:token) -> a\n")
                .type("params:token", String.class)
                .node("n", (in, context) -> new Object[] {"" + in[0].toString().length() + in[1]});
        DatasetRef<String> token = new DatasetRef<>("params:token");
        DatasetRef<List<String>> key = new DatasetRef<>("key");
        List<String> held = List.of("barley42");
        for (int upToDate = 0; upToDate <= 1; upToDate++) {
            RunReport report = describe(pipeline)
                    .input(token, "sesame99")
                    .input(key, held)
                    .start()
                    .orThrow();
            assertThat(report.upToDateNodes()).isEqualTo(upToDate);
        }
        try (Stream<Path> files = Files.walk(project.resolve(".freshet"))) {
            assertThat(files.filter(Files::isRegularFile).map(FreshnessTest::bytes))
                    .isNotEmpty()
                    .noneMatch(text -> text.contains("sesame99") || text.contains("barley42"));
        }
        Reason changed = ((Decision.Stale) describe(pipeline)
                        .input(token, "sesame98")
                        .input(key, held)
                        .plan()
                        .decision("n")
                        .orElseThrow())
                .reasons()
                .get(0);
        assertThat(changed.lines()).containsExactly("parameter token *** -> ***");
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whenMissing_withNoRecordAndItsOutputThere_stillMakesWhatOthersReadFromMemory() {
        edit("a.txt", "by hand");
        TestPipeline pipeline = new TestPipeline("""
                        first = P.first(raw) -> a, size {rerun=WHEN_MISSING}
                        second = P.second(size) -> b
                        """)
                .node("first", (in, context) -> {
                    ran.add("first");
                    return new Object[] {in[0] + "1", 4};
                })
                .node("second", (in, context) -> {
                    ran.add("second");
                    return new Object[] {"size " + in[0]};
                });
        describe(pipeline).start().orThrow();
        assertThat(ran).containsExactly("first", "second");
        ran.clear();
        describe(pipeline).clean(new NodeRef("first"));
        describe(pipeline).start().orThrow();
        assertThat(ran)
                .as("nobody knows when first ran, but what it reads is known")
                .isEmpty();
        edit("raw.txt", "edited");
        describe(pipeline).start().orThrow();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void input_editedWhileItsReaderRuns_isReportedAndReadAgain() {
        duringFirst = () -> edit("raw.txt", "edited meanwhile");
        RunReport report = run("");
        assertThat(((NodeReport.Succeeded) report.nodes().get(0)).changedInputs())
                .containsExactly("raw");
        duringFirst = () -> {};
        run("");
        assertThat(ran).containsExactly("first", "second");
        assertThat(project.resolve("b.txt")).hasContent("edited meanwhile12");
        run("");
        assertThat(ran).isEmpty();
    }

    /** After the decision, and before the load. */
    @Test
    void input_editedBeforeItsReaderStarts_isRecordedAsItWasRead() {
        run("");
        edit("raw.txt", "planned");
        ran.clear();
        RunReport report = describe(pipeline(""))
                .listener(new RunListener() {
                    @Override
                    public void nodeStarted(NodeStart node, int tried) {
                        if (node.node().equals("first")) {
                            edit("raw.txt", "late");
                            awaitTick("raw.txt");
                        }
                    }
                })
                .start()
                .orThrow();
        assertThat(((NodeReport.Succeeded) report.nodes().get(0)).changedInputs())
                .isEmpty();
        assertThat(project.resolve("b.txt")).hasContent("late12");
        run("");
        assertThat(ran).as("it was recorded").isEmpty();
        edit("raw.txt", "planned");
        run("");
        assertThat(ran).as("it was not recorded as planned").containsExactly("first", "second");
    }

    /** Until a further edit must give the file another time. */
    private void awaitTick(String file) {
        try {
            Instant edited = Files.getLastModifiedTime(project.resolve(file)).toInstant();
            while (Instant.now().isBefore(edited.plusMillis(200))) {
                LockSupport.parkNanos(1_000_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One reader read what was there before, and another what is there now: nobody can tell who read what. */
    @Test
    void input_editedBetweenTwoReaders_isNotRecordedForTheLateOne() {
        String graph = "early = P.early(raw) -> a\nlate = P.late(raw) -> b after early\n";
        Supplier<TestPipeline> pipeline = () -> new TestPipeline(graph)
                .node("early", (in, context) -> {
                    ran.add("early");
                    return new Object[] {in[0] + "1"};
                })
                .node("late", (in, context) -> {
                    ran.add("late");
                    return new Object[] {in[0] + "2"};
                });
        describe(pipeline.get())
                .listener(new RunListener() {
                    @Override
                    public void nodeStarted(NodeStart node, int tried) {
                        if (node.node().equals("late")) {
                            edit("raw.txt", "late");
                            awaitTick("raw.txt");
                        }
                    }
                })
                .start()
                .orThrow();
        assertThat(project.resolve("a.txt")).hasContent("raw1");
        assertThat(project.resolve("b.txt")).hasContent("late2");
        ran.clear();
        describe(pipeline.get()).start().orThrow();
        assertThat(ran).contains("early");
        assertThat(project.resolve("a.txt")).hasContent("late1");
        assertThat(project.resolve("b.txt")).hasContent("late2");
    }

    @Test
    void input_editedWithEqualSizeAndTimePutBack_isSeen() throws IOException {
        run("");
        FileTime before = Files.getLastModifiedTime(project.resolve("raw.txt"));
        edit("raw.txt", "RAW");
        Files.setLastModifiedTime(project.resolve("raw.txt"), before);
        run("");
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void input_touched_isRead_butRunsNothing() throws IOException {
        run("");
        Files.setLastModifiedTime(
                project.resolve("raw.txt"), FileTime.from(Instant.now().plusSeconds(1)));
        run("");
        assertThat(ran).isEmpty();
    }

    @Test
    void input_behindALink_isFollowed() throws IOException {
        Files.move(project.resolve("raw.txt"), project.resolve("real.txt"));
        Files.createSymbolicLink(project.resolve("raw.txt"), Path.of("real.txt"));
        run("");
        edit("real.txt", "other");
        run("");
        assertThat(ran).containsExactly("first", "second");
    }

    /** A clock that was put back leaves files and records of the future. */
    @Test
    void times_ofTheFuture_hideNoEdit() throws IOException {
        FileTime future = FileTime.from(Instant.now().plusSeconds(86_400));
        Files.setLastModifiedTime(project.resolve("raw.txt"), future);
        run("");
        Files.setLastModifiedTime(project.resolve(".freshet/journal.jsonl"), future);
        Files.setLastModifiedTime(project.resolve("b.txt"), future);
        run("");
        assertThat(ran).isEmpty();
        edit("raw.txt", "RAW");
        Files.setLastModifiedTime(project.resolve("raw.txt"), future);
        run("");
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void catalogEntry_changed_runsItsNodes() {
        run("");
        edit(
                "conf/base/catalog.yml",
                "raw: {type: text, path: raw.txt}\na: {type: text, path: a.txt}\n"
                        + "b: {type: text, path: b.txt, encoding: UTF-16}\n");
        run("");
        assertThat(ran).containsExactly("second");
    }

    @Test
    void dataset_movedElsewhere_isMadeThere() {
        run("");
        edit(
                "conf/base/catalog.yml",
                "raw: {type: text, path: raw.txt}\na: {type: text, path: a.txt}\nb: {type: text, path: out/b.txt}\n");
        run("");
        assertThat(ran).containsExactly("second");
        assertThat(project.resolve("out/b.txt")).hasContent("raw12");
    }

    @Test
    void storedOutput_ofANodeThatRunsBecauseOthersNeedIt_isRecordedAsItIsThen() throws IOException {
        edit("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                big: {type: text, path: big.txt}
                total: {type: text, path: total.txt}
                count: {type: text, path: count.txt}
                """);
        TestPipeline pipeline = new TestPipeline("""
                        split = P.split(raw) -> big, small
                        sum = P.sum(big) -> total
                        count = P.count(small) -> count
                        """)
                .node("split", (in, context) -> new Object[] {in[0] + " big", in[0] + " small"})
                .node("sum", (in, context) -> new Object[] {"sum of " + in[0]})
                .node("count", (in, context) -> new Object[] {"count of " + in[0]});
        for (boolean tee : new boolean[] {false, true}) {
            edit("raw.txt", "raw");
            describe(pipeline).tee(tee).start().orThrow();
            edit("raw.txt", "other");
            Files.delete(project.resolve("total.txt"));
            Files.delete(project.resolve("count.txt"));
            describe(pipeline).tee(tee).onlyMissingOutputs().start().orThrow();
            assertThat(project.resolve("total.txt")).hasContent("sum of other big");
            edit("raw.txt", "raw");
            describe(pipeline).tee(tee).start().orThrow();
            assertThat(project.resolve("total.txt")).as("tee %s", tee).hasContent("sum of raw big");
        }
    }

    /** Each call of {@code split} makes something else, and only what {@code other} makes shows that it is needed. */
    @Test
    void nodesBehindOneThatRunsOnDemand_areRecordedByWhatItStoredThen() throws IOException {
        edit("conf/base/catalog.yml", """
                raw: {type: text, path: raw.txt}
                more: {type: text, path: more.txt}
                big: {type: text, path: big.txt}
                other: {type: text, path: other.txt}
                joined: {type: text, path: joined.txt}
                """);
        for (boolean tee : new boolean[] {false, true}) {
            AtomicInteger calls = new AtomicInteger();
            TestPipeline pipeline = new TestPipeline("""
                            split = P.split(raw) -> big, small
                            pair = P.pair(big, small) -> pair
                            other = P.other(more) -> other
                            join = P.join(pair, other) -> joined
                            """)
                    .node("split", (in, context) -> {
                        int call = calls.incrementAndGet();
                        return new Object[] {"big" + call, "small" + call};
                    })
                    .node("pair", (in, context) -> new Object[] {in[0] + " " + in[1]})
                    .node("other", (in, context) -> new Object[] {"other of " + in[0]})
                    .node("join", (in, context) -> new Object[] {in[0] + " " + in[1]});
            edit("more.txt", "1");
            describe(pipeline).tee(tee).start().orThrow();
            edit("more.txt", "2");
            describe(pipeline).tee(tee).start().orThrow();
            assertThat(project.resolve("joined.txt")).as("tee %s", tee).hasContent("big2 small2 other of 2");
            assertThat(describe(pipeline).tee(tee).start().orThrow().upToDateNodes())
                    .as("tee %s", tee)
                    .isEqualTo(4);
            describe(pipeline).clean(new NodeRef("split"), new NodeRef("pair"), new NodeRef("join"));
        }
    }

    @Test
    void valueInMemory_ofAnInputEditedMeanwhile_isNotTakenForThatOfTheInputBefore() throws IOException {
        edit("conf/base/catalog.yml", "raw: {type: text, path: raw.txt}\nb: {type: text, path: b.txt}\n");
        duringFirst = () -> edit("raw.txt", "edited meanwhile");
        TestPipeline pipeline = pipeline("").node("first", (in, context) -> {
            duringFirst.run();
            return new Object[] {Files.readString(project.resolve("raw.txt")) + "1"};
        });
        describe(pipeline).start().orThrow();
        assertThat(project.resolve("b.txt")).hasContent("edited meanwhile12");
        duringFirst = () -> {};
        edit("raw.txt", "raw");
        describe(pipeline).start().orThrow();
        assertThat(project.resolve("b.txt")).hasContent("raw12");
    }

    @Test
    void state_emptiedDuringARun_isWrittenAnew() throws IOException {
        for (String damage : List.of("emptied", "deleted")) {
            Files.deleteIfExists(project.resolve(".freshet/journal.jsonl"));
            Files.deleteIfExists(project.resolve("b.txt"));
            run("");
            edit("raw.txt", damage);
            duringFirst = () -> {
                if (damage.equals("emptied")) {
                    edit(".freshet/journal.jsonl", "");
                } else {
                    HistoriesTest.deleteQuietly(project.resolve(".freshet"));
                }
            };
            run("");
            assertThat(ran).containsExactly("first", "second");
            duringFirst = () -> {};
            run("");
            assertThat(ran).as(damage).isEmpty();
        }
    }

    @Test
    void record_ofAnUnknownSchema_runsItsNode() {
        run("");
        try (LocalStateStore store = LocalStateStore.open(project.resolve(".freshet"), warning -> {})) {
            NodeRecord record =
                    store.node(TestPipeline.class.getName(), "second").orElseThrow();
            TreeMap<String, String> schemas = new TreeMap<>(record.schemas());
            schemas.put("parameters", "of the future");
            StateStore.Lock lock = store.lock(Duration.ZERO);
            store.append(List.of(new NodeRecord(
                    record.pipeline(),
                    record.node(),
                    record.slot(),
                    record.key(),
                    record.runId(),
                    record.finished(),
                    record.duration(),
                    schemas,
                    record.code(),
                    record.links(),
                    record.parameters(),
                    record.inputs(),
                    record.outputs(),
                    record.declarations(),
                    record.given(),
                    false,
                    false)));
            lock.close();
        }
        RunReport report = run("");
        assertThat(ran).containsExactly("second");
        assertThat(((NodeReport.Succeeded) report.nodes().get(1)).reasons())
                .containsExactly(new Reason.OtherSchema("parameters"));
        run("");
        assertThat(ran).isEmpty();
    }

    @Test
    void failure_keepsWhatFinishedBefore() {
        TestPipeline failing = pipeline("").node("second", (in, context) -> {
            throw new IllegalStateException("no luck");
        });
        assertThat(describe(failing).start().failure()).isPresent();
        run("");
        assertThat(ran).containsExactly("second");
    }

    @Test
    void random_isTheSameInEveryRunOfTheSameSeed() {
        TestPipeline pipeline = pipeline("").node("first", (in, context) ->
                new Object[] {Long.toString(context.random().nextLong())});
        describe(pipeline).seed(7).start().orThrow();
        String first = content("a.txt");
        describe(pipeline).seed(7).force().start().orThrow();
        assertThat(content("a.txt")).isEqualTo(first);
        describe(pipeline).seed(8).force().start().orThrow();
        assertThat(content("a.txt")).isNotEqualTo(first);
    }

    private String content(String file) {
        try {
            return Files.readString(project.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
