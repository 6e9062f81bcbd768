package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.comparison.Cause;
import dev.freshet.runtime.comparison.RunComparison;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What differs between two runs of compiled code: exactly what was changed. */
final class ComparedRunsTest {
    private static final String PIPELINE = """
            package demo;
            import dev.freshet.*;
            import java.util.List;
            @Pipeline(inputs = {"raw", "rates"}) public class Sales {
              @Node(inputs = "raw", outputs = "orders") public static List<String> clean(String raw) {
                return List.of(raw.split(","));
              }
              @Node(outputs = "most") public static int most(List<String> orders, @Param("add.most") int most) {
                return orders.size() + most + Limits.LIMIT;
              }
              @Node(outputs = "rated") public static String rate(int most, String rates) {
                return most + rates;
              }
            }
            """;
    private static final String LIMITS = """
            package demo;
            public class Limits {
              public static final int LIMIT = 4711;
              static int unused() {
                return 1;
              }
            }
            """;

    /** The compiler copies the value of a constant into the methods that use it. */
    private static final List<String> CONSTANT = List.of(
            "constant Limits.LIMIT changed, Limits.java:3", "method Sales.most(List, int) changed, Sales.java:8");

    /** By the source of its limits, the program. */
    private static final Map<String, Path> COMPILED = new HashMap<>();

    @TempDir
    static Path all;

    @TempDir
    Path root;

    private Path classes = Path.of("");
    private String limits = LIMITS;

    @BeforeEach
    void start() throws IOException {
        Path base = Files.createDirectories(root.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: text, path: raw.txt}
                rates: {type: text, path: rates.txt}
                orders: {type: json, path: orders.json}
                rated: {type: text, path: rated.txt}
                """);
        Files.writeString(base.resolve("parameters.yml"), "add: {most: 1, least: 0}\n");
        Files.writeString(root.resolve("raw.txt"), "a,b");
        Files.writeString(root.resolve("rates.txt"), "2");
    }

    private void compile() throws IOException {
        Path known = COMPILED.get(limits);
        classes = known == null ? compiled() : known;
        COMPILED.put(limits, classes);
    }

    private Path compiled() throws IOException {
        Path sources = Files.createDirectories(all.resolve("src/demo"));
        Files.writeString(sources.resolve("Sales.java"), PIPELINE);
        Files.writeString(sources.resolve("Limits.java"), limits);
        Path made = all.resolve("classes" + COMPILED.size());
        SourceCompiler.compile(MutationTest.files(sources), made, List.of());
        return made;
    }

    private interface Use<T> {
        T with(Run run);
    }

    private <T> T use(Use<T> use) throws IOException {
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            CompiledPipeline pipeline = (CompiledPipeline)
                    loader.loadClass("demo.SalesPipeline").getMethod("create").invoke(null);
            return use.with(Run.of(pipeline).conf(root.resolve("conf")));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Compiles and runs; returns the id of the run. */
    private String run() throws IOException {
        compile();
        return use(run -> run.start().orThrow().runId());
    }

    private RunComparison compare(String one, String other) throws IOException {
        return use(run -> run.projectState().compare(List.of(one, other)));
    }

    private static List<String> texts(RunComparison comparison) {
        return comparison.causes().stream().map(Cause::text).toList();
    }

    private void edit(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    @Test
    void constant_isNamedWithItsNodes_andNothingElse() throws IOException {
        String first = run();
        limits = LIMITS.replace("4711", "4712");
        RunComparison difference = compare(first, run());
        assertThat(difference.causes())
                .containsExactlyElementsOf(CONSTANT.stream()
                        .map(text -> new Cause(Cause.Kind.CODE, text, List.of("most")))
                        .toList());
        assertThat(difference.results())
                .extracting(RunComparison.Result::dataset)
                .containsExactly("most", "rated");
        assertThat(difference.unknown()).isEmpty();
    }

    @Test
    void parameter_isNamedWithItsValues_andNothingElse() throws IOException {
        String first = run();
        edit("conf/base/parameters.yml", "add: {most: 7, least: 5}\n");
        RunComparison difference = compare(run(), first);
        assertThat(difference.before().run()).isEqualTo(first);
        assertThat(difference.causes())
                .containsExactly(new Cause(Cause.Kind.PARAMETER, "parameter add.most 1 -> 7", List.of("most")));
    }

    @Test
    void input_isNamed_andWhatFollowsFromItIsNot() throws IOException {
        String first = run();
        edit("raw.txt", "a,b,c");
        RunComparison difference = compare(first, run());
        assertThat(difference.causes())
                .containsExactly(new Cause(Cause.Kind.INPUT, "input raw changed", List.of("clean")));
        RunComparison.Result orders = difference.results().get(0);
        assertThat(orders.dataset()).isEqualTo("orders");
        assertThat(orders.before().orElseThrow().rows()).hasValue(2);
        assertThat(orders.after().orElseThrow().rows()).hasValue(3);
        assertThat(orders.after().orElseThrow().bytes()).hasValue(Files.size(root.resolve("orders.json")));
    }

    @Test
    void codeThatNoNodeReaches_isNotNamed() throws IOException {
        String first = run();
        edit("rates.txt", "3");
        limits = LIMITS.replace("return 1", "return 2");
        assertThat(texts(compare(first, run()))).containsExactly("input rates changed");
    }

    @Test
    void runsApart_areComparedByWhatTheirNodesKept() throws IOException {
        String first = run();
        limits = LIMITS.replace("4711", "4712");
        run();
        edit("rates.txt", "3");
        String last = run();
        RunComparison difference = compare(first, last);
        assertThat(texts(difference)).containsExactly(CONSTANT.get(0), CONSTANT.get(1), "input rates changed");
        assertThat(difference.unknown()).isEmpty();
        assertThat(texts(compare(last, last))).isEmpty();
    }

    @Test
    void catalogEntry_isNamed() throws IOException {
        String first = run();
        Path catalog = root.resolve("conf/base/catalog.yml");
        Files.writeString(
                catalog, Files.readString(catalog).replace("path: raw.txt", "path: raw.txt, encoding: ISO-8859-1"));
        assertThat(texts(compare(first, run())))
                .containsExactly("the catalog entry of raw changed: encoding \"UTF-8\" -> \"ISO-8859-1\"");
    }

    @Test
    void failedNode_isComparedByWhatItReceived() throws IOException {
        String first = run();
        limits = LIMITS.replace("int LIMIT = 4711", "int LIMIT = Integer.parseInt(\"x\")");
        compile();
        String failed = use(run -> run.start().runId());
        RunComparison difference = compare(first, failed);
        assertThat(texts(difference))
                .contains("constant Limits.LIMIT can no longer be reached", CONSTANT.get(1))
                .allMatch(text -> text.contains("Limits") || text.equals(CONSTANT.get(1)));
        assertThat(difference.nodes())
                .anyMatch(node ->
                        node.node().equals("most") && node.outcomeAfter().equals("failed"));
    }

    @Test
    void oldReport_isReadAsFarAsItGoes() throws IOException {
        String first = run();
        limits = LIMITS.replace("4711", "4712");
        String second = run();
        JsonMapper mapper = new JsonMapper();
        for (String id : List.of(first, second)) {
            Path file = root.resolve(".freshet/runs/" + id + ".json");
            ObjectNode report = (ObjectNode) mapper.readTree(Files.readString(file));
            report.remove(List.of("links", "schema", "timing"));
            report.get("nodes")
                    .forEach(node -> ((ObjectNode) node)
                            .remove(List.of("declarations", "rows", "bytes", "madeBy", "activities")));
            Files.writeString(file, mapper.writeValueAsString(report));
        }
        RunComparison difference = compare(first, second);
        assertThat(texts(difference)).containsExactly("the code of most changed");
        assertThat(difference.unknown()).containsExactly("clean");
    }

    @Test
    void history_ofDeletedReports_comesFromTheState() throws IOException {
        String first = run();
        limits = LIMITS.replace("4711", "4712");
        String second = run();
        edit("rates.txt", "3");
        String last = run();
        Files.delete(root.resolve(".freshet/runs/" + second + ".json"));
        assertThat(texts(compare(first, last)))
                .containsExactly(CONSTANT.get(0), CONSTANT.get(1), "input rates changed");
        try (Stream<Path> reports = Files.list(root.resolve(".freshet/runs"))) {
            assertThat(reports).hasSize(2);
        }
    }
}
