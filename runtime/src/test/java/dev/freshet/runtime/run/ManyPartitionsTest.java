package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.PartitionSink;
import dev.freshet.dataset.file.FileStamp;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.state.local.PartitionJournal;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that are called for each partition, of which one is touched. */
final class ManyPartitionsTest {
    private static final int PARTS = 1_000;

    @TempDir
    Path project;

    private final List<String> made = new ArrayList<>();
    private Consumer<String> beforeKey = key -> {};

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
        return Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
    }

    @Test
    void contextOfAPart_knowsItsKey_andDrawsTheSameNumbersIfItAloneIsMadeAgain() throws IOException {
        writeCatalog("""
                raw: {type: text, path: "raw/*.txt"}
                drawn: {type: text, path: "drawn/*.txt"}
                """);
        TestPipeline pipeline = new TestPipeline("draw = P.draw(^raw) -> ^drawn\n").node("draw", (in, context) -> {
            made.add(context.partition().orElseThrow());
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
        Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
        assertThat(made).containsExactly("a", "b", "c");
        String drawn = Files.readString(project.resolve("drawn/b.txt"));
        assertThat(drawn)
                .startsWith("true")
                .isNotEqualTo(Files.readString(project.resolve("drawn/a.txt")))
                .isNotEqualTo(Files.readString(project.resolve("drawn/c.txt")));
        Files.writeString(project.resolve("raw/b.txt"), "other");
        Files.delete(project.resolve("drawn/b.txt"));
        made.clear();
        Run.of(pipeline)
                .runner(Runner.sequential())
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
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
            Files.writeString(project.resolve("raw/" + i + ".txt"), "partition " + i);
        }
        run();
        assertThat(made).hasSize(2 * PARTS);
        Files.writeString(project.resolve("raw/500.txt"), "partition 500 ");
        run();
        assertThat(made).as("the other node's input is as it was").containsExactly("clean partition 500 ");
        Files.writeString(project.resolve("raw/500.txt"), "other 500");
        run();
        assertThat(made).containsExactly("clean other 500", "report other 500");
        assertThat(run().nodes()).allMatch(node -> node.outcome().equals("up to date"));
    }

    private Run few(String version, String failing) throws IOException {
        writeCatalog("""
                raw: {type: text, path: "raw/*.txt"}
                cleaned: {type: text, path: "cleaned/*.txt"}
                fetched: {type: text, path: "fetched/*.txt"}
                """);
        made.clear();
        TestPipeline pipeline = new TestPipeline("clean = P.clean(^raw) -> ^cleaned\nfetch = P.fetch() -> #fetched\n");
        for (String dataset : List.of("raw", "cleaned", "fetched")) {
            pipeline.type(dataset, GenericTypes.parameterized(Map.class, String.class, String.class));
        }
        pipeline.node("clean", (in, context) -> {
                    if (in[0].equals(failing)) {
                        throw new IllegalStateException("told to fail");
                    }
                    made.add("clean " + in[0]);
                    return new Object[] {in[0] + version};
                })
                .node("fetch", (in, context) -> {
                    fetch(in[0]);
                    return new Object[1];
                })
                .version("clean", version);
        return Run.of(pipeline).runner(Runner.sequential()).conf(project.resolve("conf"));
    }

    @SuppressWarnings("unchecked") // as the graph says
    private void fetch(Object sink) {
        PartitionSink<Object> fetched = (PartitionSink<Object>) sink;
        for (String key : List.of("x", "y", "z")) {
            beforeKey.accept(key);
            if (!fetched.has(key)) {
                made.add("fetch " + key);
                fetched.put(key, "of " + key);
            }
        }
    }

    private void writeFew() throws IOException {
        Files.createDirectories(project.resolve("raw"));
        for (String key : List.of("a", "b", "c")) {
            Files.writeString(project.resolve("raw/" + key + ".txt"), key);
        }
    }

    /** The node lists what there is before it comes to {@code x}, and {@code z} is deleted after it. */
    @Test
    void partitionDeletedWhileTheNodeRuns_isNotTakenForMade() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        Path lost = project.resolve("fetched/z.txt");
        Files.delete(project.resolve("fetched/x.txt"));
        beforeKey = key -> {
            if (key.equals("z")) {
                delete(lost);
            }
        };
        assertThatThrownBy(() -> few("1", "").start().orThrow())
                .hasStackTraceContaining("fetched/z.txt")
                .hasStackTraceContaining("run the node again");
        beforeKey = key -> {};
        made.clear();
        few("1", "").start().orThrow();
        assertThat(made).containsExactly("fetch z");
        assertThat(lost).hasContent("of z");
    }

    /** As long as a change can leave the stamp as it is, the content is compared. */
    @Test
    void acceptedPartition_keepsItsStamp_ifEveryChangeShowsInIt() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        Path old = project.resolve("cleaned/a.txt");
        Path young = project.resolve("cleaned/b.txt");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
        Files.setLastModifiedTime(young, FileTime.from(Instant.now().plusSeconds(3600)));
        few("2", "").accept(new NodeRef("clean"));
        assertThat(recordedStamp("a")).isEqualTo(FileStamp.of(old).stamp().text());
        assertThat(recordedStamp("b")).isEqualTo("unknown");
        few("2", "").start().orThrow();
        assertThat(made).isEmpty();
    }

    private String recordedStamp(String key) throws IOException {
        try (Stream<Path> files = Files.list(project.resolve(".freshet/partitions"))) {
            return files.map(PartitionJournal::open)
                    .flatMap(journal -> {
                        try (journal) {
                            return journal.partition("cleaned", key).stream();
                        }
                    })
                    .map(PartitionJournal.Partition::stamp)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** As tools leave it that keep the contents of files elsewhere. */
    @Test
    void partitionsWhoseContentIsGone_areMadeAgain() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        for (String file : List.of("cleaned/b.txt", "fetched/y.txt")) {
            Files.delete(project.resolve(file));
            Files.createSymbolicLink(project.resolve(file), Path.of("../annex/1"));
        }
        made.clear();
        few("1", "").start().orThrow();
        assertThat(made).containsExactlyInAnyOrder("clean b", "fetch y");
        assertThat(project.resolve("cleaned/b.txt")).hasContent("b1");
    }

    @Test
    void partitionWithoutContent_isToldAlsoIfTheOthersAreUnchanged() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        Files.createSymbolicLink(project.resolve("raw/d.txt"), Path.of("../annex/1"));
        assertThatThrownBy(() -> few("1", "").start().orThrow())
                .hasStackTraceContaining("raw/d.txt")
                .hasStackTraceContaining("which does not exist");
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void has_afterAFinishedRun_isTrueForAllButWhatIsLost() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        Files.delete(project.resolve("fetched/y.txt"));
        few("1", "").start().orThrow();
        assertThat(made).containsExactly("fetch y");
        few("1", "").force().start().orThrow();
        assertThat(made).contains("fetch x", "fetch y", "fetch z");
    }

    @Test
    void outputs_copied_count_andTheirStampsAreKnownFromThenOn() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        for (String file :
                List.of("cleaned/a.txt", "cleaned/b.txt", "cleaned/c.txt", "fetched/x.txt", "fetched/z.txt")) {
            Path copy = project.resolve("copy");
            Files.copy(project.resolve(file), copy);
            Files.move(copy, project.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(project.resolve("raw/b.txt"), "B");
        Files.delete(project.resolve("fetched/y.txt"));
        few("1", "").start().orThrow();
        assertThat(made).containsExactly("clean B", "fetch y");
    }

    @Test
    void accept_keepsWhatIsKnownOfEachPart() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        few("2", "").accept(new NodeRef("clean"));
        Files.writeString(project.resolve("raw/b.txt"), "B");
        few("2", "").start().orThrow();
        assertThat(made).containsExactly("clean B");
    }

    @Test
    void failingRun_withOtherCode_costsOnlyWhatItMade() throws IOException {
        writeFew();
        few("1", "").start().orThrow();
        assertThat(few("2", "b").start().succeeded()).isFalse();
        assertThat(made).containsExactly("clean a");
        few("1", "").start().orThrow();
        assertThat(made).containsExactly("clean a");
    }

    @Test
    void keepGoing_makesTheOtherParts() throws IOException {
        writeFew();
        few("1", "b").onFailure(FailurePolicy.KEEP_GOING).start();
        assertThat(made).contains("clean a", "clean c");
        few("1", "").start().orThrow();
        assertThat(made).containsExactly("clean b");
    }

    /** The first partition is the last to be made. */
    @Test
    void partitionsInMemory_keepTheOrderOfTheirKeys_whicheverIsMadeFirst() throws IOException {
        writeCatalog("raw: {type: text, path: \"raw/*.txt\"}\n");
        writeFew();
        CountDownLatch others = new CountDownLatch(2);
        TestPipeline pipeline = new TestPipeline("clean = P.clean(^raw) -> ^cleaned\n")
                .type("raw", GenericTypes.parameterized(Map.class, String.class, String.class))
                .type("cleaned", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("clean", (in, context) -> {
                    if (in[0].equals("a")) {
                        assertThat(others.await(5, TimeUnit.MINUTES)).isTrue();
                    }
                    others.countDown();
                    return new Object[] {in[0]};
                });
        RunReport report = Run.of(pipeline)
                .runner(Runner.threads(2))
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<Map<String, String>>("cleaned")).keySet())
                .containsExactly("a", "b", "c");
    }

    /** Of 40 partitions on four threads, four are made at a time and never five. */
    @Test
    void fortyPartitions_onFourThreads_areMadeFourAtATime() throws IOException {
        writeCatalog("""
                raw: {type: text, path: "raw/*.txt"}
                cleaned: {type: text, path: "cleaned/*.txt"}
                """);
        for (int i = 0; i < 40; i++) {
            Files.writeString(project.resolve("raw/" + i + ".txt"), "partition " + i);
        }
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TestPipeline pipeline = new TestPipeline("clean = P.clean(^raw) -> ^cleaned\n")
                .type("raw", GenericTypes.parameterized(Map.class, String.class, String.class))
                .type("cleaned", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("clean", (in, context) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    four.await(5, TimeUnit.MINUTES);
                    running.decrementAndGet();
                    return new Object[] {in[0]};
                });
        Run.of(pipeline)
                .runner(Runner.threads(4))
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
        assertThat(most).hasValue(4);
    }
}
