package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.processor.TestCompiler.Compiled;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.plan.DatasetRef;
import dev.freshet.runtime.plan.NodeRef;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.Runner;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pipelines that are parts of others. */
final class IncludeTest {
    /** Public, since another package includes it; the second node names its inputs by its parameters only. */
    private static final String SALES = """
            package sales;
            import dev.freshet.*;
            import java.util.*;
            @Pipeline
            public class Sales {
              @Node(inputs = "orders_raw", outputs = "orders")
              public static List<String> clean(List<String> raw) { return raw.stream().map(String::trim).toList(); }
              @Node(name = "sum", outputs = "revenue")
              public static double sum(List<String> orders, double rates, @Param double vat) {
                return orders.size() * rates * (1 + vat);
              }
            }
            """;

    private static final String SHOP = """
            package shop;
            import dev.freshet.*;
            import java.util.*;
            import sales.Sales;
            @Pipeline(include = {
                @Include(value = Sales.class, as = "eu", inputs = "rates", parameters = "vat = taxes.eu"),
                @Include(value = Sales.class, as = "us", inputs = {"rates", "orders_raw = orders_us"}, outputs = "revenue = us_revenue")
            })
            public class Shop {
              @Node(inputs = {"eu.revenue", "us_revenue"}, outputs = "total")
              static double add(double eu, double us) { return eu + us; }
              @Node(inputs = "eu.orders", outputs = "count", after = "us.sum") static int count(List<String> orders) { return orders.size(); }
            }
            """;

    @TempDir
    Path directory;

    private static CompiledPipeline create(ClassLoader loader, String name) throws ReflectiveOperationException {
        return (CompiledPipeline) loader.loadClass(name).getMethod("create").invoke(null);
    }

    private static void assertIsTheShop(ClassLoader loader) throws ReflectiveOperationException {
        CompiledPipeline shop = create(loader, "shop.ShopPipeline");
        assertThat(List.of(
                        shop.graph().node(0),
                        shop.graph().node(1),
                        shop.graph().node(2),
                        shop.graph().node(3)))
                .containsExactly("eu.clean", "eu.sum", "us.clean", "us.sum");
        RunReport report = Run.of(shop)
                .input(new DatasetRef<>("eu.orders_raw"), List.of(" a", "b"))
                .input(new DatasetRef<>("orders_us"), List.of("c"))
                .input(new DatasetRef<>("rates"), 10.0)
                .input(new DatasetRef<>("params:taxes.eu"), 0.5)
                .input(new DatasetRef<>("params:us.vat"), 0.0)
                .start()
                .orThrow();
        assertThat(report.get(new DatasetRef<Double>("total"))).isEqualTo(2 * 10 * 1.5 + 10);
        assertThat(report.get(new DatasetRef<Integer>("count"))).isEqualTo(2);
        assertThat(call(shop)).isEqualTo(Map.of("total", 2 * 10 * 1.5 + 10, "count", 2));
        Class<?> data = loader.loadClass("shop.ShopPipeline$Data$Eu");
        assertThat(data.getField("ORDERS").get(null)).isEqualTo(new DatasetRef<>("eu.orders"));
        assertThat(loader.loadClass("shop.ShopPipeline$Data")
                        .getField("US_REVENUE")
                        .get(null))
                .isEqualTo(new DatasetRef<>("us_revenue"));
        assertThat(loader.loadClass("shop.ShopPipeline$Nodes$Us")
                        .getField("SUM")
                        .get(null))
                .isEqualTo(new NodeRef("us.sum"));
    }

    /** Calls the generated method with typed inputs, by the names of the record's components. */
    private static Map<String, Object> call(CompiledPipeline shop) throws ReflectiveOperationException {
        Class<?> inputs = Class.forName(
                shop.getClass().getName() + "$Inputs", true, shop.getClass().getClassLoader());
        Map<String, Object> given = Map.of(
                "euOrdersRaw",
                List.of(" a", "b"),
                "ordersUs",
                List.of("c"),
                "rates",
                10.0,
                "taxesEu",
                0.5,
                "usVat",
                0.0);
        Object[] values = Arrays.stream(inputs.getRecordComponents())
                .map(component -> given.get(component.getName()))
                .toArray();
        Method call = shop.getClass().getMethod("call", inputs);
        Object outputs = call.invoke(shop, inputs.getDeclaredConstructors()[0].newInstance(values));
        Map<String, Object> made = new TreeMap<>();
        for (RecordComponent component : outputs.getClass().getRecordComponents()) {
            made.put(component.getName(), component.getAccessor().invoke(outputs));
        }
        return made;
    }

    @ParameterizedTest
    @EnumSource
    void pipeline_includedTwice_runsUnderItsNamespaces(TestCompiler compiler) throws ReflectiveOperationException {
        Compiled compiled = compiler.compile(Map.of("sales.Sales", SALES, "shop.Shop", SHOP), List.of());
        assertThat(compiled.errors()).isEmpty();
        assertIsTheShop(compiled.load());
    }

    /** Class files of the included pipeline, without names of parameters. */
    private Path jar(TestCompiler compiler) throws IOException {
        Compiled sales = compiler.compile(Map.of("sales.Sales", SALES), List.of("-g:none"));
        assertThat(sales.errors()).isEmpty();
        for (Map.Entry<String, byte[]> each : sales.classes().entrySet()) {
            Path file = directory.resolve(each.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        return directory;
    }

    private static List<String> with(Path classes) {
        return List.of("-cp", classes + File.pathSeparator + System.getProperty("java.class.path"));
    }

    @ParameterizedTest
    @EnumSource
    void pipeline_fromAJar_keepsTheNamesOfItsParameters(TestCompiler compiler) throws Exception {
        Path jar = jar(compiler);
        Compiled shop = compiler.compile(Map.of("shop.Shop", SHOP), with(jar));
        assertThat(shop.errors()).isEmpty();
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, TestCompiler.class.getClassLoader())) {
            assertIsTheShop(shop.load(loader));
        }
    }

    @ParameterizedTest
    @EnumSource
    void pipeline_ofAnotherPackage_mustBePublic(TestCompiler compiler) {
        Map<String, String> sources = Map.of(
                "sales.Sales",
                SALES.replace("public class", "class"),
                "shop.Shop",
                SHOP.replace("sales.Sales;", "sales.*;"));
        assertThat(compiler.compile(sources, List.of()).errors())
                .anySatisfy(error -> assertThat(error.text()).contains("Sales"));
        Compiled methods = compiler.compile(
                Map.of("sales.Sales", SALES.replace("public static List", "static List"), "shop.Shop", SHOP),
                List.of());
        assertThat(methods.errors()).hasSize(1);
        assertThat(methods.errors().get(0).text())
                .contains(
                        "[freshet/NotAccessible]",
                        "cannot access the method of Sales.clean: it is not public",
                        "Fix: make Sales.clean public.");
    }

    @ParameterizedTest
    @EnumSource
    void pipeline_thatIncludesItself_inARing_isAnErrorOfEach(TestCompiler compiler) {
        String ring = """
                package ring;
                import dev.freshet.*;
                @Pipeline(include = @Include(value = B.class, as = "b"))
                public class A { @Node public static int a(int x) { return x; } }
                """;
        Compiled compiled = compiler.compile(
                Map.of(
                        "ring.A",
                        ring,
                        "ring.B",
                        ring.replace("B.class, as = \"b\"", "A.class, as = \"a\"")
                                .replace("class A {", "class B {")),
                List.of());
        assertThat(compiled.errors().stream().map(TestCompiler.Message::code))
                .containsExactlyInAnyOrder("BadInclude", "BadInclude");
        assertThat(compiled.errors().get(0).text()).containsAnyOf("A -> B -> A", "B -> A -> B");
    }

    @ParameterizedTest
    @EnumSource
    void pipelines_withObjects_areCreatedOfAll(TestCompiler compiler) throws ReflectiveOperationException {
        String source = """
                package demo;
                import dev.freshet.*;
                @Pipeline(include = {@Include(value = Outer.Inner.class, as = "a.b"), @Include(value = Outer.Inner.class, as = "c")})
                public class Outer {
                  @Node(inputs = {"a.b.size", "c.size"}, outputs = "sum") int sum(int a, int c) { return a + c + offset; }
                  final int offset;
                  public Outer(int offset) { this.offset = offset; }
                  @Pipeline public static class Inner {
                    final int size;
                    public Inner(int size) { this.size = size; }
                    @Node(inputs = {}) int size() { return size; }
                  }
                }
                """;
        Compiled compiled = compiler.compile("demo.Outer", source);
        assertThat(compiled.errors()).isEmpty();
        ClassLoader loader = compiled.load();
        Class<?> outer = loader.loadClass("demo.Outer");
        Class<?> inner = loader.loadClass("demo.Outer$Inner");
        CompiledPipeline pipeline = (CompiledPipeline) loader.loadClass("demo.OuterPipeline")
                .getMethod("create", inner, inner, outer)
                .invoke(
                        null,
                        inner.getConstructor(int.class).newInstance(1),
                        inner.getConstructor(int.class).newInstance(20),
                        outer.getConstructor(int.class).newInstance(300));
        assertThat(Run.of(pipeline).runner(Runner.threads(2)).start().orThrow().get(new DatasetRef<Integer>("sum")))
                .isEqualTo(321);
        assertThat(loader.loadClass("demo.OuterPipeline$Nodes$A$B")
                        .getField("SIZE")
                        .get(null))
                .isEqualTo(new NodeRef("a.b.size"));
    }

    @ParameterizedTest
    @EnumSource
    void includes_mayBeNested(TestCompiler compiler) throws ReflectiveOperationException {
        String source = """
                package demo;
                import dev.freshet.*;
                @Pipeline(include = @Include(value = Top.Middle.class, as = "m", inputs = "x = start"))
                public class Top {
                  @Node(inputs = {"m.i.y", "m.z"}, outputs = "sum") static int sum(int y, int z) { return y + z; }
                  @Pipeline(include = @Include(value = Inner.class, as = "i", inputs = "x"))
                  public static class Middle {
                    @Node(inputs = {"i.y", "x"}, outputs = "z") static int middle(int y, int x) { return y * x; }
                  }
                  @Pipeline public static class Inner {
                    @Node(inputs = "x", outputs = "y") static int inner(int x) { return x + 1; }
                  }
                }
                """;
        Compiled compiled = compiler.compile("demo.Top", source);
        assertThat(compiled.errors()).isEmpty();
        ClassLoader loader = compiled.load();
        assertThat(Run.of(create(loader, "demo.TopPipeline"))
                        .input(new DatasetRef<>("start"), 4)
                        .start()
                        .orThrow()
                        .get(new DatasetRef<Integer>("sum")))
                .isEqualTo(5 + 20);
        assertThat(loader.loadClass("demo.TopPipeline$Data$M$I").getField("Y").get(null))
                .isEqualTo(new DatasetRef<>("m.i.y"));
    }

    private static final String SINKS = """
            package demo;
            import dev.freshet.*;
            import java.util.*;
            @Pipeline(include = @Include(value = Outer.Inner.class, as = "eu", inputs = "n", parameters = "ys"))
            public class Outer {
              @Node(inputs = {"n", "eu.ys", "params:ys"}, outputs = {"z", "ys"})
              static int outer(int n, List<Integer> inner, int ys, Sink<Integer> own) { own.accept(n + ys); return inner.size(); }
              @Pipeline public static class Inner {
                @Node(inputs = {"n", "params:ys"}, outputs = "ys")
                public static void inner(int n, int ys, Sink<Integer> sink) { sink.accept(n * ys); }
              }
            }
            """;

    /** The list of an included pipeline is not that of the same name around it; nor is a parameter. */
    @ParameterizedTest
    @EnumSource
    void sinks_ofAnIncludedPipeline_addToTheirOwnDataset(TestCompiler compiler) throws ReflectiveOperationException {
        Compiled compiled = compiler.compile("demo.Outer", SINKS);
        assertThat(compiled.errors()).isEmpty();
        ClassLoader loader = compiled.load();
        CompiledPipeline outer = create(loader, "demo.OuterPipeline");
        Class<?> inputs = loader.loadClass("demo.OuterPipeline$Inputs");
        assertThat(Arrays.stream(inputs.getRecordComponents()).map(RecordComponent::getName))
                .containsExactly("n", "ys");
        Object outputs = outer.getClass()
                .getMethod("call", inputs)
                .invoke(outer, inputs.getDeclaredConstructors()[0].newInstance(5, 2));
        assertThat(outputs.getClass().getMethod("z").invoke(outputs)).isEqualTo(1);
        assertThat(outputs.getClass().getMethod("ys").invoke(outputs)).isEqualTo(List.of(7));
    }
}
