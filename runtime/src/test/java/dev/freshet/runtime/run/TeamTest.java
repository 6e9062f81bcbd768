package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.NodeWait;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several checkouts that share a state, a cache, or both. */
final class TeamTest {
    private static final String PRIVATE_FILES = """
            raw: {type: text, path: raw.txt}
            a: {type: text, path: a.txt}
            b: {type: text, path: b.txt}
            """;

    @TempDir
    Path root;

    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    /** A checkout with its own files. */
    private Path checkout(String name, String settings) throws IOException {
        return checkout(name, settings, PRIVATE_FILES);
    }

    private Path checkout(String name, String settings, String catalog) throws IOException {
        Path project = root.resolve(name);
        Path base = Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), catalog);
        Files.writeString(base.resolve("run.yml"), settings);
        Files.writeString(project.resolve("raw.txt"), "raw");
        return project;
    }

    private String state() {
        return "state: " + root.resolve("state") + "\n";
    }

    private String cache() {
        return "cache: {path: " + root.resolve("cache") + ", write: true, unsigned: accept}\n";
    }

    private TestPipeline pipeline(String who) {
        return new TestPipeline("first = P.first(raw) -> a\nsecond = P.second(a) -> b\n")
                .node("first", (in, context) -> {
                    ran.add(who + " first");
                    return new Object[] {in[0] + "1"};
                })
                .node("second", (in, context) -> {
                    ran.add(who + " second");
                    return new Object[] {in[0] + "2"};
                });
    }

    private static Run describe(TestPipeline pipeline, Path project) {
        return Run.of(pipeline).runner(Runner.sequential()).conf(project.resolve("conf"));
    }

    @Test
    void sharedFiles_otherCheckout_runsNothingAndSaysWhoMadeThem() throws IOException {
        String catalog = PRIVATE_FILES
                .replace("path: a", "path: " + root.resolve("data") + "/a")
                .replace("path: b", "path: " + root.resolve("data") + "/b");
        Files.createDirectories(root.resolve("data"));
        Path ana = checkout("ana", state() + "shared_paths: [" + root.resolve("data") + "]\n", catalog);
        Path bob = checkout("bob", state() + "shared_paths: [" + root.resolve("data") + "]\n", catalog);
        describe(pipeline("ana"), ana).start().orThrow();
        RunReport report = describe(pipeline("bob"), bob).start().orThrow();
        assertThat(ran).containsExactly("ana first", "ana second");
        assertThat(report.upToDateNodes()).isEqualTo(2);
    }

    @Test
    void cache_otherCheckout_fetchesWhatNobodyNeedsToRun() throws IOException {
        Path ana = checkout("ana", state() + cache());
        Path bob = checkout("bob", state() + cache());
        describe(pipeline("ana"), ana).start().orThrow();
        RunReport report = describe(pipeline("bob"), bob).start().orThrow();
        assertThat(ran).containsExactly("ana first", "ana second");
        assertThat(report.nodes()).extracting(NodeReport::outcome).containsExactly("fetched", "fetched");
        assertThat(bob.resolve("b.txt")).hasSameBinaryContentAs(ana.resolve("b.txt"));
        assertThat(describe(pipeline("bob"), bob).plan().isUpToDate()).isTrue();
    }

    @Test
    void cacheAlone_withoutSharedState_isEnough() throws IOException {
        Path ana = checkout("ana", cache());
        Path bob = checkout("bob", cache());
        describe(pipeline("ana"), ana).start().orThrow();
        describe(pipeline("bob"), bob).start().orThrow();
        assertThat(ran).containsExactly("ana first", "ana second");
    }

    @Test
    void cache_codeGoesBack_fetchesWhatItMadeBefore() throws IOException {
        Path ana = checkout("ana", "cache: .freshet/cache\n");
        describe(pipeline("a"), ana).start().orThrow();
        TestPipeline other = pipeline("b").version("first", "2").node("first", (in, context) -> {
            ran.add("b first");
            return new Object[] {in[0] + "other"};
        });
        describe(other, ana).start().orThrow();
        describe(pipeline("c"), ana).start().orThrow();
        assertThat(ran).containsExactly("a first", "a second", "b first", "b second");
        assertThat(ana.resolve("b.txt")).hasContent("raw12");
    }

    @Test
    void identicalWorkAtTheSameTime_isDoneOnce_theOtherWaits() throws Exception {
        String catalog = PRIVATE_FILES
                .replace("path: a", "path: " + root.resolve("data") + "/a")
                .replace("path: b", "path: " + root.resolve("data") + "/b");
        Files.createDirectories(root.resolve("data"));
        String settings = state() + "shared_paths: [" + root.resolve("data") + "]\n";
        Path ana = checkout("ana", settings, catalog);
        Path bob = checkout("bob", settings, catalog);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        TestPipeline slow = pipeline("ana").node("first", (in, context) -> {
            ran.add("ana first");
            started.countDown();
            assertThat(waiting.await(5, TimeUnit.MINUTES)).isTrue();
            return new Object[] {in[0] + "1"};
        });
        CompletableFuture<RunReport> anas =
                CompletableFuture.supplyAsync(() -> describe(slow, ana).start().orThrow());
        assertThat(started.await(5, TimeUnit.MINUTES)).isTrue();
        List<NodeWait> waits = Collections.synchronizedList(new ArrayList<>());
        RunReport bobs = describe(pipeline("bob"), bob)
                .listener(new RunListener() {
                    @Override
                    public void nodeWaits(NodeWait wait) {
                        waits.add(wait);
                        waiting.countDown();
                    }
                })
                .start()
                .orThrow();
        anas.get();
        assertThat(waits.get(0).node()).isEqualTo("first");
        assertThat(waits.get(0).runId()).isEqualTo(anas.get().runId());
        assertThat(bobs.nodes()).extracting(NodeReport::outcome).contains("up to date");
        assertThat(bobs.nodes().get(0))
                .isEqualTo(new NodeReport.Skipped(
                        "first",
                        NodeReport.Skipped.Cause.UP_TO_DATE,
                        "became so while it waited for " + waits.get(0).holder()));
        assertThat(Collections.frequency(ran, "ana first") + Collections.frequency(ran, "bob first"))
                .isEqualTo(1);
        assertThat(Collections.frequency(ran, "ana second") + Collections.frequency(ran, "bob second"))
                .isEqualTo(1);
    }

    @Test
    void offline_keepsResults_andTheNextRunSharesThem() throws IOException {
        Path ana = checkout("ana", state());
        describe(pipeline("ana"), ana).only(new NodeRef("first")).start().orThrow();
        describe(pipeline("ana"), ana).offline().start().orThrow();
        assertThat(ran).containsExactly("ana first", "ana second");
        describe(pipeline("ana"), ana).offline().start().orThrow();
        assertThat(ran).hasSize(2);
        describe(pipeline("ana"), ana).start().orThrow();
        assertThat(ran).hasSize(2);
    }

    @Test
    void partitions_thatOthersMade_areFetched_andTheNewOneIsMade() throws IOException {
        String catalog = """
                days: {type: text, path: "days/*.txt"}
                cleaned: {type: text, path: "cleaned/*.txt"}
                """;
        Path ana = checkout("ana", cache(), catalog);
        Path bob = checkout("bob", cache(), catalog);
        for (Path project : List.of(ana, bob)) {
            Files.createDirectories(project.resolve("days"));
            for (int day = 0; day < 20; day++) {
                Files.writeString(project.resolve("days/d" + day + ".txt"), "day " + day);
            }
        }
        Files.writeString(bob.resolve("days/new.txt"), "new");
        describe(perDay("ana"), ana).start().orThrow();
        assertThat(ran).hasSize(20);
        ran.clear();
        assertThat(describe(perDay("ana"), ana)
                        .projectState()
                        .collectCache(Duration.ZERO, false)
                        .removedResults())
                .as("pages of results that the last run needs")
                .isZero();
        List<Long> moved = Collections.synchronizedList(new ArrayList<>());
        describe(perDay("bob"), bob)
                .listener(new RunListener() {
                    @Override
                    public void nodeProgressed(String node, long done, long total) {
                        if (total > 21) {
                            moved.add(done);
                        }
                    }
                })
                .start()
                .orThrow();
        assertThat(moved).as("bytes of fetched partitions").isNotEmpty();
        assertThat(ran).containsExactly("bob new");
        assertThat(bob.resolve("cleaned/d7.txt")).hasContent("day 7!");
        assertThat(bob.resolve("cleaned/new.txt")).hasContent("new!");
    }

    private TestPipeline perDay(String who) {
        TestPipeline pipeline = new TestPipeline("clean = P.clean(^days) -> ^cleaned\n")
                .node("clean", (in, context) -> {
                    ran.add(who + " " + in[0]);
                    return new Object[] {in[0] + "!"};
                });
        for (String dataset : List.of("days", "cleaned")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        return pipeline;
    }

    @Test
    void identicalWorkInOwnFiles_isDoneOnce_andFetchedByWhoWaited() throws Exception {
        Path ana = checkout("ana", state() + cache());
        Path bob = checkout("bob", state() + cache());
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        TestPipeline slow = pipeline("ana").node("first", (in, context) -> {
            ran.add("ana first");
            started.countDown();
            assertThat(waiting.await(5, TimeUnit.MINUTES)).isTrue();
            return new Object[] {in[0] + "1"};
        });
        CompletableFuture<RunReport> anas = CompletableFuture.supplyAsync(
                () -> describe(slow, ana).only(new NodeRef("first")).start().orThrow());
        assertThat(started.await(5, TimeUnit.MINUTES)).isTrue();
        RunReport bobs = describe(pipeline("bob"), bob)
                .only(new NodeRef("first"))
                .listener(new RunListener() {
                    @Override
                    public void nodeWaits(NodeWait wait) {
                        waiting.countDown();
                    }
                })
                .start()
                .orThrow();
        anas.get(5, TimeUnit.MINUTES);
        assertThat(ran).containsExactly("ana first");
        assertThat(bobs.nodes()).extracting(NodeReport::outcome).containsExactly("fetched");
        assertThat(bob.resolve("a.txt")).hasContent("raw1");
    }

    @Test
    void cache_valuesInMemoryOnTheWay_areNotMadeWhereNobodyNeedsThem() throws IOException {
        String catalog = PRIVATE_FILES.replace("a: {type: text, path: a.txt}\n", "");
        Path ana = checkout("ana", state() + cache(), catalog);
        Path bob = checkout("bob", state() + cache(), catalog);
        describe(pipeline("ana"), ana).start().orThrow();
        describe(pipeline("bob"), bob).start().orThrow();
        assertThat(ran).containsExactly("ana first", "ana second");
        assertThat(bob.resolve("b.txt")).hasSameBinaryContentAs(ana.resolve("b.txt"));
        Files.writeString(bob.resolve("raw.txt"), "other");
        describe(pipeline("bob"), bob).start().orThrow();
        assertThat(ran).containsExactly("ana first", "ana second", "bob first", "bob second");
        assertThat(bob.resolve("b.txt")).hasContent("other12");
    }

    private TestPipeline sending(String who) {
        return new TestPipeline("first = P.first(raw) -> a\nsend = P.send(a)\n")
                .node("first", (in, context) -> new Object[] {in[0] + "1"})
                .node("send", (in, context) -> {
                    ran.add(who + " send");
                    return new Object[0];
                });
    }

    @Test
    void nodeThatStoresNothing_runsInEachCheckoutAndEnvironment() throws IOException {
        Path ana = checkout("ana", state());
        Path bob = checkout("bob", state());
        Files.createDirectories(ana.resolve("conf/other"));
        describe(sending("ana"), ana).start().orThrow();
        describe(sending("bob"), bob).start().orThrow();
        describe(sending("ana"), ana).environment("other").start().orThrow();
        describe(sending("ana"), ana).environment("other").start().orThrow();
        assertThat(ran).containsExactly("ana send", "bob send", "ana send");
    }

    @Test
    void clean_makesOwnNodesRun_andNotThoseOfColleagues() throws IOException {
        Path ana = checkout("ana", state());
        Path bob = checkout("bob", state());
        describe(pipeline("ana"), ana).start().orThrow();
        describe(pipeline("bob"), bob).start().orThrow();
        ran.clear();
        describe(pipeline("ana"), ana).clean(new NodeRef("first"));
        describe(pipeline("bob"), bob).start().orThrow();
        assertThat(ran).isEmpty();
        describe(pipeline("ana"), ana).start().orThrow();
        assertThat(ran).containsExactly("ana first");
    }

    @Test
    void clean_doesNotForgetWhatAColleagueHasFetched() throws IOException {
        Path ana = checkout("ana", state() + cache());
        Path bob = checkout("bob", state() + cache());
        describe(pipeline("ana"), ana).start().orThrow();
        describe(pipeline("bob"), bob).start().orThrow();
        describe(pipeline("ana"), ana).clean();
        assertThat(describe(pipeline("bob"), bob).plan().isUpToDate()).isTrue();
        assertThat(describe(pipeline("ana"), ana).plan().isUpToDate()).isFalse();
    }

    @Test
    void resultsThatKnowTheirRun_areNeitherSharedNorFetched() throws IOException {
        String catalog = PRIVATE_FILES.replaceFirst("(?m)^a: .*\n", "");
        Path ana = checkout("ana", state() + cache(), catalog);
        Path bob = checkout("bob", state() + cache(), catalog);
        for (Path project : List.of(ana, bob)) {
            TestPipeline naming = pipeline(project.getFileName().toString())
                    .node("first", (in, context) -> new Object[] {context.runId()});
            describe(naming, project).start().orThrow();
            assertThat(describe(naming, project).plan().isUpToDate()).isTrue();
        }
        assertThat(ran).containsExactly("ana second", "bob second");
        assertThat(bob.resolve("b.txt")).content().isNotEqualTo(Files.readString(ana.resolve("b.txt")));
    }

    @Test
    void resultsOfObjects_areNeitherSharedNorFetched() throws IOException {
        Path ana = checkout("ana", state() + cache());
        Path bob = checkout("bob", state() + cache());
        describe(pipeline("ana").instance("first"), ana).start().orThrow();
        TestPipeline bobs = pipeline("bob").instance("first");
        RunReport report = describe(bobs, bob).start().orThrow();
        assertThat(ran).containsExactly("ana first", "ana second", "bob first");
        assertThat(report.nodes()).extracting(NodeReport::outcome).containsExactly("succeeded", "fetched");
        assertThat(describe(bobs, bob).plan().isUpToDate()).isTrue();
        assertThat(describe(bobs, bob).plan().isOwn("first")).isTrue();
        assertThat(describe(bobs, bob).plan().isOwn("second")).isFalse();
    }
}
