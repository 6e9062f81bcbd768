package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.cli.Freshet;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What changed in the code is named although another checkout, with other code, ran the node. */
@Isolated("captures what the process prints")
final class TeamWhyTest {
    private static final String PIPELINE = """
            package demo;
            import dev.freshet.*;
            @Pipeline(inputs = "raw") public class Sales {
              @Node(inputs = "raw", outputs = "orders") public static String clean(String raw) {
                return raw + Dates.today() + Dates.LIMIT;
              }
              @Node(inputs = "raw", outputs = "lost") public static String lose(String raw) throws Exception {
                return raw + Class.forName(raw);
              }
            }
            """;
    private static final String HELPER = """
            package demo;
            public class Dates {
              public static final int LIMIT = 4711;
              public static String today() {
                return "secret words" + java.time.LocalDate.now();
              }
            }
            """;

    @TempDir
    Path root;

    @BeforeEach
    void build() throws IOException {
        Files.createDirectories(root.resolve("data"));
        checkout("ana", HELPER);
        checkout("bob", HELPER.replace("4711", "4712").replace("words", "letters"));
    }

    private void checkout(String name, String helper) throws IOException {
        Path project = root.resolve(name);
        compile("Dates", helper, project.resolve("helpers"), List.of());
        compile("Sales", PIPELINE, project.resolve("classes"), List.of(project.resolve("helpers")));
        Path base = Files.createDirectories(project.resolve("conf/base"));
        String data = root.resolve("data").toString();
        Files.writeString(root.resolve("data/raw.txt"), "java.lang.String");
        Files.writeString(base.resolve("catalog.yml"), """
                raw: {type: text, path: %1$s/raw.txt}
                orders: {type: text, path: %1$s/orders.txt}
                lost: {type: text, path: %1$s/lost.txt}
                """.formatted(data));
        Files.writeString(
                base.resolve("run.yml"), "state: " + root.resolve("state") + "\nshared_paths: [" + data + "]\n");
    }

    private static void compile(String name, String source, Path output, List<Path> classPath) throws IOException {
        Path file = output.resolveSibling("src").resolve(name + ".java");
        Files.createDirectories(file.getParent());
        SourceCompiler.compile(List.of(Files.writeString(file, source)), output, classPath);
    }

    private String output(String checkout, String... arguments) throws IOException {
        Path project = root.resolve(checkout);
        URL[] urls = {
            project.resolve("classes").toUri().toURL(),
            project.resolve("helpers").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            CompiledPipeline pipeline = (CompiledPipeline)
                    loader.loadClass("demo.SalesPipeline").getMethod("create").invoke(null);
            String[] all = Stream.concat(
                            Stream.of(arguments),
                            Stream.of("--conf-source", project.resolve("conf").toString()))
                    .toArray(String[]::new);
            return printed(pipeline, all);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String printed(CompiledPipeline pipeline, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = System.out;
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            assertThat(Freshet.main(pipeline, arguments)).isZero();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void why_afterTheRunOfOtherCode_namesTheConstantAndTheMethod() throws IOException {
        output("ana", "run");
        assertThat(output("bob", "why", "clean"))
                .contains("constant Dates.LIMIT changed", "method Dates.today() changed, Dates.java:4")
                .contains("since " + System.getProperty("user.name") + "'s run ");
    }

    @Test
    void planAgainst_theMembersOfOtherCode_namesTheConstantAndTheMethod() throws IOException {
        Path lock = root.resolve("fingerprints.lock");
        output("ana", "fingerprints", "--write", lock.toString(), "--members");
        String members = Files.readString(root.resolve("fingerprints.lock.members"));
        assertThat(members)
                .contains("demo/Dates", "Dates.java")
                .doesNotContain("4711", "secret words", root.toString());
        Files.delete(root.resolve("data/raw.txt"));
        assertThat(output("bob", "plan", "--markdown", "--against", lock.toString()))
                .contains(
                        "<code>constant Dates.LIMIT changed",
                        "<code>method Dates.today&#40;&#41; changed, Dates.java:4</code>")
                .doesNotContain("its code changed");
        assertThat(output("ana", "plan", "--markdown", "--against", lock.toString()))
                .startsWith("### Sales: nothing to run\n");
        Files.delete(root.resolve("fingerprints.lock.members"));
        assertThat(output("bob", "plan", "--markdown", "--against", lock.toString()))
                .contains("<code>its code changed</code>");
    }

    @Test
    void links_inTheState_showNoSourceTextAndNoPath() throws IOException {
        output("ana", "run");
        String links;
        try (Stream<Path> files = Files.walk(root.resolve("state"))) {
            links = files.filter(file -> file.toString().endsWith(".gz"))
                    .map(TeamWhyTest::unpacked)
                    .collect(Collectors.joining());
        }
        assertThat(links)
                .contains("demo/Dates", "Dates.java")
                .doesNotContain("4711", "secret words", "LocalDate.now", "forName")
                .doesNotContain(root.toString())
                .doesNotContain(System.getProperty("user.home") + "/");
    }

    private static String unpacked(Path file) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
