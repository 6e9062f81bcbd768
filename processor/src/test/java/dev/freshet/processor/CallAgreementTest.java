package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.processor.RandomNode.Kind;
import dev.freshet.processor.RandomNode.Port;
import dev.freshet.processor.TestCompiler.Compiled;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.run.FailurePolicy;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The generated {@code call}, a run, and straight Java that knows nothing of generated code make the same of random pipelines
 * with namespaces. More of them by hand: {@code -Dfreshet.thorough=60 -Dfreshet.seed=7}.
 */
final class CallAgreementTest {
    private static final long SEED = Long.getLong("freshet.seed", 1);
    private static final int PIPELINES = 5 * Integer.getInteger("freshet.thorough", 1);
    private static final int TOGETHER = 12;
    private static final String IMPORTS = """
            import dev.freshet.*;
            import dev.freshet.processor.StraightRun;
            import java.util.*;
            import java.util.function.Supplier;
            import java.util.stream.Stream;
            """;

    @TempDir
    Path directory;

    @Test
    void callAndRun_ofRandomPipelines_makeWhatStraightJavaMakes() throws Exception {
        for (int from = 0; from < PIPELINES; from += TOGETHER) {
            Map<String, String> sources = new TreeMap<>();
            for (int i = from; i < Math.min(PIPELINES, from + TOGETHER); i++) {
                addSources(i, RandomPipeline.of(SEED + i), sources);
            }
            Compiled compiled = TestCompiler.JAVAC.compile(sources, List.of());
            assertThat(compiled.messages()).as("seed %d", SEED + from).isEmpty();
            ClassLoader loader = compiled.load();
            for (int i = from; i < Math.min(PIPELINES, from + TOGETHER); i++) {
                check(i, loader);
            }
        }
    }

    private static void addSources(int number, List<RandomPipeline> pipelines, Map<String, String> sources) {
        RandomPipeline top = pipelines.get(pipelines.size() - 1);
        StringBuilder text = new StringBuilder("package p" + number + ";\n" + IMPORTS + top.open());
        pipelines
                .subList(0, pipelines.size() - 1)
                .forEach(inner -> text.append(inner.open()).append("}\n"));
        sources.put("p" + number + ".Top", text.append("}\n").toString());
        StringBuilder straight = new StringBuilder("package p" + number + ";\n" + IMPORTS
                + "public final class Straight {\npublic static void run(StraightRun run) {\n");
        top.nodes().forEach(node -> straight.append(node.straight(top.isCaught(node))));
        sources.put("p" + number + ".Straight", straight.append("}\n}\n").toString());
    }

    private void check(int number, ClassLoader loader) throws Exception {
        long seed = SEED + number;
        List<RandomPipeline> pipelines = RandomPipeline.of(seed);
        RandomPipeline top = pipelines.get(pipelines.size() - 1);
        Datasets datasets = new Datasets(top);
        StraightRun straight = new StraightRun(datasets.given());
        StraightRun.takeLog();
        loader.loadClass("p" + number + ".Straight")
                .getMethod("run", StraightRun.class)
                .invoke(null, straight);
        List<String> log = StraightRun.takeLog();
        CompiledPipeline pipeline = create(loader.loadClass("p" + number + ".TopPipeline"));
        if (top.isRetyped()) {
            assertThat(Arrays.stream(pipeline.getClass().getMethods()).map(Method::getName))
                    .as("seed %d", seed)
                    .doesNotContain("call");
        } else {
            checkCall(seed, pipeline, datasets, straight, log);
        }
        checkRun(seed, top, pipeline, datasets, straight);
        assertThat(StraightRun.takeLog())
                .as("calls of nodes without outputs in a run, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(log);
    }

    private static CompiledPipeline create(Class<?> type) throws ReflectiveOperationException {
        Method create = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("create"))
                .findFirst()
                .orElseThrow();
        List<Object> holders = new ArrayList<>();
        for (Class<?> holder : create.getParameterTypes()) {
            holders.add(holder.getConstructor().newInstance());
        }
        return (CompiledPipeline) create.invoke(null, holders.toArray());
    }

    private static void checkCall(
            long seed, CompiledPipeline pipeline, Datasets datasets, StraightRun straight, List<String> log)
            throws ReflectiveOperationException {
        Class<?> inputs = Class.forName(
                pipeline.getClass().getName() + "$Inputs",
                true,
                pipeline.getClass().getClassLoader());
        Map<String, Object> given = named(datasets.given().keySet().stream().toList(), datasets.given()::get);
        Object[] values = Arrays.stream(inputs.getRecordComponents())
                .map(component -> given.get(component.getName()))
                .toArray();
        boolean ends = straight.hasEnded()
                || datasets.freeOutputs().stream()
                        .anyMatch(output -> straight.value(base(output)).isEmpty());
        Object outputs;
        try {
            outputs = pipeline.getClass()
                    .getMethod("call", inputs)
                    .invoke(pipeline, inputs.getDeclaredConstructors()[0].newInstance(values));
        } catch (InvocationTargetException e) {
            assertThat(ends).as("%s of call, seed %d", e.getCause(), seed).isTrue();
            StraightRun.takeLog();
            return;
        }
        assertThat(ends).as("call did not fail, seed %d", seed).isFalse();
        Map<String, Object> wanted =
                named(datasets.freeOutputs(), name -> straight.value(base(name)).orElseThrow());
        for (Map.Entry<String, Object> output : wanted.entrySet()) {
            assertThat(outputs.getClass().getMethod(output.getKey()).invoke(outputs))
                    .as("%s of call, seed %d", output.getKey(), seed)
                    .isEqualTo(output.getValue());
        }
        List<String> called = StraightRun.takeLog();
        assertThat(called).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(log);
        datasets.top
                .nodes()
                .forEach(node -> node.after()
                        .forEach(before -> assertThat(place(called, before))
                                .as("%s before %s, seed %d", before, node.name(), seed)
                                .isLessThan(place(called, node.name()))));
    }

    private static int place(List<String> log, String node) {
        return log.indexOf(log.stream()
                .filter(line -> line.startsWith(node + " "))
                .findFirst()
                .orElseThrow());
    }

    /** By the names of accessors: a dataset is named before a parameter of its name. */
    private static <T> Map<String, T> named(List<String> names, Function<String, T> value) {
        Map<String, T> named = new LinkedHashMap<>();
        for (boolean parameters : new boolean[] {false, true}) {
            for (String name : names) {
                if (new Port(name, Kind.INT, RandomNode.How.VALUE).isParameter() == parameters) {
                    String accessor = accessor(name);
                    String free = accessor;
                    for (int i = 2; named.containsKey(free); i++) {
                        free = accessor + "_" + i;
                    }
                    named.put(free, value.apply(name));
                }
            }
        }
        return named;
    }

    private static String accessor(String name) {
        String[] words = name.replaceFirst("params:", "").split("[^A-Za-z0-9]");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static String base(String name) {
        return name.replaceFirst("@.*", "");
    }

    private void checkRun(
            long seed, RandomPipeline top, CompiledPipeline pipeline, Datasets datasets, StraightRun straight)
            throws IOException {
        Path project = Files.createDirectory(directory.resolve("run" + seed));
        Map<String, String> stored = datasets.writeConfiguration(project, seed);
        Run run = Run.of(pipeline)
                .conf(project.resolve("conf"))
                .onFailure(FailurePolicy.KEEP_GOING)
                .runner(seed % 2 == 0 ? Runner.sequential() : Runner.threads(3));
        datasets.given().forEach((name, value) -> {
            if (!name.startsWith("params:") && !name.equals("parameters")) {
                run.input(new DatasetRef<>(name), value);
            }
        });
        RunReport report = run.start();
        List<String> wanted = new ArrayList<>(datasets.freeOutputs());
        wanted.addAll(stored.keySet());
        for (String name : wanted.stream().distinct().toList()) {
            Optional<Object> value = straight.value(base(name));
            boolean isNothing = false;
            Object found = null;
            try {
                found = report.get(new DatasetRef<>(name));
            } catch (RuntimeException e) {
                isNothing = true;
            }
            if (value.isPresent()) {
                assertThat(found).as("%s of the run, seed %d", name, seed).isEqualTo(wanted(name, value.get(), top));
            } else {
                assertThat(isNothing || Map.of().equals(found))
                        .as("%s of the run, seed %d: %s", name, seed, found)
                        .isTrue();
            }
        }
    }

    private static Object wanted(String name, Object value, RandomPipeline top) {
        boolean asLines = top.nodes().stream()
                .flatMap(node -> node.inputs().stream())
                .anyMatch(input -> input.name().equals(name) && input.kind() == Kind.LINES);
        return asLines ? ((String) value).lines().toList() : value;
    }

    /** The datasets of a whole pipeline. */
    private static final class Datasets {
        private final RandomPipeline top;
        private final Map<String, Port> inputs = new LinkedHashMap<>();
        private final Map<String, Port> outputs = new LinkedHashMap<>();

        Datasets(RandomPipeline top) {
            this.top = top;
            for (RandomNode node : top.nodes()) {
                node.inputs().forEach(input -> inputs.put(input.name(), input));
                node.outputs().forEach(output -> outputs.put(output.name(), output));
            }
        }

        /** What no node makes, each with a value of its own. */
        Map<String, Object> given() {
            List<String> made =
                    outputs.keySet().stream().map(CallAgreementTest::base).toList();
            Map<String, Object> given = new LinkedHashMap<>();
            Map<String, Object> parameters = new TreeMap<>();
            inputs.forEach((name, port) -> {
                if (!made.contains(port.base()) && port.kind() != Kind.ALL) {
                    given.put(name, value(port));
                    if (port.isParameter()) {
                        put(parameters, name.substring("params:".length()), value(port));
                    }
                }
            });
            if (inputs.containsKey("parameters")) {
                given.put("parameters", parameters);
            }
            return given;
        }

        @SuppressWarnings("unchecked") // groups are maps
        private static void put(Map<String, Object> group, String path, Object value) {
            int dot = path.indexOf('.');
            if (dot < 0) {
                group.put(path, value);
            } else {
                put(
                        (Map<String, Object>) group.computeIfAbsent(path.substring(0, dot), key -> new TreeMap<>()),
                        path.substring(dot + 1),
                        value);
            }
        }

        private static Object value(Port port) {
            long hash = port.name().hashCode();
            return switch (port.kind()) {
                case INT -> StraightRun.number(hash);
                case TEXT -> StraightRun.text(hash);
                case ROWS -> StraightRun.rows(hash | 1);
                default -> StraightRun.parts(hash | 1);
            };
        }

        List<String> freeOutputs() {
            List<String> read =
                    inputs.keySet().stream().map(CallAgreementTest::base).toList();
            return outputs.keySet().stream()
                    .filter(name -> !read.contains(base(name)))
                    .toList();
        }

        /** Stores some of what is made, and all that has formats; returns the entries. */
        Map<String, String> writeConfiguration(Path project, long seed) throws IOException {
            Files.createDirectories(project.resolve("conf/base"));
            Map<String, Object> parameters = new TreeMap<>();
            given().forEach((name, value) -> {
                if (name.startsWith("params:")) {
                    put(parameters, name.substring("params:".length()), value);
                }
            });
            JsonMapper json = new JsonMapper();
            Files.writeString(project.resolve("conf/base/parameters.yml"), json.writeValueAsString(parameters));
            Map<String, String> entries = new TreeMap<>();
            Map<String, Port> all = new HashMap<>(outputs);
            inputs.forEach((name, port) -> {
                if (!name.equals(port.base())) {
                    all.put(name, port);
                }
            });
            all.forEach((name, port) -> {
                if (!name.equals(base(name)) || Math.floorMod(name.hashCode() + seed, 3) == 0) {
                    entries.put(name, entry(port));
                }
            });
            UnaryOperator<String> line = name -> "\"" + name + "\": " + entries.get(name) + "\n";
            Files.writeString(
                    project.resolve("conf/base/catalog.yml"),
                    entries.keySet().stream().map(line).collect(Collectors.joining()));
            return entries;
        }

        private static String entry(Port port) {
            return switch (port.kind()) {
                case TEXT, LINES -> "{type: text, path: \"data/" + port.base() + ".txt\"}";
                case PARTS -> "{type: json, path: \"data/" + port.base() + "/*.json\"}";
                default -> "{type: json, path: \"data/" + port.base() + ".json\"}";
            };
        }
    }
}
