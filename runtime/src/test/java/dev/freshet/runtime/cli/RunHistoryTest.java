package dev.freshet.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.TestPipeline;
import dev.freshet.runtime.cli.CommandLine.Ended;
import dev.freshet.wiring.GenericTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code runs} tells of this checkout. */
final class RunHistoryTest {
    @TempDir
    Path project;

    private final TestPipeline pipeline = new TestPipeline("clean = P.clean(raw) -> text\ncount = P.count(text) -> n\n")
            .type("n", Integer.class)
            .node("clean", (in, context) -> new Object[] {((String) in[0]).strip()})
            .node("count", (in, context) -> new Object[] {Integer.parseInt((String) in[0])});

    @BeforeEach
    void writeProject() throws IOException {
        write("conf/base/catalog.yml", "raw: {type: text, path: raw.txt}\nn: {type: json, path: n.json}\n");
        write("raw.txt", "4");
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(project.resolve(file).getParent());
        Files.writeString(project.resolve(file), content);
    }

    private Ended execute(String words) {
        return new CommandLine(pipeline, project).execute(words);
    }

    private JsonNode runs() {
        return new JsonMapper().readTree(execute("runs --json").out());
    }

    @Test
    void runThatFailedAndRecordedNothing_isListedAndShown() throws IOException {
        write("raw.txt", "four");
        assertThat(execute("run").code()).isEqualTo(1);
        write("raw.txt", "4");
        assertThat(execute("run").code()).isZero();
        JsonNode runs = runs();
        assertThat(runs.size()).isEqualTo(2);
        assertThat(runs.get(0).get("outcome").stringValue()).isEqualTo("succeeded");
        assertThat(runs.get(0).get("nodes").toString()).isEqualTo("[\"clean\",\"count\"]");
        assertThat(runs.get(1).get("outcome").stringValue()).isEqualTo("failed");
        String failed = runs.get(1).get("run").stringValue();
        assertThat(execute("runs").out())
                .containsPattern("(?m)^20.*" + failed.substring(0, 8) + ".* failed ")
                .contains(" succeeded ");
        assertThat(execute("runs " + failed.substring(0, 8)).out())
                .startsWith("run " + failed + " of " + pipeline.id() + " (local): failed\nstarted 20")
                .containsPattern("(?m)^count +failed +[0-9.]+ s +java.lang.NumberFormatException: ");
    }

    @Test
    void partitionsThatFailed_areNamedInEveryReport() throws IOException {
        TestPipeline parts = new TestPipeline("a = P.a(^x) -> ^y\n")
                .type("x", GenericTypes.parameterized(Map.class, String.class, String.class))
                .type("y", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("a", (in, context) -> {
                    if (!in[0].equals("good")) {
                        throw new IllegalStateException(in[0] + " it is");
                    }
                    return new Object[] {in[0]};
                });
        write("conf/base/catalog.yml", "x: {type: text, path: x/*.txt}\ny: {type: text, path: y/*.txt}\n");
        write("x/a.txt", "bad");
        write("x/b.txt", "good");
        write("x/c.txt", "worse");
        CommandLine line = new CommandLine(parts, project);
        Ended run = line.execute("run --keep-going");
        assertThat(run.err())
                .contains(
                        "partition \"a\" of node a (P.a) failed: java.lang.IllegalStateException: bad it is",
                        "partition \"c\" of node a (P.a) failed: java.lang.IllegalStateException: worse it is");
        assertThat(run.out()).contains("failed after").contains("partition \"a\" and 1 other: java.lang.");
        JsonNode runs = new JsonMapper().readTree(line.execute("runs --json").out());
        String id = runs.get(0).get("run").stringValue();
        assertThat(line.execute("runs " + id).out())
                .contains("partition \"a\": java.lang.IllegalStateException: bad it is")
                .contains("partition \"c\": java.lang.IllegalStateException: worse it is");
        JsonNode partitions = node(line, id).get("failedPartitions");
        assertThat(partitions.toString())
                .isEqualTo(
                        "[{\"partition\":\"a\",\"tries\":1,\"cause\":\"java.lang.IllegalStateException: bad it is\"},"
                                + "{\"partition\":\"c\",\"tries\":1,\"cause\":\"java.lang.IllegalStateException: worse it is\"}]");
    }

    @Test
    void partitionsThatWereMadeKeptAndRemoved_areInEveryReport() throws IOException {
        TestPipeline parts = new TestPipeline("a = P.a(^x) -> ^y\n")
                .type("x", GenericTypes.parameterized(Map.class, String.class, String.class))
                .type("y", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("a", (in, context) -> {
                    if (in[0].equals("bad")) {
                        throw new IllegalStateException("bad it is");
                    }
                    return new Object[] {in[0]};
                });
        write("conf/base/catalog.yml", "x: {type: text, path: x/*.txt}\ny: {type: text, path: y/*.txt}\n");
        for (int key = 10; key < 22; key++) {
            write("x/" + key + ".txt", "old");
        }
        CommandLine line = new CommandLine(parts, project);
        assertThat(line.execute("run").out()).contains("/y/*.txt: 12 partitions made\n");
        assertThat(line.execute("runs " + lastRun(line)).out())
                .contains("\npartitions of y: 12 made (10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 2 more)\n");
        write("x/10.txt", "new");
        Files.delete(project.resolve("x/11.txt"));
        assertThat(line.execute("run").out()).contains("/y/*.txt: 1 partition made, 10 kept, 1 removed\n");
        String second = lastRun(line);
        assertThat(line.execute("runs " + second).out())
                .contains("\npartitions of y: 1 made (10), 10 kept, 1 removed (11)\n");
        assertThat(node(line, second).get("partitions").toString())
                .isEqualTo("[{\"dataset\":\"y\",\"made\":1,\"kept\":10,\"removed\":1,"
                        + "\"madeKeys\":[\"10\"],\"removedKeys\":[\"11\"]}]");
        assertThat(new JsonMapper()
                        .readTree(line.execute("graph --format json").out())
                        .at("/runs/list/0/nodes/0/partitions")
                        .toString())
                .isEqualTo("[{\"dataset\":\"y\",\"made\":1,\"kept\":10,\"removed\":1}]");
        write("x/10.txt", "newer");
        write("x/12.txt", "bad");
        assertThat(line.execute("run --keep-going").err())
                .endsWith("\nnode a stored 1 partition of y before it failed\n");
        assertThat(line.execute("runs " + lastRun(line)).out()).contains("\npartitions of y: 1 made (10), 9 kept\n");
    }

    private static String lastRun(CommandLine line) {
        JsonNode runs = new JsonMapper().readTree(line.execute("runs --json").out());
        return runs.get(0).get("run").stringValue();
    }

    private static JsonNode node(CommandLine line, String run) throws IOException {
        return JsonOutputTest.valid(line.execute("runs --json " + run), "report")
                .get("nodes")
                .get(0);
    }

    @Test
    void partitionsThatFailed_beyondTen_areCounted() throws IOException {
        TestPipeline parts = new TestPipeline("a = P.a(^x) -> ^y\n")
                .type("x", GenericTypes.parameterized(Map.class, String.class, String.class))
                .type("y", GenericTypes.parameterized(Map.class, String.class, String.class))
                .node("a", (in, context) -> {
                    throw new IllegalStateException("bad it is");
                });
        write("conf/base/catalog.yml", "x: {type: text, path: x/*.txt}\ny: {type: text, path: y/*.txt}\n");
        for (char key = 'a'; key < 'm'; key++) {
            write("x/" + key + ".txt", "");
        }
        CommandLine line = new CommandLine(parts, project);
        Ended run = line.execute("run --keep-going");
        String id = new JsonMapper()
                .readTree(line.execute("runs --json").out())
                .get(0)
                .get("run")
                .stringValue()
                .substring(0, 8);
        assertThat(run.err().lines().filter(told -> told.contains("partition \"")))
                .hasSize(10);
        assertThat(run.err().lines()).contains("2 more partitions of node a failed; \"runs " + id + "\" lists all");
        assertThat(line.execute("runs " + id).out().lines().filter(told -> told.contains("partition \"")))
                .hasSize(12);
    }

    @Test
    void run_isShownWithReasonsVersionsAndPlaces() throws IOException {
        execute("run");
        write("raw.txt", "5");
        execute("run");
        String last = runs().get(0).get("run").stringValue();
        assertThat(execute("runs " + last).out())
                .containsPattern(
                        "(?m)^clean +succeeded +[0-9.]+ s +count needs text, which is only in memory\n +input raw changed: ")
                .containsPattern("(?m)^made n, version xxh3:[0-9a-f]+$")
                .containsPattern("(?m)^saved n to ");
        JsonNode json = new JsonMapper().readTree(execute("runs --json " + last).out());
        assertThat(json.get("run").stringValue()).isEqualTo(last);
        assertThat(json.get("outcome").stringValue()).isEqualTo("succeeded");
    }

    @Test
    void runs_areComparedInWords() throws IOException {
        execute("run");
        String first = runs().get(0).get("run").stringValue();
        assertThat(execute("runs diff"))
                .isEqualTo(new Ended(
                        2, "", "there are no two runs to compare: this checkout has one report of this pipeline\n"));
        write("raw.txt", "5");
        execute("run");
        String last = runs().get(0).get("run").stringValue();
        String compared = execute("runs diff").out();
        assertThat(compared)
                .containsPattern("(?m)^before +" + first.substring(0, 8) + " .* succeeded in ")
                .containsPattern("(?m)^after +" + last.substring(0, 8) + " ")
                .contains("changed:\n  input raw changed; clean\nresults:\n")
                .containsPattern("(?m)^  n +xxh3:[0-9a-f]{12} -> xxh3:[0-9a-f]{12} +2 bytes$")
                .containsPattern("(?m)^  count +succeeded +[0-9.]+ s -> [0-9.]+ s$");
        assertThat(execute("runs diff " + last + " " + first).out()).isEqualTo(compared);
        assertThat(execute("runs diff " + last).out()).isEqualTo(compared);
        assertThat(execute("runs diff " + first + " " + first).out()).contains("\nnothing was changed\n");
        assertThat(execute("runs diff " + first).err())
                .isEqualTo("this checkout has no report of a run before " + first + "; name two runs\n");
        assertThat(execute("runs diff zzz " + first))
                .isEqualTo(new Ended(
                        2,
                        "",
                        "there is no report of a run \"zzz\" in this checkout; \"runs\" prints the last runs\n"));
    }

    @Test
    void unknownRun_exits2AndSaysWhereToLook() {
        execute("run");
        assertThat(execute("runs zzz"))
                .isEqualTo(new Ended(2, "", "there is no run \"zzz\"; \"runs\" prints the last runs\n"));
    }

    @Test
    void reportThatCannotBeWritten_isAWarningOfTheRun() throws IOException {
        write(".freshet/runs", "a file in the place of the directory");
        Ended run = execute("run");
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .matches("the report of this run cannot be written: .*/\\.freshet/runs: "
                        + "a file with this name exists already; its results are recorded\n");
        assertThat(execute("run").out()).contains("nothing to run");
    }

    /** A program without a log must show them, too. */
    @Test
    void warningsAboutTheState_arePrintedByEveryCommand() throws IOException {
        execute("run");
        Path journal = project.resolve(".freshet/journal.jsonl");
        String whole = Files.readString(journal);
        for (String command : List.of("plan", "run --dry-run", "status", "why count", "runs", "run", "run --force")) {
            Files.writeString(journal, whole + "cut");
            Ended ended = execute(command);
            assertThat(ended.code()).as(command).isZero();
            assertThat(ended.err()).as(command).contains("journal.jsonl").hasLineCount(1);
        }
        Files.writeString(journal, whole + "cut");
        assertThat(execute("run --force --json").out()).contains("\"warnings\"").contains("journal.jsonl");
    }

    @Test
    void oldReports_areDeletedAsTheSettingSays() throws IOException {
        write("conf/base/run.yml", "keep_reports: 2\n");
        for (int i = 0; i < 4; i++) {
            assertThat(execute("run --force").code()).isZero();
        }
        try (var reports = Files.list(project.resolve(".freshet/runs"))) {
            assertThat(reports).hasSize(2);
        }
        write("conf/base/run.yml", "keep_reports: none\n");
        assertThat(execute("run").err())
                .isEqualTo("conf/base/run.yml:1:15: \"keep_reports\" must be a number of reports, such as 100\n");
    }
}
