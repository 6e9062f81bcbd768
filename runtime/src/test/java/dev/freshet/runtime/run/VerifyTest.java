package dev.freshet.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.Outcome;
import dev.freshet.PartitionSink;
import dev.freshet.config.ConfigException;
import dev.freshet.dataset.Difference;
import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.plan.NodeFilter;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.NodeVerdict.Kind;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code verify} finds, and that it leaves everything as it is. */
final class VerifyTest {
    /** A row of a table. */
    public record Row(String id, int amount) {}

    @TempDir
    Path project;

    private final AtomicInteger clock = new AtomicInteger();
    private Runner runner = Runner.sequential();

    @BeforeEach
    void writeProject() throws IOException {
        write("raw.txt", "one\ntwo\nthree");
        write("undeclared.txt", "x");
        catalog("""
                raw: {type: text, path: raw.txt}
                a: {type: text, path: data/a.txt}
                b: {type: text, path: data/b.txt}
                c: {type: text, path: data/c.txt}
                """);
    }

    private void catalog(String text) throws IOException {
        write("conf/base/catalog.yml", text);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), text);
    }

    private static Object[] made(Object... values) {
        return values;
    }

    /** Three nodes in a row; the second reads a file that nobody knows of. */
    private TestPipeline chain() {
        return new TestPipeline("first = P.first(raw) -> a\nsecond = P.second(a) -> b\nthird = P.third(b) -> c\n")
                .node("first", (in, context) -> made(in[0] + "\n1"))
                .node(
                        "second",
                        (in, context) -> made(in[0] + "\n" + Files.readString(project.resolve("undeclared.txt"))))
                .node("third", (in, context) -> made(in[0] + "\n3"));
    }

    private Run run(TestPipeline pipeline) {
        return Run.of(pipeline).conf(project.resolve("conf")).runner(runner);
    }

    /** Runs and verifies; nothing that is there may have changed. */
    private Map<String, NodeVerdict> verify(TestPipeline pipeline, Change change) throws IOException {
        run(pipeline).start().orThrow();
        change.make();
        return verifyOnly(run(pipeline));
    }

    private Map<String, NodeVerdict> verifyOnly(Run run) throws IOException {
        Map<String, String> before = tree();
        Map<String, NodeVerdict> verdicts = new TreeMap<>();
        run.verify().nodes().forEach(verdict -> verdicts.put(verdict.node(), verdict));
        assertThat(tree()).isEqualTo(before);
        return verdicts;
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Every file and directory with its content, its times and its number. */
    private Map<String, String> tree() throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Map<String, Object> stamps = Files.readAttributes(file, "unix:lastModifiedTime,ctime,ino,size,mode");
                String content = Files.isRegularFile(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
                tree.put(project.relativize(file).toString(), new TreeMap<>(stamps) + content);
            }
        }
        return tree;
    }

    private static Map<String, Kind> kinds(Map<String, NodeVerdict> verdicts) {
        Map<String, Kind> kinds = new TreeMap<>();
        verdicts.forEach((node, verdict) -> kinds.put(node, verdict.kind()));
        return kinds;
    }

    @Test
    void nodesThatMakeTheSame_areEqual_onThreadsToo() throws IOException {
        Map<String, Kind> equal = Map.of("first", Kind.EQUAL, "second", Kind.EQUAL, "third", Kind.EQUAL);
        assertThat(kinds(verify(chain(), () -> {}))).isEqualTo(equal);
        runner = Runner.threads(3);
        assertThat(kinds(verify(chain(), () -> {}))).isEqualTo(equal);
    }

    @Test
    void undeclaredFile_isFoundAtItsNode_andNotAtItsReader() throws IOException {
        Map<String, NodeVerdict> found = verify(chain(), () -> write("undeclared.txt", "y"));
        assertThat(kinds(found)).isEqualTo(Map.of("first", Kind.EQUAL, "second", Kind.DIFFERENT, "third", Kind.EQUAL));
        assertThat(found.get("second").text()).isEqualTo("b, line 5: stored \"x\", made \"y\"");
    }

    @Test
    void clock_isNotDeterministic() throws IOException {
        TestPipeline pipeline = new TestPipeline("stamp = P.stamp(raw) -> a\nread = P.read(a) -> b\n")
                .node("stamp", (in, context) -> made("at " + clock.incrementAndGet()))
                .node("read", (in, context) -> made(in[0]));
        Map<String, NodeVerdict> found = verify(pipeline, () -> {});
        assertThat(kinds(found)).isEqualTo(Map.of("read", Kind.EQUAL, "stamp", Kind.NOT_DETERMINISTIC));
        assertThat(found.get("stamp").text()).isEqualTo("a, line 1: made \"at 2\", then \"at 3\"");
    }

    @Test
    void outputEditedByHand_differs_andItsReaderIsStale() throws IOException {
        Map<String, NodeVerdict> found = verify(chain(), () -> write("data/b.txt", "one\nTWO\nthree\n1\nx"));
        assertThat(kinds(found)).isEqualTo(Map.of("first", Kind.EQUAL, "second", Kind.DIFFERENT, "third", Kind.STALE));
        assertThat(found.get("second").text())
                .isEqualTo(
                        "b, line 2: stored \"TWO\", made \"two\"; output b is not what the last recorded run of the node made: data/b.txt");
    }

    @Test
    void staleNode_isNamed_andDoesNotRun() throws IOException {
        Map<String, NodeVerdict> found = verify(chain(), () -> write("raw.txt", "other"));
        assertThat(kinds(found)).isEqualTo(Map.of("first", Kind.STALE, "second", Kind.STALE, "third", Kind.STALE));
        assertThat(found.get("first").text())
                .startsWith("run it first: input raw changed: the content of raw.txt differs");
        assertThat(verifyOnly(run(chain()).select(NodeFilter.ALL.andOnly(List.of("second")))))
                .containsOnlyKeys("second");
    }

    @Test
    void failingNode_isNamed_andItsReadersAreVerifiedAllTheSame() throws IOException {
        TestPipeline pipeline = chain();
        Map<String, NodeVerdict> found = verify(pipeline, () -> Files.delete(project.resolve("undeclared.txt")));
        assertThat(kinds(found)).isEqualTo(Map.of("first", Kind.EQUAL, "second", Kind.FAILED, "third", Kind.EQUAL));
        assertThat(found.get("second").text()).startsWith("java.nio.file.NoSuchFileException: ");
    }

    @Test
    void readerOfAnOutcome_isGivenWhatIsStored_whateverFails() throws IOException {
        TestPipeline pipeline = new TestPipeline("make = P.make(raw) -> a\nreport = P.report(?a) -> b\n")
                .node("make", (in, context) -> made(Files.readString(project.resolve("undeclared.txt"))))
                .node("report", (in, context) -> made(((Outcome<?>) in[0]).orElseThrow()));
        Map<String, NodeVerdict> found = verify(pipeline, () -> Files.delete(project.resolve("undeclared.txt")));
        assertThat(kinds(found)).isEqualTo(Map.of("make", Kind.FAILED, "report", Kind.EQUAL));
    }

    @Test
    void valuesInMemory_areMadeAgain_alsoForOneNode() throws IOException {
        TestPipeline pipeline = new TestPipeline("""
                        one = P.one(raw) -> x
                        two = P.two(x) -> y, a
                        three = P.three(y) -> b
                        """)
                .node("one", (in, context) -> made(in[0] + "1"))
                .node("two", (in, context) -> made(in[0] + "2", "a"))
                .node("three", (in, context) -> made(in[0] + Files.readString(project.resolve("undeclared.txt"))));
        run(pipeline).start().orThrow();
        assertThat(kinds(verifyOnly(run(pipeline).only(new NodeRef("three"))))).isEqualTo(Map.of("three", Kind.EQUAL));
        write("undeclared.txt", "other");
        Map<String, NodeVerdict> found = verifyOnly(run(pipeline));
        assertThat(kinds(found))
                .isEqualTo(Map.of("one", Kind.NOT_VERIFIED, "two", Kind.EQUAL, "three", Kind.DIFFERENT));
        assertThat(found.get("one").text()).isEqualTo("what it makes is only in memory");
        assertThat(found.get("three").text()).endsWith("; it reads from memory what is made by one, two");
    }

    @Test
    void failureInMemory_isNamedAtTheNodeThatNeedsIt() throws IOException {
        TestPipeline pipeline = new TestPipeline("one = P.one(raw) -> x\ntwo = P.two(x) -> a\n")
                .node("one", (in, context) -> made(Files.readString(project.resolve("undeclared.txt"))))
                .node("two", (in, context) -> made(in[0]));
        NodeVerdict two = verify(pipeline, () -> Files.delete(project.resolve("undeclared.txt")))
                .get("two");
        assertThat(two.kind()).isEqualTo(Kind.FAILED);
        assertThat(two.text()).startsWith("one, whose values it reads from memory, failed: java.nio.file.NoSuch");
    }

    private TestPipeline parts() throws IOException {
        catalog("""
                raw: {type: text, path: raw.txt}
                days: {type: text, path: "data/days/*.txt"}
                loud: {type: text, path: "data/loud/*.txt.gz"}
                """);
        return new TestPipeline("split = P.split(raw) -> #days\nshout = P.shout(^days) -> ^loud\n")
                .type("days", GenericTypes.parameterized(Map.class, String.class, String.class))
                .type("loud", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("split", (in, context) -> {
                    for (String line : ((String) in[0]).split("\n")) {
                        put(in[1], line, line);
                    }
                    return made((Object) null);
                })
                .node("shout", (in, context) -> made(in[0] + Files.readString(project.resolve("undeclared.txt"))));
    }

    @SuppressWarnings("unchecked") // the run gives a sink
    private static void put(Object sink, String key, String value) {
        ((PartitionSink<String>) sink).put(key, value);
    }

    @Test
    void parts_areComparedOneByOne_andNamed() throws IOException {
        Map<String, NodeVerdict> equal = verify(parts(), () -> {});
        assertThat(kinds(equal)).isEqualTo(Map.of("split", Kind.EQUAL, "shout", Kind.EQUAL));
        Map<String, NodeVerdict> found = verify(parts(), () -> write("undeclared.txt", "y"));
        assertThat(kinds(found)).isEqualTo(Map.of("split", Kind.EQUAL, "shout", Kind.DIFFERENT));
        assertThat(found.get("shout").text())
                .isEqualTo("loud, partition \"one\", line 1: stored \"onex\", made \"oney\"");
    }

    @Test
    void partThatIsThereTooMuch_isNamed() throws IOException {
        run(parts()).start().orThrow();
        write("data/days/zero.txt", "0");
        NodeVerdict split = verifyOnly(run(parts())).get("split");
        assertThat(split.difference()).contains(new Difference("partition \"zero\"", "something", "nothing"));
    }

    @Test
    void versions_areNotAddedTo() throws IOException {
        catalog("""
                raw: {type: text, path: raw.txt}
                a: {type: text, path: data/a.txt, versioned: true, keep: 2}
                """);
        TestPipeline pipeline = new TestPipeline("stamp = P.stamp(raw) -> a\n")
                .node("stamp", (in, context) -> made(Files.readString(project.resolve("undeclared.txt"))));
        assertThat(kinds(verify(pipeline, () -> {}))).isEqualTo(Map.of("stamp", Kind.EQUAL));
        NodeVerdict found = verify(pipeline, () -> write("undeclared.txt", "y")).get("stamp");
        assertThat(found.text()).isEqualTo("a, line 1: stored \"x\", made \"y\"");
    }

    @Test
    void tables_areComparedByLineAndColumn_andOtherFilesByByte() throws IOException {
        catalog("""
                raw: {type: text, path: raw.txt}
                a: {type: csv, path: data/a.csv}
                b: {type: bytes, path: data/b.bin}
                """);
        TestPipeline pipeline = new TestPipeline("table = P.table(raw) -> a\nbytes = P.bytes(raw) -> b\n")
                .type("a", GenericTypes.parameterized(List.class, Row.class))
                .type("b", byte[].class)
                .node("table", (in, context) -> made(List.of(new Row("x", 1), new Row("y", undeclared()))))
                .node("bytes", (in, context) -> made((Object) new byte[] {1, 2, (byte) undeclared()}));
        write("undeclared.txt", "8");
        assertThat(kinds(verify(pipeline, () -> {}))).isEqualTo(Map.of("table", Kind.EQUAL, "bytes", Kind.EQUAL));
        Map<String, NodeVerdict> found = verify(pipeline, () -> write("undeclared.txt", "9"));
        assertThat(found.get("table").text()).isEqualTo("a, line 3, amount: stored \"8\", made \"9\"");
        assertThat(found.get("bytes").text()).isEqualTo("b, byte 2: stored 0x08, made 0x09");
    }

    private int undeclared() throws IOException {
        return Integer.parseInt(Files.readString(project.resolve("undeclared.txt")));
    }

    @Test
    void nodesThatCannotBeCompared_areNamedWithTheReason_andDoNotRun() throws IOException {
        catalog("""
                raw: {type: text, path: raw.txt}
                in: {type: text, path: "in/*.txt", incremental: true}
                a: {type: text, path: data/a.txt}
                b: {type: text, path: data/b.txt}
                """);
        write("in/1.txt", "1");
        List<String> ran = new ArrayList<>();
        TestPipeline pipeline =
                new TestPipeline("""
                        tell = P.tell(raw)
                        always = P.always(raw) -> a {rerun=ALWAYS}
                        add = P.add(%in) -> b
                        """).type("in", GenericTypes.parameterized(Map.class, String.class, String.class));
        for (String node : List.of("tell", "always", "add")) {
            pipeline.node(node, (in, context) -> {
                ran.add(node);
                return node.equals("tell") ? made() : made(node);
            });
        }
        run(pipeline).start().orThrow();
        ran.clear();
        Map<String, NodeVerdict> found = verifyOnly(run(pipeline));
        assertThat(ran).isEmpty();
        assertThat(found.values()).allMatch(verdict -> verdict.kind() == Kind.NOT_VERIFIED);
        assertThat(found.get("tell").text()).isEqualTo("it makes no dataset");
        assertThat(found.get("always").text()).startsWith("with rerun = ALWAYS, ");
        assertThat(found.get("add").text()).isEqualTo("each run gives it only new partitions of in");
    }

    @Test
    void unknownNode_isAnError_withTheNearest() {
        Run run = run(chain()).only(new NodeRef("secnd"));
        assertThatThrownBy(run::verify)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no node \"secnd\"; did you mean \"second\"?");
    }

    @Test
    void sample_isThatOfItsSeed() throws IOException {
        StringBuilder catalog = new StringBuilder("raw: {type: text, path: raw.txt}\n");
        StringBuilder graph = new StringBuilder();
        IntStream.range(0, 40).forEach(i -> {
            catalog.append("o" + i + ": {type: text, path: data/" + i + ".txt}\n");
            graph.append("n" + i + " = P.n(raw) -> o" + i + "\n");
        });
        catalog(catalog.toString());
        TestPipeline pipeline = new TestPipeline(graph.toString());
        IntStream.range(0, 40).forEach(i -> pipeline.node("n" + i, (in, context) -> made("n" + i)));
        run(pipeline).start().orThrow();
        List<NodeVerdict> sample = run(pipeline).verifySample(0.1, 7).nodes();
        assertThat(sample).hasSize(4);
        assertThat(run(pipeline).verifySample(0.1, 7).nodes()).isEqualTo(sample);
        assertThat(run(pipeline).verifySample(0.1, 8).nodes()).isNotEqualTo(sample);
    }
}
