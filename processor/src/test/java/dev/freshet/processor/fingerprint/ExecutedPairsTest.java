package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkedCode;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs both versions of small programs: where the value changes, the fingerprint must change, whatever its makers thought. All
 * pairs of a file are compiled together, once old and once new.
 */
final class ExecutedPairsTest {
    static final Path RESOURCES = Path.of("src/test/resources/pairs");

    @TempDir
    static Path directory;

    private static final Map<ExecutedPair, Version> OLD = new HashMap<>();
    private static final Map<ExecutedPair, Version> NEW = new HashMap<>();

    /** What one version of a program gives. */
    private record Version(String value, LinkedCode code) {}

    static List<ExecutedPair> pairs() throws IOException {
        List<ExecutedPair> pairs = new ArrayList<>();
        for (Path file : MutationTest.files(RESOURCES)) {
            if (release(file) <= Runtime.version().feature()) {
                pairs.addAll(ExecutedPair.read(file));
            }
        }
        return pairs;
    }

    /** The release of Java that a file is written for: 21 for {@code patterns-21.txt}, else 17. */
    static int release(Path file) {
        String number = file.getFileName().toString().replaceAll("\\D", "");
        return number.isEmpty() ? 17 : Integer.parseInt(number);
    }

    @BeforeAll
    static void compile() throws IOException, ReflectiveOperationException {
        for (Path file : MutationTest.files(RESOURCES)) {
            if (release(file) <= Runtime.version().feature()) {
                List<ExecutedPair> pairs = ExecutedPair.read(file);
                compile(pairs, release(file), directory.resolve(file.getFileName() + "-old"), false, OLD);
                compile(pairs, release(file), directory.resolve(file.getFileName() + "-new"), true, NEW);
            }
        }
    }

    private static void compile(
            List<ExecutedPair> pairs, int release, Path project, boolean isNew, Map<ExecutedPair, Version> to)
            throws IOException, ReflectiveOperationException {
        Path sources = Files.createDirectories(project.resolve("src"));
        for (ExecutedPair pair : pairs) {
            pair.write(sources, isNew);
        }
        Path classes = project.resolve("classes");
        SourceCompiler.compile(MutationTest.files(sources), classes, List.of(), release);
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, ExecutedPairsTest.class.getClassLoader())) {
            List<NodeCode> starts = new ArrayList<>();
            for (ExecutedPair pair : pairs) {
                starts.add(start(pair, loader));
            }
            try (Linker linker = new Linker(ClassPath.of(List.of(classes)), starts)) {
                for (int i = 0; i < pairs.size(); i++) {
                    to.put(pairs.get(i), new Version(value(pairs.get(i), loader), linker.link(starts.get(i))));
                }
            }
        }
    }

    static NodeCode start(ExecutedPair pair, ClassLoader loader) throws ReflectiveOperationException {
        if (pair.node().isEmpty()) {
            String method = pair.packageName() + "/Use.use()Ljava/lang/Object;";
            return new NodeCode(method, List.of(), List.of(), List.of(), "", false);
        }
        Class<?> generated = loader.loadClass(pair.packageName() + ".FlowPipeline");
        CompiledPipeline pipeline = create(pair, generated, loader);
        for (int node = 0; node < pipeline.graph().nodeCount(); node++) {
            if (pipeline.graph().node(node).equals(pair.node())) {
                return pipeline.codes().nodes().get(node);
            }
        }
        throw new AssertionError("no node " + pair.node());
    }

    /** Instance nodes are called on what {@code Use.flow} gives. */
    private static CompiledPipeline create(ExecutedPair pair, Class<?> generated, ClassLoader loader)
            throws ReflectiveOperationException {
        Method create = Arrays.stream(generated.getMethods())
                .filter(method -> method.getName().equals("create"))
                .findFirst()
                .orElseThrow();
        Object[] arguments = create.getParameterCount() == 0
                ? new Object[0]
                : new Object[] {
                    loader.loadClass(pair.packageName() + ".Use")
                            .getMethod("flow")
                            .invoke(null)
                };
        return (CompiledPipeline) create.invoke(null, arguments);
    }

    static String value(ExecutedPair pair, ClassLoader loader) throws ReflectiveOperationException {
        Method use = Class.forName(pair.packageName() + ".Use", false, loader).getMethod("use");
        try {
            return String.valueOf(use.invoke(null));
        } catch (InvocationTargetException e) {
            return "throws " + e.getCause().getClass().getName();
        } catch (ExceptionInInitializerError e) {
            return "fails in its initialiser";
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void fingerprint_changesWithTheValue(ExecutedPair pair) {
        assertThat(pair.hasEdit()).isTrue();
        Version before = OLD.get(pair);
        Version after = NEW.get(pair);
        String parts = before.code().parts() + "\n" + after.code().parts();
        if (pair.kind() == ExecutedPair.Kind.VALUE) {
            assertThat(after.value()).as("value of %s", pair).isNotEqualTo(before.value());
        } else {
            assertThat(after.value()).as("value of %s", pair).isEqualTo(before.value());
        }
        boolean isChanged = !after.code().fingerprint().equals(before.code().fingerprint());
        assertThat(isChanged)
                .as("the fingerprint changes: %s -> %s\n%s", before.value(), after.value(), parts)
                .isEqualTo(pair.kind() != ExecutedPair.Kind.SAME);
    }

    @Test
    void pairs_areMany_eachOnce() throws IOException {
        assertThat(pairs()).hasSizeGreaterThan(100);
        assertThat(pairs().stream().map(ExecutedPair::name)).doesNotHaveDuplicates();
    }
}
