package dev.freshet.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The samples of {@code docs/embedding.md}, {@code docs/kedro.md} and {@code docs/setup.md}. */
final class NewcomerSamples {
    /** What the samples use of Spring, by package: the types of the same names, without what they do. */
    private static final Map<String, String> SPRING = Map.of(
            "stereotype.Component", "public @interface Component {}",
            "context.annotation.Configuration", "public @interface Configuration {}",
            "context.ConfigurableApplicationContext", """
                    public interface ConfigurableApplicationContext extends AutoCloseable {
                        <T> T getBean(Class<T> type);
                        @Override void close();
                    }
                    """,
            "scheduling.annotation.EnableScheduling", "public @interface EnableScheduling {}",
            "scheduling.annotation.Scheduled", "public @interface Scheduled { String cron(); }",
            "boot.WebApplicationType", "public enum WebApplicationType { NONE }",
            "boot.SpringApplication", """
                    public class SpringApplication {
                        public SpringApplication(Class<?>... sources) {}
                        public void setWebApplicationType(WebApplicationType type) {}
                        public org.springframework.context.ConfigurableApplicationContext run(String... arguments) {
                            throw new UnsupportedOperationException();
                        }
                    }
                    """);

    private static final String HEAD = """
            package org.example;
            import dev.freshet.*;
            import dev.freshet.runtime.cli.Freshet;
            import dev.freshet.runtime.run.*;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.List;
            import org.slf4j.*;
            """
            + SPRING.keySet().stream()
                    .sorted()
                    .map(type -> "import org.springframework." + type + ";\n")
                    .collect(Collectors.joining());

    private NewcomerSamples() {}

    static List<Sample> all() {
        return List.of(
                new Sample(
                        "the service runs the pipeline with its bean",
                        List.of(
                                "docs/embedding.md#spring-boot",
                                "docs/embedding.md#spring-boot (2)",
                                "docs/embedding.md#the-command-line-of-a-service"),
                        NewcomerSamples::runsInAService),
                new Sample(
                        "the pipeline runs",
                        List.of("docs/kedro.md#catalog-entries", "docs/kedro.md#catalog-entries (2)"),
                        NewcomerSamples::runsAsInKedro),
                Sample.of("docs/setup.md#named-modules", "the module compiles", NewcomerSamples::isAModule));
    }

    private static void runsInAService(Project project, List<String> texts) throws Exception {
        for (Map.Entry<String, String> type : SPRING.entrySet()) {
            String name = "org.springframework." + type.getKey();
            project.java(name, "package " + name.substring(0, name.lastIndexOf('.')) + ";\n" + type.getValue());
        }
        String conf = project.path("conf").toString().replace("\\", "/");
        project.java(
                "org.example.Rates", "package org.example;\nclass Rates { double of(String c) { return 0.5; } }\n");
        project.java("org.example.Sales", HEAD + texts.get(0));
        project.java(
                "org.example.Nightly", HEAD + texts.get(1).replace("Path.of(\"conf\")", "Path.of(\"" + conf + "\")"));
        project.java("org.example.SalesCommands", HEAD + texts.get(2));
        project.file(
                "conf/base/catalog.yml",
                "orders_raw: {type: csv, path: orders.csv}\ntotal: {type: json, path: total.json}\n");
        project.file("orders.csv", "id,amount,currency\na,10,USD\nb,2,USD\n");
        Sources.compile(project);
        project.inProject(() -> {
            Object sales = make("Sales", make("Rates"));
            Method run = accessible(type("Nightly").getDeclaredMethod("run"));
            return run.invoke(make("Nightly", sales));
        });
        assertThat(project.read("total.json").strip()).isEqualTo("6.0");
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName("org.example." + name, true, Thread.currentThread().getContextClassLoader());
    }

    private static Object make(String type, Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = type(type).getDeclaredConstructors()[0];
        return accessible(constructor).newInstance(arguments);
    }

    private static <T extends AccessibleObject> T accessible(T member) {
        member.setAccessible(true);
        return member;
    }

    private static void runsAsInKedro(Project project, List<String> texts) throws Exception {
        project.java("demo.DataProcessing", Sources.unit(texts.get(0)));
        Sources.configuration(project, texts.get(1));
        project.file("data/01_raw/companies.csv", "id,company_rating,iata_approved\n1,90%,t\n2,,f\n");
        Sources.compile(project);
        project.freshet("demo.DataProcessingPipeline", "run").succeeded();
        assertThat(project.read("data/02_intermediate/preprocessed_companies.csv"))
                .isEqualTo("id,companyRating,iataApproved\n1,0.9,true\n2,,false\n");
    }

    /** With Freshet and what it needs on the module path. */
    private static void isAModule(Project project, List<String> texts) throws Exception {
        project.file("src/module-info.java", texts.get(0));
        project.file("src/org/example/sales/Sale.java", "package org.example.sales;\nrecord Sale(String id) {}\n");
        String path = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> each.endsWith(".jar") || Files.exists(Path.of(each, "module-info.class")))
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter told = new StringWriter();
        PrintWriter out = new PrintWriter(told, true);
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        out,
                        out,
                        "--module-path",
                        path,
                        "-proc:none",
                        "-d",
                        project.path("modules").toString(),
                        project.path("src/module-info.java").toString(),
                        project.path("src/org/example/sales/Sale.java").toString());
        assertThat(code).as(told.toString()).isZero();
    }
}
