package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkedCode;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.NodeCode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pairs of {@link ExecutedPairsTest} that have several files, where only those that differ are compiled again: the byte
 * code that is left may refer to other members than that of a clean build, and the fingerprint must be that of what runs.
 */
final class IncrementalPairsTest {
    @TempDir
    static Path directory;

    private static final Map<ExecutedPair, Build> OLD = new HashMap<>();
    private static final Map<ExecutedPair, Build> CLEAN = new HashMap<>();
    private static final Map<ExecutedPair, Build> INCREMENTAL = new HashMap<>();

    private static final long SEED = Long.getLong("freshet.seed", 1);

    /**
     * What a build of a program gives.
     *
     * @param bare the code as it is without any object file
     * @param mixed without some
     */
    private record Build(String value, LinkedCode code, LinkedCode bare, LinkedCode mixed, Path classes) {}

    static List<ExecutedPair> pairs() throws IOException {
        List<ExecutedPair> pairs = new ArrayList<>();
        for (Path file : MutationTest.files(ExecutedPairsTest.RESOURCES)) {
            if (ExecutedPairsTest.release(file) <= Runtime.version().feature()) {
                pairs.addAll(several(file));
            }
        }
        return pairs;
    }

    private static List<ExecutedPair> several(Path file) throws IOException {
        return ExecutedPair.read(file).stream()
                .filter(pair -> pair.code().contains("--- file "))
                .toList();
    }

    @BeforeAll
    static void compile() throws IOException, ReflectiveOperationException {
        for (Path file : MutationTest.files(ExecutedPairsTest.RESOURCES)) {
            int release = ExecutedPairsTest.release(file);
            if (release <= Runtime.version().feature()) {
                compile(
                        several(file),
                        release,
                        directory.resolve(file.getFileName().toString()));
            }
        }
    }

    private static void compile(List<ExecutedPair> pairs, int release, Path project)
            throws IOException, ReflectiveOperationException {
        Path before = Files.createDirectories(project.resolve("before"));
        Path after = Files.createDirectories(project.resolve("after"));
        for (ExecutedPair pair : pairs) {
            pair.write(before, false);
            pair.write(after, true);
        }
        if (pairs.isEmpty()) {
            return;
        }
        SourceCompiler.compile(MutationTest.files(before), project.resolve("old"), List.of(), release);
        SourceCompiler.compile(MutationTest.files(after), project.resolve("clean"), List.of(), release);
        List<Path> changed = new ArrayList<>();
        for (Path file : MutationTest.files(after)) {
            Path earlier = before.resolve(after.relativize(file).toString());
            if (!Files.exists(earlier) || Files.mismatch(file, earlier) >= 0) {
                changed.add(file);
            }
        }
        Path incremental = project.resolve("incremental");
        copy(project.resolve("old"), incremental);
        SourceCompiler.compile(changed, incremental, List.of(incremental), release);
        run(pairs, project.resolve("old"), OLD);
        run(pairs, project.resolve("clean"), CLEAN);
        run(pairs, incremental, INCREMENTAL);
    }

    /** Without generated sources: javac would take them for newer than their classes, depending on the clock. */
    static void copy(Path from, Path to) throws IOException {
        for (Path file : MutationTest.files(from)) {
            if (file.toString().endsWith(".java")) {
                continue;
            }
            Path copy = to.resolve(from.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    private static void run(List<ExecutedPair> pairs, Path classes, Map<ExecutedPair, Build> to)
            throws IOException, ReflectiveOperationException {
        Path bare = without(classes, "bare", file -> true);
        Path mixed = without(classes, "mixed", file -> new Random(SEED + file.hashCode()).nextBoolean());
        URL[] urls = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, IncrementalPairsTest.class.getClassLoader())) {
            List<NodeCode> starts = new ArrayList<>();
            for (ExecutedPair pair : pairs) {
                starts.add(ExecutedPairsTest.start(pair, loader));
            }
            try (Linker linker = new Linker(ClassPath.of(List.of(classes)), starts);
                    Linker bareLinker = new Linker(ClassPath.of(List.of(bare)), starts);
                    Linker mixedLinker = new Linker(ClassPath.of(List.of(mixed)), starts)) {
                for (int i = 0; i < pairs.size(); i++) {
                    NodeCode start = starts.get(i);
                    to.put(
                            pairs.get(i),
                            new Build(
                                    ExecutedPairsTest.value(pairs.get(i), loader),
                                    linker.link(start),
                                    bareLinker.link(start),
                                    mixedLinker.link(start),
                                    classes));
                }
            }
        }
    }

    /** A copy without some object files. */
    private static Path without(Path classes, String kind, Predicate<String> isLeftOut) throws IOException {
        Path to = classes.resolveSibling(classes.getFileName() + "-" + kind);
        copy(classes, to);
        for (Path file : MutationTest.files(to)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".fp") && isLeftOut.test(name)) {
                Files.delete(file);
            }
        }
        return to;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void fingerprint_isThatOfTheByteCode(ExecutedPair pair) throws IOException {
        assertThatOfByteCode(pair, Build::code);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void fingerprint_ofClassFilesOnly_isThatOfTheByteCode(ExecutedPair pair) throws IOException {
        assertThatOfByteCode(pair, Build::bare);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void fingerprint_withSomeObjectFiles_isThatOfTheByteCode(ExecutedPair pair) throws IOException {
        assertThatOfByteCode(pair, Build::mixed);
    }

    private static void assertThatOfByteCode(ExecutedPair pair, Function<Build, LinkedCode> codes) throws IOException {
        List<Build> builds = List.of(OLD.get(pair), INCREMENTAL.get(pair), CLEAN.get(pair));
        for (Build one : builds) {
            for (Build other : builds) {
                LinkedCode code = codes.apply(one);
                LinkedCode otherCode = codes.apply(other);
                String both = "seed " + SEED + "\n" + one.classes().getFileName() + " " + one.value() + " "
                        + code.parts() + "\n" + other.classes().getFileName() + " " + other.value() + " "
                        + otherCode.parts();
                if (code.fingerprint().equals(otherCode.fingerprint())) {
                    assertThat(one.value()).as("equal fingerprints: %s", both).isEqualTo(other.value());
                } else {
                    assertThat(areSame(pair, one.classes(), other.classes()))
                            .as("equal class files, other fingerprints: %s", both)
                            .isFalse();
                }
            }
        }
    }

    private static boolean areSame(ExecutedPair pair, Path one, Path other) throws IOException {
        List<Path> files = MutationTest.files(one.resolve(pair.packageName()));
        if (files.size()
                != MutationTest.files(other.resolve(pair.packageName())).size()) {
            return false;
        }
        for (Path file : files) {
            Path counterpart = other.resolve(one.relativize(file).toString());
            if (!Files.exists(counterpart) || Files.mismatch(file, counterpart) >= 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void pairs_areMany() throws IOException {
        assertThat(pairs()).hasSizeGreaterThan(50);
    }
}
