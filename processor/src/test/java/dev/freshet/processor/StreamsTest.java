package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Datasets that are made and read record by record, compiled, called and run. */
final class StreamsTest {
    private static final String SOURCE = """
            package demo;
            import dev.freshet.*;
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            @Pipeline
            public class Rows {
              public record Row(String id, int amount) {}
              public record Both(Stream<Row> big, int count) {}
              @Node(inputs = "raw", outputs = "rows")
              static Stream<Row> parse(Stream<String> raw) { return raw.map(id -> new Row(id, id.length())); }
              @Node(inputs = "rows", outputs = {"big", "count", "small"})
              static Both split(Iterable<Row> rows, Sink<Row> small) {
                List<Row> big = new ArrayList<>();
                for (Row row : rows) {
                  if (row.amount() > 1) big.add(row); else small.accept(row);
                }
                return new Both(big.stream(), big.size());
              }
              @Node static void log(List<Row> small, NodeContext context, Sink<? super String> ids) {
                if (small.isEmpty()) throw new IllegalArgumentException("nothing is small");
                small.forEach(row -> ids.accept(row.id()));
              }
              @Node(inputs = {"ids", "rows", "big", "count"})
              static String report(Outcome<List<String>> ids, Supplier<List<Row>> rows, Stream<? extends Record> big, int count) {
                return (ids instanceof Outcome.Success<List<String>> ok ? ok.value().toString() : "none")
                    + rows.get().size() + big.count() + count;
              }
              FILLER
            }
            """;

    @TempDir
    Path project;

    private static CompiledPipeline pipeline(TestCompiler compiler, int fillers) throws ReflectiveOperationException {
        StringBuilder filler = new StringBuilder();
        for (int i = 0; i < fillers; i++) {
            filler.append("@Node static String filler" + i + "(String report) { return report; }\n");
        }
        return (CompiledPipeline) compiler.compile("demo.Rows", SOURCE.replace("FILLER", filler))
                .load()
                .loadClass("demo.RowsPipeline")
                .getMethod("create")
                .invoke(null);
    }

    private static Object call(CompiledPipeline pipeline, List<String> raw, String output)
            throws ReflectiveOperationException {
        Class<?> inputs = pipeline.getClass()
                .getClassLoader()
                .loadClass(pipeline.getClass().getName() + "$Inputs");
        Object outputs = pipeline.getClass()
                .getMethod("call", inputs)
                .invoke(pipeline, inputs.getDeclaredConstructors()[0].newInstance(raw));
        return outputs.getClass().getMethod(output).invoke(outputs);
    }

    /** Straight-line, and split over several classes. */
    @ParameterizedTest
    @CsvSource({"JAVAC, 0", "ECJ, 0", "JAVAC, 500"})
    void call_handsListsOn(TestCompiler compiler, int fillers) throws ReflectiveOperationException {
        CompiledPipeline pipeline = pipeline(compiler, fillers);
        String output = fillers == 0 ? "report" : "filler" + (fillers - 1);
        assertThat(call(pipeline, List.of("a", "bb", "c", "dd", "ee"), output)).isEqualTo("[a, c]533");
        assertThat(call(pipeline, List.of("bb"), output)).isEqualTo("none111");
    }

    @ParameterizedTest
    @EnumSource
    void run_streamsFromFileToFile(TestCompiler compiler) throws ReflectiveOperationException, IOException {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                raw: {type: text, path: raw.txt}
                rows: {type: csv, path: rows.csv.gz}
                big: {type: jsonl, path: big.jsonl}
                small: {type: json, path: small.json}
                ids: {type: text, path: ids.txt}
                """);
        Files.writeString(project.resolve("raw.txt"), "a\nbb\nc\n");
        RunReport report = run(compiler);
        assertThat(report.get(new DatasetRef<String>("report"))).isEqualTo("[a, c]311");
        assertThat(project.resolve("ids.txt")).hasContent("a\nc\n");
        assertThat(project.resolve("big.jsonl")).hasContent("{\"id\":\"bb\",\"amount\":2}\n");
        assertThat(run(compiler).nodes()).allMatch(node -> node.outcome().equals("up to date"));
    }

    private RunReport run(TestCompiler compiler) throws ReflectiveOperationException {
        return Run.of(pipeline(compiler, 0))
                .conf(project.resolve("conf"))
                .start()
                .orThrow();
    }

    private static final String PARTS = """
            package demo;
            import dev.freshet.*;
            import java.util.*;
            import java.util.function.*;
            import java.util.stream.*;
            @Pipeline(catalog = "conf/base/catalog.yml")
            public class Days {
              public record Row(String id, int amount) {}
              public record Both(int size, List<Row> big) {}
              @Node(inputs = "raw", outputs = "days")
              static void split(List<String> raw, PartitionSink<List<Row>> days) {
                Map<String, List<Row>> rows = new TreeMap<>();
                raw.forEach(line -> rows.computeIfAbsent(line.substring(0, 1), key -> new ArrayList<>()).add(new Row(line, line.length())));
                rows.forEach(days::put);
              }
              @Node(inputs = {"days", "raw"}, outputs = {"size", "big"}, each = "days")
              static Both measure(List<Row> day, List<String> raw) throws java.io.IOException {
                if (day.size() > 2) throw new java.io.IOException("too much");
                return new Both(day.size(), day.stream().filter(row -> row.amount() > 1).toList());
              }
              @Node(inputs = {"size", "big"})
              static String report(Outcome<Map<String, Integer>> size, Partitions<List<Row>> big) {
                StringBuilder text = new StringBuilder(size.orElseThrow().toString());
                big.forEach((key, rows) -> text.append(' ').append(key).append(rows.size()));
                return text.toString();
              }
              @Node(inputs = "big", outputs = "texts", each = "big")
              static String text(List<Row> rows, NodeContext context) { return context.partition().orElseThrow() + rows; }
              public record Halves(Stream<String> ids, int first) {}
              @Node(inputs = "days", outputs = {"ids", "first", "large"}, each = "days")
              static Halves halve(Stream<? extends Record> day, Sink<? super String> large) {
                List<String> all = day.map(Object::toString).toList();
                all.stream().filter(row -> row.contains("2")).forEach(large);
                return new Halves(all.stream(), all.size());
              }
              @Node(inputs = {"ids", "large"}, outputs = "lines", each = "ids")
              static Stream<String> lines(Iterable<String> ids, Map<String, List<String>> large, NodeContext context) {
                return Stream.concat(
                    StreamSupport.stream(ids.spliterator(), false), large.get(context.partition().orElseThrow()).stream());
              }
              @Node(inputs = "lines", outputs = "sizes", each = "lines")
              static int size(Supplier<List<String>> lines) { return lines.get().size(); }
              FILLER
            }
            """;

    @ParameterizedTest
    @CsvSource({"JAVAC, 0", "ECJ, 0", "JAVAC, 500"})
    void call_ofParts_handsMapsOn(TestCompiler compiler, int fillers) throws Exception {
        CompiledPipeline pipeline = partitions(compiler, fillers);
        String output = fillers == 0 ? "report" : "filler" + (fillers - 1);
        assertThat(call(pipeline, List.of("a", "ab", "b"), output)).isEqualTo("{a=2, b=1} a1 b0");
        assertThat(call(pipeline, List.of("a", "ab", "b"), "texts"))
                .isEqualTo(Map.of("a", "a[Row[id=ab, amount=2]]", "b", "b[]"));
        assertThat(call(pipeline, List.of("a", "ab", "b"), "sizes")).isEqualTo(Map.of("a", 3, "b", 1));
        assertThat(call(pipeline, List.of("a", "ab", "b"), "first")).isEqualTo(Map.of("a", 2, "b", 1));
    }

    @ParameterizedTest
    @EnumSource
    void run_ofParts_keepsAFileForEach(TestCompiler compiler) throws Exception {
        CompiledPipeline pipeline = partitions(compiler, 0);
        Files.writeString(project.resolve("raw.txt"), "a\nab\nb\n");
        RunReport report =
                Run.of(pipeline).conf(project.resolve("conf")).start().orThrow();
        assertThat(report.get(new DatasetRef<String>("report"))).isEqualTo("{a=2, b=1} a1 b0");
        assertThat(project.resolve("days/a.csv")).hasContent("id,amount\na,1\nab,2\n");
        assertThat(project.resolve("big/b.jsonl")).isEmptyFile();
        assertThat(project.resolve("ids/a.txt")).hasContent("Row[id=a, amount=1]\nRow[id=ab, amount=2]\n");
        assertThat(project.resolve("large/b.jsonl")).isEmptyFile();
        assertThat(report.get(new DatasetRef<Map<String, Integer>>("sizes"))).isEqualTo(Map.of("a", 3, "b", 1));
        assertThat(Run.of(partitions(compiler, 0))
                        .conf(project.resolve("conf"))
                        .start()
                        .nodes())
                .allMatch(node -> node.outcome().equals("up to date"));
    }

    private CompiledPipeline partitions(TestCompiler compiler, int fillers) throws Exception {
        Files.createDirectories(project.resolve("conf/base"));
        Files.writeString(project.resolve("conf/base/catalog.yml"), """
                raw: {type: text, path: raw.txt}
                days: {type: csv, path: "days/*.csv"}
                big: {type: jsonl, path: "big/*.jsonl"}
                size: {type: json, path: size.json}
                ids: {type: text, path: "ids/*.txt"}
                large: {type: jsonl, path: "large/*.jsonl"}
                """);
        StringBuilder filler = new StringBuilder();
        for (int i = 0; i < fillers; i++) {
            filler.append("@Node static String filler" + i + "(String report) { return report; }\n");
        }
        return (CompiledPipeline) compiler.compile(
                        Map.of("demo.Days", PARTS.replace("FILLER", filler)),
                        List.of("-Afreshet.conf=" + project.resolve("conf")))
                .load()
                .loadClass("demo.DaysPipeline")
                .getMethod("create")
                .invoke(null);
    }
}
