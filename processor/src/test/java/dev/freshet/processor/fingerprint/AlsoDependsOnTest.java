package dev.freshet.processor.fingerprint;

import static dev.freshet.processor.fingerprint.SampleProgram.deleteObjectFiles;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.NodeCode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A node depends on a type that it names in {@code alsoDependsOn} and on all its subtypes, whether they are the project's, a library's or the JDK's. The project
 * is {@code demo}; {@code plug} and {@code more} are libraries that it uses, and {@code late} is one that uses it, as a plug-in
 * does.
 */
final class AlsoDependsOnTest {
    private static final List<String> MODULES = List.of("late", "demo", "more", "plug");

    @TempDir
    static Path directory;

    private static final List<Path> CLASSES = new ArrayList<>();

    @BeforeAll
    static void compile() throws IOException {
        write("plug/plug/Plug.java", "package plug; public interface Plug { int get(); }");
        write("plug/plug/Base.java", "package plug; public abstract class Base implements Plug {}");
        write("plug/plug/Near.java", "package plug; class Near implements Plug { public int get() { return 101; } }");
        write("plug/plug/Other.java", "package plug; class Other { public int get() { return 102; } }");
        write("more/more/Far.java", "package more; class Far extends plug.Base { public int get() { return 103; } }");
        write(
                "more/more/Job.java",
                "package more; class Job implements Runnable { public void run() { int i = 104; } }");
        write("demo/demo/Open.java", "package demo; public class Open { public int get() { return 1; } }");
        write("late/late/Late.java", "package late; class Late extends demo.Open { public int get() { return 109; } }");
        write(
                "demo/demo/Flow.java",
                "package demo; public class Flow { public static int node(int in) { return in; } }");
        write(
                "demo/demo/Own.java",
                "package demo; class Own implements plug.Plug { public int get() { return 105; } }");
        write(
                "demo/demo/Task.java",
                "package demo; class Task implements Runnable { public void run() { int i = 106; } }");
        write("demo/demo/Anonymous.java", """
                package demo;
                class Anonymous {
                    static final plug.Plug PLUG = new plug.Plug() { public int get() { return 107; } };
                }
                """);
        write("demo/demo/Lambdas.java", """
                package demo;
                class Lambdas {
                    static final java.util.function.BinaryOperator<Integer> LAMBDA = (one, other) -> one + 112;
                    static final Object ANONYMOUS = new java.util.Comparator<Integer>() {
                        public int compare(Integer one, Integer other) { return 113; }
                    };
                    static final Object BOTH = (Runnable & java.io.Serializable) () -> { int i = 115; };
                    static final java.util.function.IntSupplier REFERENCE = Lambdas::made;
                    static int made() { return 114; }
                    static Object local() {
                        class Local implements java.util.concurrent.Callable<Integer> {
                            public Integer call() { return 116; }
                        }
                        return new Local();
                    }
                    static final plug.Plug AND = (plug.Plug & java.io.Serializable) () -> 117;
                }
                """);
        write("plug/plug/Shape.java", """
                package plug;
                @com.fasterxml.jackson.annotation.JsonTypeInfo(use = com.fasterxml.jackson.annotation.JsonTypeInfo.Id.CLASS)
                public abstract class Shape {}
                """);
        write("plug/plug/Held.java", "package plug; public class Held { public java.util.List<Shape> shapes; }");
        write("plug/plug/Plain.java", "package plug; public abstract class Plain {}");
        write("more/more/Round.java", "package more; class Round extends plug.Shape { int get() { return 110; } }");
        write("more/more/Kind.java", "package more; class Kind extends plug.Plain { int get() { return 111; } }");
        MODULES.forEach(module -> CLASSES.add(directory.resolve("classes").resolve(module)));
        for (int i = CLASSES.size() - 1; i >= 0; i--) {
            compile(i, CLASSES.get(i));
        }
    }

    /** Leaves the object files of the project only. */
    private static void compile(int module, Path output) throws IOException {
        SourceCompiler.compile(
                MutationTest.files(directory.resolve("src").resolve(MODULES.get(module))),
                output,
                CLASSES.subList(module + 1, CLASSES.size()));
        if (module != MODULES.indexOf("demo")) {
            deleteObjectFiles(output);
        }
    }

    private static Path write(String name, String text) throws IOException {
        Path file = directory.resolve("src").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String linked(List<Path> classes, NodeCode node) {
        try (Linker linker = new Linker(ClassPath.of(classes), List.of(node))) {
            return linker.link(node).fingerprint();
        }
    }

    /** Compiles a module with another number in a file, and takes that back. */
    private static List<Path> edited(String file, String number, Path output) throws IOException {
        Path source = directory.resolve("src").resolve(file);
        String text = Files.readString(source);
        int module = MODULES.indexOf(file.substring(0, file.indexOf('/')));
        List<Path> classes = new ArrayList<>(CLASSES);
        classes.set(module, output);
        try {
            Files.writeString(source, text.replace(number, number + 1));
            compile(module, output);
        } finally {
            Files.writeString(source, text);
        }
        return classes;
    }

    @ParameterizedTest
    @CsvSource({
        "plug/Plug, plug/plug/Near.java, 101, true",
        "plug/Plug, plug/plug/Other.java, 102, false",
        "plug/Plug, more/more/Far.java, 103, true",
        "plug/Plug, more/more/Job.java, 104, false",
        "plug/Plug, demo/demo/Own.java, 105, true",
        "plug/Plug, demo/demo/Anonymous.java, 107, true",
        "plug/Base, plug/plug/Near.java, 101, false",
        "plug/Base, more/more/Far.java, 103, true",
        "java/lang/Runnable, more/more/Job.java, 104, true",
        "java/lang/Runnable, demo/demo/Task.java, 106, true",
        "java/lang/Runnable, demo/demo/Own.java, 105, false",
        "java/util/function/BinaryOperator, demo/demo/Lambdas.java, 112, true",
        "java/util/function/BiFunction, demo/demo/Lambdas.java, 112, true",
        "java/util/function/Function, demo/demo/Lambdas.java, 112, false",
        "java/util/Comparator, demo/demo/Lambdas.java, 113, true",
        "java/util/Comparator, demo/demo/Lambdas.java, 112, false",
        "java/util/function/IntSupplier, demo/demo/Lambdas.java, 114, true",
        "java/lang/Runnable, demo/demo/Lambdas.java, 115, true",
        "java/io/Serializable, demo/demo/Lambdas.java, 115, true",
        "java/util/concurrent/Callable, demo/demo/Lambdas.java, 116, true",
        "plug/Plug, demo/demo/Lambdas.java, 117, true",
        "demo/Own, demo/demo/Own.java, 105, true",
        "demo/Own, plug/plug/Near.java, 101, false",
        "demo/Open, late/late/Late.java, 109, true"
    })
    void subtype_changed_countsWhereverItIs(
            String type, String file, String number, boolean counts, @TempDir Path output) throws IOException {
        NodeCode node = node(List.of(), List.of(type), List.of());
        String before = linked(CLASSES, node);
        assertThat(before).matches("[0-9a-f]{64}");
        assertThat(linked(edited(file, number, output), node).equals(before)).isNotEqualTo(counts);
    }

    /** A file can name the class of a value, of which no code tells. */
    @ParameterizedTest
    @CsvSource({
        "plug/Shape, more/more/Round.java, 110, true",
        "plug/Held, more/more/Round.java, 110, true",
        "plug/Plain, more/more/Kind.java, 111, false"
    })
    void classThatOnlyDataName_changed_countsIfJacksonAllowsIt(
            String type, String file, String number, boolean counts, @TempDir Path output) throws IOException {
        NodeCode node = node(List.of("L" + type + ";"), List.of(), List.of());
        String before = linked(CLASSES, node);
        assertThat(linked(edited(file, number, output), node).equals(before)).isNotEqualTo(counts);
    }

    private static NodeCode node(List<String> types, List<String> alsoDependsOn, List<String> resources) {
        return new NodeCode("demo/Flow.node(I)I", types, alsoDependsOn, resources, "", false);
    }

    /** A list of services is read from all places, any other resource from the first. */
    @ParameterizedTest
    @CsvSource({
        "META-INF/services/plug.Plug, false, true",
        "META-INF/services/plug.Plug, true, true",
        "rules.txt, false, false",
        "rules.txt, true, false"
    })
    void resource_changedInTheSecondPlace_countsIfItListsServices(
            String name, boolean isAsked, boolean counts, @TempDir Path first, @TempDir Path second)
            throws IOException {
        for (Path place : List.of(first, second)) {
            Path file = place.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "plug.Near");
        }
        List<Path> places = new ArrayList<>(List.of(first, second));
        places.addAll(CLASSES);
        String before = withResource(places, isAsked, name);
        Files.writeString(second.resolve(name), "demo.Own");
        assertThat(withResource(places, isAsked, name).equals(before)).isNotEqualTo(counts);
        Files.writeString(first.resolve(name), "demo.Own");
        assertThat(withResource(places, isAsked, name)).isNotEqualTo(before);
    }

    private static String withResource(List<Path> places, boolean isAsked, String name) throws IOException {
        NodeCode node = node(List.of(), List.of(), List.of(name));
        URL[] urls = new URL[places.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = places.get(i).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls) {};
                Linker linker = new Linker(isAsked ? ClassPath.of(loader) : ClassPath.of(places), List.of(node))) {
            return linker.link(node).fingerprint();
        }
    }
}
