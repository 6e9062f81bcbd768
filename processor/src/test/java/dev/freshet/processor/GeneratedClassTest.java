package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.Outcome;
import dev.freshet.Rerun;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.NodeContexts;
import dev.freshet.runtime.plan.PipelineGraph;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generated class looks like and does. */
final class GeneratedClassTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/SalesPipeline.java");

    private static final String SALES = """
            package demo;
            import dev.freshet.*;
            import java.io.*;
            import java.util.*;
            import java.util.concurrent.*;
            @Pipeline
            public class Sales {
              public record Order(String id, int amount) {}
              public record Halves<T>(List<T> big, List<T> small) {}
              @Node(outputs = "orders")
              static List<Order> clean(List<String> raw) { return raw.stream().map(id -> new Order(id, id.length())).toList(); }
              @Node(inputs = {"orders", "params:split.limit"}, outputs = {"big", "small"})
              static Halves<Order> split(List<Order> orders, int limit) throws TimeoutException {
                return new Halves<>(orders.stream().filter(o -> o.amount() > limit).toList(),
                                    orders.stream().filter(o -> o.amount() <= limit).toList());
              }
              @Node int count(Collection<? extends Record> big) { return big.size(); }
              @Node(name = "wide", inputs = "count", outputs = "wide")
              static long[] widen(long count, NodeContext context) { return new long[] {count, context.node().length()}; }
              @Node(after = "wide") static void log(List<Order> small, @Param int times) throws IOException {
                if (times < 0) { throw new FileNotFoundException(); }
              }
              @Node(inputs = {}, outputs = "class") static String noInputs() { return "constant"; }
            }
            """;

    private static CompiledPipeline create(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> holder = loader.loadClass("demo.Sales");
        return (CompiledPipeline) loader.loadClass("demo.SalesPipeline")
                .getMethod("create", holder)
                .invoke(null, holder.getConstructor().newInstance());
    }

    private static Object call(CompiledPipeline pipeline, Object... values) throws ReflectiveOperationException {
        Class<?> inputs = pipeline.getClass()
                .getClassLoader()
                .loadClass(pipeline.getClass().getName() + "$Inputs");
        return pipeline.getClass()
                .getMethod("call", inputs)
                .invoke(pipeline, inputs.getDeclaredConstructors()[0].newInstance(values));
    }

    @ParameterizedTest
    @EnumSource
    void source_isTheGoldenFile(TestCompiler compiler) throws IOException {
        String generated = compiler.compile("demo.Sales", SALES).generated().get("demo/SalesPipeline.java");
        if (Boolean.getBoolean("freshet.golden.update")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, generated);
        }
        assertThat(generated).isEqualTo(Files.readString(GOLDEN));
    }

    /** Classes beside the pipeline have names of java.lang, and datasets have names without a letter. */
    @ParameterizedTest
    @EnumSource
    void namesThatMeanSomethingElse_areAvoided(TestCompiler compiler) throws ReflectiveOperationException {
        Map<String, String> sources = Map.of(
                "demo.String",
                "package demo; public record String(int length) {}",
                "demo.Object",
                "package demo; final class Object {}",
                "demo.Override",
                "package demo; @interface Override {}",
                "demo.Sales",
                """
                package demo;
                import dev.freshet.*;
                @Pipeline public class Sales {
                  @Node(inputs = "_", outputs = "-") String make(java.lang.String text) { return new String(text.length()); }
                  @Node(inputs = "-", outputs = "n") Integer read(String made) { return made.length(); }
                }
                """);
        CompiledPipeline pipeline = create(compiler.compile(sources, List.of()).load());
        Object outputs = call(pipeline, "four");
        assertThat(outputs.getClass().getMethod("n").invoke(outputs)).isEqualTo(4);
    }

    @Test
    void inputs_haveTheNamesOfDatasets_andParametersTheOthers() throws ReflectiveOperationException {
        Class<?> inputs = TestCompiler.JAVAC.compile("demo.Sales", """
                package demo;
                import dev.freshet.*;
                @Pipeline public class Sales {
                  @Node(inputs = {"params:report", "report"}) static int make(int report, String text) { return 1; }
                }
                """).load().loadClass("demo.SalesPipeline$Inputs");
        assertThat(inputs.getMethod("report").getReturnType()).isEqualTo(String.class);
        assertThat(inputs.getMethod("report_2").getReturnType()).isEqualTo(int.class);
    }

    /** A parameter of the same name has no accessor. */
    @Test
    void outputs_haveTheNamesOfDatasets_whateverParametersAreCalled() throws ReflectiveOperationException {
        CompiledPipeline pipeline =
                create(TestCompiler.JAVAC.compile("demo.Sales", """
                package demo;
                import dev.freshet.*;
                @Pipeline public class Sales {
                  @Node(inputs = "params:report", outputs = "report") String make(String text) { return text + "!"; }
                }
                """).load());
        Object outputs = call(pipeline, "made");
        assertThat(outputs.getClass().getMethod("report").invoke(outputs)).isEqualTo("made!");
    }

    @ParameterizedTest
    @EnumSource
    void call_equalsTheSameJavaByHand(TestCompiler compiler) throws ReflectiveOperationException {
        CompiledPipeline pipeline = create(compiler.compile("demo.Sales", SALES).load());
        Object outputs = call(pipeline, List.of("a", "bb", "cccc"), 1, 0);
        assertThat((long[]) outputs.getClass().getMethod("wide").invoke(outputs))
                .containsExactly(2, 4);
        assertThat(outputs.getClass().getMethod("class_").invoke(outputs)).isEqualTo("constant");
        assertThat(outputs.getClass().getRecordComponents()).hasSize(2);
    }

    @Test
    void call_declaresTheCheckedExceptionsOfItsNodes() throws ReflectiveOperationException {
        CompiledPipeline pipeline =
                create(TestCompiler.JAVAC.compile("demo.Sales", SALES).load());
        assertThat(Arrays.stream(pipeline.getClass().getMethods())
                        .filter(method -> method.getName().equals("call"))
                        .flatMap(method -> Arrays.stream(method.getExceptionTypes()))
                        .map(Class::getSimpleName))
                .containsOnly("TimeoutException", "IOException");
        assertThat(catchThrowable(() -> call(pipeline, List.of(), 1, -1)))
                .isInstanceOf(InvocationTargetException.class)
                .hasRootCauseInstanceOf(FileNotFoundException.class);
    }

    /** Fails for texts that are empty; {@code length} makes two datasets, one of which is read plainly too. */
    private static final String OUTCOMES = """
            package demo;
            import dev.freshet.*;
            @Pipeline
            public class Tolerant {
                public record Both(int length, String same) {}
                @Node(inputs = "text", outputs = {"length", "same"})
                static Both measure(String text) throws java.io.IOException {
                    if (text.isEmpty()) throw new java.io.IOException("empty");
                    return new Both(text.length(), text);
                }
                @Node static String shout(String same) { return same + "!"; }
                @Node static String report(Outcome<Integer> length) {
                    return length instanceof Outcome.Failure<Integer> failure
                            ? failure.node() + ": " + failure.cause().getMessage()
                            : "length " + length.orElseThrow();
                }
                FILLER
            }
            """;

    /** Straight-line, and split over several classes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void injectedObject_isAskedForByItsClass(int fillers) throws Exception {
        StringBuilder filler = new StringBuilder();
        for (int i = 0; i < fillers; i++) {
            filler.append("@Node static String filler" + i + "(String text) { return text; }\n");
        }
        CompiledPipeline pipeline = (CompiledPipeline) TestCompiler.JAVAC
                .compile("demo.Injecting", """
                        package demo;
                        import dev.freshet.*;
                        import java.util.*;
                        @Pipeline
                        public class Injecting {
                            @Node static int measure(@Injected Map.Entry<String, Integer> known, String text) { return 1; }
                        """ + filler + "}\n")
                .load()
                .loadClass("demo.InjectingPipeline")
                .getMethod("create")
                .invoke(null);
        String reason = "no extension on the class path provides a java.util.Map$Entry for @Injected";
        assertThat(pipeline.injected()).containsExactly("java.util.Map$Entry");
        assertThat(catchThrowable(() -> call(pipeline, "four"))).hasRootCauseMessage(reason);
        try (NodeContexts contexts = NodeContexts.standalone("test")) {
            int node = pipeline.graph().nodeNumber("measure").orElseThrow();
            assertThat(catchThrowable(() -> pipeline.invoke(node, new Object[] {"four"}, contexts.of("measure"))))
                    .hasMessage(reason);
        }
    }

    /** Straight-line, and split over several classes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 500})
    void call_withOutcomes_handsFailuresOn(int fillers) throws Exception {
        StringBuilder filler = new StringBuilder();
        for (int i = 0; i < fillers; i++) {
            filler.append("@Node static String filler" + i + "(String report) { return report; }\n");
        }
        CompiledPipeline pipeline = (CompiledPipeline) TestCompiler.JAVAC
                .compile("demo.Tolerant", OUTCOMES.replace("FILLER", filler))
                .load()
                .loadClass("demo.TolerantPipeline")
                .getMethod("create")
                .invoke(null);
        Object outputs = call(pipeline, "four");
        assertThat(outputs.getClass().getMethod("shout").invoke(outputs)).isEqualTo("four!");
        String report = fillers == 0 ? "report" : "filler" + (fillers - 1);
        assertThat(outputs.getClass().getMethod(report).invoke(outputs)).isEqualTo("length 4");
        assertThat(pipeline.graph()
                        .takesOutcome(pipeline.graph().nodeNumber("report").orElseThrow(), 0))
                .isTrue();
        assertThat(catchThrowable(() -> call(pipeline, ""))).hasRootCauseMessage("empty");
        int node = pipeline.graph().nodeNumber("report").orElseThrow();
        try (NodeContexts contexts = NodeContexts.standalone("test")) {
            Object[] failure = {Outcome.failure("measure", new IOException("empty"))};
            assertThat(pipeline.invoke(node, failure, contexts.of("report"))).containsExactly("measure: empty");
        }
    }

    @ParameterizedTest
    @EnumSource
    void invoke_nodeByNode_givesWhatCallGives(TestCompiler compiler) throws Exception {
        CompiledPipeline pipeline = create(compiler.compile("demo.Sales", SALES).load());
        PipelineGraph graph = pipeline.graph();
        Object[] values = new Object[graph.datasetCount()];
        values[number(graph, "raw")] = List.of("a", "bb", "cccc");
        values[number(graph, "params:split.limit")] = 1;
        values[number(graph, "params:times")] = 0;
        try (NodeContexts contexts = NodeContexts.standalone("test")) {
            for (int node = 0; node < graph.nodeCount(); node++) {
                Object[] made = pipeline.invoke(
                        node,
                        Arrays.stream(graph.inputs(node))
                                .mapToObj(i -> values[i])
                                .toArray(),
                        contexts.of(graph.node(node)));
                assertThat(made).hasSize(graph.outputs(node).length);
                for (int i = 0; i < made.length; i++) {
                    values[graph.outputs(node)[i]] = made[i];
                }
            }
        }
        assertThat((long[]) values[number(graph, "wide")]).containsExactly(2, 4);
    }

    @Test
    void graph_ordersByDataAndAfter() throws ReflectiveOperationException {
        PipelineGraph graph =
                create(TestCompiler.JAVAC.compile("demo.Sales", SALES).load()).graph();
        int log = graph.nodeNumber("log").orElseThrow();
        assertThat(graph.predecessors(log))
                .containsExactly(
                        graph.nodeNumber("split").orElseThrow(),
                        graph.nodeNumber("wide").orElseThrow());
        for (int node = 0; node < graph.nodeCount(); node++) {
            for (int earlier : graph.predecessors(node)) {
                assertThat(earlier).isLessThan(node);
            }
        }
    }

    @Test
    void type_equalsWhatReflectionSaysOfTheMethods() throws ReflectiveOperationException {
        ClassLoader loader = TestCompiler.JAVAC.compile("demo.Sales", SALES).load();
        CompiledPipeline pipeline = create(loader);
        Class<?> holder = loader.loadClass("demo.Sales");
        PipelineGraph graph = pipeline.graph();
        assertThat(pipeline.type(number(graph, "orders")))
                .isEqualTo(holder.getDeclaredMethod("clean", List.class).getGenericReturnType());
        assertThat(pipeline.type(number(graph, "raw")))
                .isEqualTo(holder.getDeclaredMethod("clean", List.class).getGenericParameterTypes()[0]);
        assertThat(pipeline.type(number(graph, "count"))).isEqualTo(Integer.class);
        assertThat(pipeline.type(number(graph, "wide"))).isEqualTo(long[].class);
    }

    @ParameterizedTest
    @EnumSource
    void codes_nameTheMethodsAsClassFilesDo(TestCompiler compiler) throws ReflectiveOperationException {
        ClassLoader loader = compiler.compile("demo.Sales", SALES).load();
        CompiledPipeline pipeline = create(loader);
        Map<String, Method> methods = Arrays.stream(
                        loader.loadClass("demo.Sales").getDeclaredMethods())
                .collect(Collectors.toMap(Method::getName, method -> method, (one, other) -> one));
        for (int node = 0; node < pipeline.graph().nodeCount(); node++) {
            String name = pipeline.graph().method(node).substring("Sales.".length());
            Method method = methods.get(name);
            String descriptor = MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString();
            assertThat(pipeline.codes().nodes().get(node).method()).isEqualTo("demo/Sales." + name + descriptor);
        }
    }

    @Test
    void codes_keepWhatTheUserSays() throws ReflectiveOperationException {
        String source = """
                package demo;
                import dev.freshet.*;
                @Pipeline public class Sales {
                    static class Nested {}
                    @Node(alsoDependsOn = {Nested.class, String.class}, resources = {" a\\tb\\\\n.csv ", "$L"},
                            version = "2 \\" \\u00e4 ", rerun = Rerun.NEVER)
                    int a() { return 1; }
                }
                """;
        CompiledPipeline pipeline =
                create(TestCompiler.JAVAC.compile("demo.Sales", source).load());
        assertThat(pipeline.codes().nodes())
                .containsExactly(new NodeCode(
                        "demo/Sales.a()I",
                        List.of("I", "I"),
                        List.of("demo/Sales$Nested", "java/lang/String"),
                        List.of(" a\tb\\n.csv ", "$L"),
                        "2 \" \u00e4 ",
                        true));
        assertThat(pipeline.graph().rerun(0)).isEqualTo(Rerun.NEVER);
    }

    @Test
    void nestedHolder_namesTheGeneratedClassAfterBoth() {
        String source =
                "package demo; import dev.freshet.*; class Outer { @Pipeline static class Inner { @Node static int a() { return 1; } } }";
        assertThat(TestCompiler.JAVAC.compile("demo.Outer", source).classes()).containsKey("demo.Outer_InnerPipeline");
    }

    @Test
    void transcoded_sameType_hasCall_otherType_hasNone() {
        String same = transcoded("List<String>");
        String other = transcoded("Set<String>");
        assertThat(TestCompiler.JAVAC.compile("demo.P", same).generated().get("demo/PPipeline.java"))
                .contains(" call(");
        assertThat(TestCompiler.JAVAC.compile("demo.P", other).generated().get("demo/PPipeline.java"))
                .doesNotContain(" call(")
                .contains("There is no {@code call}");
    }

    private static String transcoded(String read) {
        return """
                package demo; import dev.freshet.*; import java.util.*;
                @Pipeline class P {
                  @Node(outputs = "x@csv") static List<String> a() { return List.of(); }
                  @Node(inputs = "x@json") static int b(READ x) { return 1; }
                }""".replace("READ", read);
    }

    @ParameterizedTest
    @EnumSource
    void mistake_whereTheGeneratedClassIsUsed_staysOneError(TestCompiler compiler) {
        String broken = """
                package demo; import dev.freshet.*; import java.util.*;
                @Pipeline(inputs = "raw") public class P {
                  @Node(outputs = "orders") static List<String> clean(List<String> raw) { return raw; }
                  @Node(inputs = "ordres", outputs = "n") static int count(List<String> o) { return 1; }
                }
                """;
        String user = """
                package demo.app; import demo.PPipeline; import static demo.PPipeline.Data.ORDERS;
                class User {
                  PPipeline.Inputs inputs; Object ref = ORDERS; Object node = PPipeline.Nodes.CLEAN;
                  Object run() throws Exception { return PPipeline.create().call(inputs).n(); }
                }
                """;
        TestCompiler.Compiled compiled = compiler.compile(Map.of("demo.P", broken, "demo.app.User", user), List.of());
        assertThat(compiled.errors()).hasSize(1);
        assertThat(compiled.errors().get(0).code()).isEqualTo("UnknownInput");
    }

    private static int number(PipelineGraph graph, String dataset) {
        return graph.datasetNumber(dataset).orElseThrow();
    }
}
