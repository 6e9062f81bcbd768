package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes one place of a realistic package and looks whose fingerprint changes: exactly that of the nodes which the table
 * names, whether everything is compiled anew or the changed file only.
 */
@Execution(ExecutionMode.CONCURRENT)
final class MutationTest {
    private static final Path RESOURCES = Path.of("src/test/resources/mutation");
    private static final Path GOLDEN = Path.of("src/test/resources/golden/fingerprints.txt");
    private static final boolean UPDATE = Boolean.getBoolean("freshet.golden.update");

    @TempDir
    static Path base;

    private static Map<String, String> original;

    @TempDir
    Path mutated;

    /**
     * A change.
     *
     * @param file without {@code .java}; of the other module it begins with {@code lib/}
     * @param nodes those that must change
     * @param alone those that must change if the file alone is compiled anew
     */
    record Mutation(
            String name, String file, TreeSet<String> nodes, TreeSet<String> alone, String before, String after) {
        static Mutation parse(String line) {
            String[] fields = line.split(" \\| ", 4);
            int arrow = fields[3].indexOf(" => ");
            String[] nodes = fields[2].split("; alone ");
            return new Mutation(
                    fields[0],
                    fields[1],
                    nodes(nodes[0]),
                    nodes(nodes[nodes.length - 1]),
                    unescape(fields[3].substring(0, arrow)),
                    unescape(fields[3].substring(arrow + 4)));
        }

        private static TreeSet<String> nodes(String text) {
            TreeSet<String> nodes = new TreeSet<>(List.of(text.split(", ")));
            nodes.remove("-");
            return nodes;
        }

        private static String unescape(String text) {
            return text.replace("\\\\", "\0")
                    .replace("\\n", "\n")
                    .replace("\\|", "|")
                    .replace("\0", "\\");
        }

        String module() {
            return file.startsWith("lib/") ? "lib" : "shop";
        }

        String path() {
            return file.startsWith("lib/") ? file + ".java" : "shop/" + file + ".java";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Mutation> mutations() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("mutations.txt")).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Mutation::parse)
                .toList();
    }

    @BeforeAll
    static void compileOriginal() throws IOException {
        copySources(base);
        compileLib(base);
        compileShop(base);
        original = fingerprints(base);
    }

    static void copySources(Path project) throws IOException {
        for (String module : List.of("lib", "shop")) {
            Path to = Files.createDirectories(project.resolve("src").resolve(module));
            for (Path file : files(RESOURCES.resolve(module))) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void compileLib(Path project) throws IOException {
        SourceCompiler.compile(files(project.resolve("src/lib")), project.resolve("lib"), List.of());
    }

    private static void compileShop(Path project) throws IOException {
        SourceCompiler.compile(
                files(project.resolve("src/shop")), project.resolve("shop"), List.of(project.resolve("lib")));
    }

    private static Map<String, String> fingerprints(Path project) throws IOException {
        return fingerprints(project.resolve("shop"), project.resolve("lib"));
    }

    /** By node, besides warnings. */
    static Map<String, String> fingerprints(Path shop, Path lib) throws IOException {
        List<Path> classPath = List.of(shop, lib);
        URL[] urls = {shop.toUri().toURL(), lib.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, MutationTest.class.getClassLoader())) {
            return fingerprints(create(loader), classPath);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, String> fingerprints(CompiledPipeline pipeline, List<Path> classPath) throws IOException {
        Map<String, String> byNode = new TreeMap<>();
        try (Linker linker =
                new Linker(ClassPath.of(classPath), pipeline.codes().nodes())) {
            for (int node = 0; node < pipeline.graph().nodeCount(); node++) {
                NodeCode code = pipeline.codes().nodes().get(node);
                byNode.put(pipeline.graph().node(node), linker.link(code).fingerprint());
            }
            linker.warnings().forEach(warning -> byNode.put("warning: " + warning, ""));
        }
        return byNode;
    }

    private static CompiledPipeline create(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> generated = loader.loadClass("shop.FlowPipeline");
        Class<?> holder = loader.loadClass("shop.Flow");
        try {
            return (CompiledPipeline) generated.getMethod("create").invoke(null);
        } catch (NoSuchMethodException needsHolder) {
            return (CompiledPipeline) generated
                    .getMethod("create", holder)
                    .invoke(null, holder.getConstructor().newInstance());
        }
    }

    private static TreeSet<String> changed(Map<String, String> after) {
        TreeSet<String> changed = new TreeSet<>();
        after.forEach((node, fingerprint) -> {
            if (!node.startsWith("warning: ") && !fingerprint.equals(original.get(node))) {
                changed.add(node);
            }
        });
        return changed;
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void mutation_changesItsNodesOnly(Mutation mutation) throws IOException {
        copySources(mutated);
        Path source = mutated.resolve("src").resolve(mutation.path());
        String text = Files.readString(source);
        assertThat(text.split(Pattern.quote(mutation.before()), -1))
                .as("places")
                .hasSize(2);
        Files.writeString(source, text.replace(mutation.before(), mutation.after()));
        if (mutation.module().equals("lib")) {
            compileLib(mutated);
        } else {
            IncrementalPairsTest.copy(base.resolve("lib"), mutated.resolve("lib"));
        }
        compileShop(mutated);
        Map<String, String> clean = fingerprints(mutated);
        assertThat(changed(clean)).as("compiled clean").isEqualTo(mutation.nodes());
        assertIncremental(mutation, source, clean);
    }

    /** Compiles the changed file alone, against the classes of the original. */
    private void assertIncremental(Mutation mutation, Path source, Map<String, String> clean) throws IOException {
        Path project = Files.createDirectories(mutated.resolve("incremental"));
        for (String module : List.of("lib", "shop")) {
            IncrementalPairsTest.copy(base.resolve(module), project.resolve(module));
        }
        Path output = project.resolve(mutation.module());
        if (SourceCompiler.tryCompile(
                List.of(source), output, List.of(project.resolve("lib"), project.resolve("shop")))) {
            Map<String, String> incremental = fingerprints(project);
            assertThat(changed(incremental)).as("only the file compiled").isEqualTo(mutation.alone());
            boolean isStale = incremental.keySet().stream().anyMatch(key -> key.contains("recompile"));
            if (!isStale && mutation.alone().equals(mutation.nodes())) {
                assertThat(incremental).as("equal to the clean build").containsAllEntriesOf(clean);
            }
        }
    }

    @Test
    void table_hasEnoughMutations_eachOnce() throws IOException {
        assertThat(mutations()).hasSizeGreaterThanOrEqualTo(150).doesNotHaveDuplicates();
    }

    /** The suite runs on several JDKs: all must give what is in the file. */
    @Test
    void fingerprints_areTheSameOnEveryJdk() throws IOException {
        List<String> lines = new ArrayList<>();
        original.forEach((node, fingerprint) -> lines.add(node + " " + fingerprint));
        if (UPDATE) {
            Files.write(GOLDEN, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
    }
}
