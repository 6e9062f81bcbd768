package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The commands name what no fingerprint sees, also where it was compiled by another compilation. */
@Isolated("captures what the process prints")
final class ImpureCommandsTest {
    private static final String PIPELINE = """
            package demo;
            import dev.freshet.*;
            @Pipeline(inputs = "raw") public class Sales {
              @Node(inputs = "raw", outputs = "orders") public static String clean(String raw) { return raw + Dates.today(); }
              @Node(inputs = "orders", outputs = "size") public static int size(String orders) { return orders.length(); }
              @Node(inputs = "raw", outputs = "stamp", rerun = Rerun.ALWAYS)
              public static String stamp(String raw) { return Dates.today(); }
            }
            """;
    private static final String HELPER = """
            package demo;
            public class Dates {
              public static String today() {
                return later().toString();
              }
              static Object later() {
                return java.time.LocalDate.now();
              }
            }
            """;
    private static final String USE =
            "clean reads the clock: LocalDate.now() in Dates.later, Dates.java:7, reached by way of Sales.clean, Dates.today";

    @TempDir
    Path directory;

    private String output(String... arguments) throws IOException {
        Path helpers = directory.resolve("helpers");
        Path classes = directory.resolve("classes");
        if (!Files.exists(classes)) {
            compile("Dates", HELPER, helpers, List.of());
            compile("Sales", PIPELINE, classes, List.of(helpers));
            Path base = Files.createDirectories(directory.resolve("conf/base"));
            Files.writeString(base.resolve("catalog.yml"), """
                    raw: {type: text, path: raw.txt}
                    orders: {type: text, path: orders.txt}
                    """);
            Files.writeString(directory.resolve("raw.txt"), "raw");
        }
        URL[] urls = {classes.toUri().toURL(), helpers.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            return printed(
                    (CompiledPipeline) loader.loadClass("demo.SalesPipeline")
                            .getMethod("create")
                            .invoke(null),
                    arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void compile(String name, String source, Path output, List<Path> classPath) throws IOException {
        Path file = output.resolveSibling("src").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        SourceCompiler.compile(List.of(Files.writeString(file, source)), output, classPath);
    }

    private String printed(CompiledPipeline pipeline, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--conf-source";
        all[arguments.length + 1] = directory.resolve("conf").toString();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            assertThat(Freshet.main(pipeline, all)).isZero();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void plan_namesWhatNoFingerprintSees() throws IOException {
        assertThat(output("plan"))
                .contains("No fingerprint covers that:\n  " + USE)
                .doesNotContain("stamp reads");
    }

    @Test
    void plan_asJson_hasItByNode() throws IOException {
        assertThat(output("plan", "--json"))
                .containsOnlyOnce("\"impure\":[\"" + USE.substring("clean ".length()) + "\"]");
    }

    @Test
    void why_namesThatOfItsNodeOnly() throws IOException {
        assertThat(output("why", "clean")).contains("no fingerprint covers that " + USE);
        assertThat(output("why", "size")).doesNotContain("no fingerprint");
    }

    @Test
    void fingerprints_nameIt() throws IOException {
        assertThat(output("fingerprints")).contains(USE);
    }
}
