package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.FileFormat;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.plan.CompiledPipeline;
import dev.freshet.runtime.run.Run;
import dev.freshet.runtime.run.RunReport;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code of a project that Freshet calls for a node counts as the node's own: dataset types, compressions, validators,
 * and providers of injected objects. No code of the node names it.
 */
final class CalledCodeTest {
    private static final String PIPELINE = """
            package demo;
            import dev.freshet.*;
            import java.util.List;
            @Pipeline(inputs = "raw") public class Sales {
              @Node(outputs = "loud") public static String shout(String raw) { return raw; }
              @Node(outputs = "heard") public static String hear(String loud) { return loud; }
              @Node(outputs = "packed") public static String pack(String raw) { return raw; }
              @Node(outputs = "made") public static String make(@Injected Tool tool, String raw) { return tool.use(raw); }
              @Node(outputs = "fares") public static List<Fare> price(String raw) { return List.of(new Fare(raw.length())); }
              @Node(outputs = "total") public static String total(List<Fare> fares) { return "" + fares; }
              @Node(outputs = "loose") public static List<Fare> estimate(String raw) { return List.of(new Fare(raw.length())); }
              @Node(outputs = "limited") public static String limit(@Param("fare") Fare fare) { return "" + fare; }
              @Node(outputs = "passed") public static String whisper(String raw) { return raw; }
              @Node(outputs = "told") public static String tell(String passed) { return passed; }
              @Node(outputs = "held") public static Held hold(String raw) { return new Held(new Inner(), new Box<>(new Other())); }
              @Node(outputs = "plain") public static String plain(String raw) { return raw; }
            }
            """;
    private static final String TOOLS = """
            package demo;
            public interface Tool { String use(String text); }
            class Limit { static boolean isKept(int euros) { return euros < 900; } }
            class Volume { static String of(String text) { return text + "!"; } }
            class Key { static int of(int each) { return each ^ 1; } }
            class Held {
              public final Object any;
              public final Box<?> box;
              Held(Object any, Box<?> box) { this.any = any; this.box = box; }
            }
            class Box<T> { public final T content; Box(T content) { this.content = content; } }
            class Inner { public int getSize() { return 1 + 0; } }
            class Other { public int getWeight() { return 2 + 0; } }
            class Label { static final StringBuilder TEXT = new StringBuilder("tool "); }
            """;
    private static final String FORMAT = """
            package demo;
            import dev.freshet.dataset.*;
            import java.io.*;
            import java.nio.charset.StandardCharsets;
            public class Shout implements FileFormat {
              public String name() { return "shout"; }
              public String holds() { return "text"; }
              public boolean accepts(java.lang.reflect.Type type) { return type == String.class; }
              public FileCodec open(java.lang.reflect.Type type, OptionValues options) {
                return new ValueCodec() {
                  public Object read(InputStream in) throws IOException {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "?";
                  }
                  public void write(OutputStream out, Object value) throws IOException {
                    out.write(Volume.of(value.toString()).getBytes(StandardCharsets.UTF_8));
                  }
                };
              }
            }
            """;
    private static final String COMPRESSION = """
            package demo;
            import java.io.*;
            public class Xor implements dev.freshet.dataset.CompressionFormat {
              public String suffix() { return ".xor"; }
              public String name() { return "xor"; }
              public InputStream unpack(InputStream packed) throws IOException { throw new IOException("not read"); }
              public OutputStream pack(OutputStream out) {
                return new FilterOutputStream(out) {
                  @Override public void write(int each) throws IOException { out.write(Key.of(each)); }
                };
              }
            }
            """;
    private static final String PROVIDER = """
            package demo;
            import dev.freshet.dataset.*;
            public class Maker implements InjectedProvider {
              public String type() { return "demo.Tool"; }
              public Object get(ExtensionSettings settings) { return new Hammer(Label.TEXT.toString()); }
            }
            record Hammer(String label) implements Tool { public String use(String text) { return label + text; } }
            """;
    private static final String FARE = "package demo; public record Fare(int euros) {}";
    private static final String VALIDATOR = """
            package demo;
            import dev.freshet.dataset.ValueValidator;
            import java.util.List;
            public class Limits implements ValueValidator {
              public boolean hasRules(Class<?> type) { return type == Fare.class; }
              public List<Violation> check(Object value) {
                return Limit.isKept(((Fare) value).euros())
                    ? List.of() : List.of(new Violation(List.of(), "is too much", value));
              }
            }
            """;
    private static final String CATALOG = """
            raw: {type: text, path: raw.txt}
            fares: {type: jsonl, path: out/fares.jsonl}
            total: {type: text, path: out/total.txt}
            loose: {type: jsonl, path: out/loose.jsonl, validate: false}
            limited: {type: text, path: out/limited.txt}
            passed: {type: memory, spill: shout}
            told: {type: text, path: out/told.txt}
            loud: {type: shout, path: out/loud.txt}
            heard: {type: text, path: out/heard.txt}
            packed: {type: text, path: out/packed.xor}
            made: {type: text, path: out/made.txt}
            held: {type: json, path: out/held.json}
            plain: {type: text, path: out/plain.txt}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        write("src/Sales.java", PIPELINE);
        write("src/Tool.java", TOOLS);
        write("src/Shout.java", FORMAT);
        write("src/Xor.java", COMPRESSION);
        write("src/Maker.java", PROVIDER);
        write("src/Fare.java", FARE);
        write("src/Limits.java", VALIDATOR);
        write("conf/base/parameters.yml", "fare: {euros: 5}");
        write("conf/base/catalog.yml", CATALOG);
        write("raw.txt", "raw");
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Compiles and runs everything; returns the nodes that ran. */
    private Set<String> run(String classes, String state) throws IOException {
        Path output = directory.resolve(classes);
        if (!Files.exists(output)) {
            Path datasets = Path.of(URI.create(FileFormat.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()));
            SourceCompiler.compile(MutationTest.files(directory.resolve("src")), output, List.of(datasets));
            String services = classes + "/META-INF/services/dev.freshet.dataset.";
            write(services + "FileFormat", "demo.Shout");
            write(services + "CompressionFormat", "demo.Xor");
            write(services + "InjectedProvider", "demo.Maker");
            write(services + "ValueValidator", "demo.Limits");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {output.toUri().toURL()}, getClass().getClassLoader())) {
            thread.setContextClassLoader(loader);
            CompiledPipeline pipeline = (CompiledPipeline)
                    loader.loadClass("demo.SalesPipeline").getMethod("create").invoke(null);
            return ran(Run.of(pipeline)
                    .conf(directory.resolve("conf"))
                    .stateDirectory(directory.resolve(state))
                    .start());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Set<String> ran(RunReport report) {
        Set<String> ran = new TreeSet<>();
        for (NodeReport node : report.nodes()) {
            if (!(node instanceof NodeReport.Skipped)) {
                assertThat(node).isInstanceOf(NodeReport.Succeeded.class);
                ran.add(node.node());
            }
        }
        return ran;
    }

    private SortedMap<String, String> outputs() throws IOException {
        SortedMap<String, String> outputs = new TreeMap<>();
        for (Path file : MutationTest.files(directory.resolve("out"))) {
            outputs.put(file.getFileName().toString(), Files.readString(file));
        }
        return outputs;
    }

    /** An edit of the project, and the nodes that it concerns. */
    private record Edit(String file, String before, String after, String... nodes) {}

    private static final List<Edit> EDITS = List.of(
            new Edit("Tool", "text + \"!\"", "text + \".\"", "shout", "hear", "whisper", "tell"),
            new Edit("Shout", "+ \"?\"", "+ \";\"", "shout", "hear", "whisper", "tell"),
            new Edit("Tool", "euros < 900", "euros < 800", "price", "total", "limit", "hold"),
            new Edit("Limits", "is too much", "is more than allowed", "price", "total", "limit", "hold"),
            new Edit("Tool", "each ^ 1", "each ^ 2", "pack"),
            new Edit("Tool", "\"tool \"", "\"other \"", "make"),
            new Edit("Tool", "1 + 0", "1 + 1", "hold"),
            new Edit("Tool", "2 + 0", "2 + 2", "hold"),
            new Edit("Maker", "label + text", "text + label", "make"));

    @Test
    void codeThatFreshetCalls_edited_runsItsNodes() throws IOException {
        assertThat(run("classes", "state")).hasSize(12);
        assertThat(run("classes", "state")).isEmpty();
        for (int i = 0; i < EDITS.size(); i++) {
            Edit edit = EDITS.get(i);
            Path source = directory.resolve("src").resolve(edit.file() + ".java");
            String text = Files.readString(source);
            assertThat(text).containsOnlyOnce(edit.before());
            Files.writeString(source, text.replace(edit.before(), edit.after()));
            assertThat(run("edited" + i, "state")).as(edit.after()).containsExactlyInAnyOrder(edit.nodes());
        }
        SortedMap<String, String> incremental = outputs();
        assertThat(run("edited" + (EDITS.size() - 1), "clean")).hasSize(12);
        assertThat(outputs()).isEqualTo(incremental);
    }
}
