package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkedCode;
import dev.freshet.fingerprint.Linker;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.fingerprint.ObjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes without object files: of the Eclipse compiler, of a compilation without Freshet's processor, of libraries. */
final class ClassFilesTest {
    /** The Eclipse compiler leaves a variable out that nobody reads. */
    private static final String OPTIMISED_AWAY = "own added local";

    private static final int EDITS = 4 * Integer.getInteger("freshet.thorough", 1);
    private static final long SEED = Long.getLong("freshet.seed", 1);

    @TempDir
    Path directory;

    private enum Compiler {
        /** Object files are deleted. */
        JAVAC {
            @Override
            void compile(List<Path> sources, Path output, List<Path> classPath) throws IOException {
                SourceCompiler.compile(sources, output, classPath);
                deleteObjectFiles(output);
            }
        },
        ECJ {
            @Override
            void compile(List<Path> sources, Path output, List<Path> classPath) throws IOException {
                SourceCompiler.compileWithEcj(sources, output, classPath);
            }
        };

        abstract void compile(List<Path> sources, Path output, List<Path> classPath) throws IOException;
    }

    private static void deleteObjectFiles(Path classes) throws IOException {
        for (Path file : MutationTest.files(classes)) {
            if (file.toString().endsWith(".fp")) {
                Files.delete(file);
            }
        }
    }

    @BeforeEach
    void copySources() throws IOException {
        MutationTest.copySources(directory);
    }

    private Map<String, String> fingerprints(Compiler compiler, String name) throws IOException {
        Path lib = directory.resolve(name + "/lib");
        Path shop = directory.resolve(name + "/shop");
        compiler.compile(MutationTest.files(directory.resolve("src/lib")), lib, List.of());
        compiler.compile(MutationTest.files(directory.resolve("src/shop")), shop, List.of(lib));
        return MutationTest.fingerprints(shop, lib);
    }

    @Test
    void comments_changeNothing_javac() throws IOException {
        assertCommentsChangeNothing(Compiler.JAVAC);
    }

    @Test
    void comments_changeNothing_ecj() throws IOException {
        assertCommentsChangeNothing(Compiler.ECJ);
    }

    private void assertCommentsChangeNothing(Compiler compiler) throws IOException {
        Map<String, String> before = fingerprints(compiler, "before");
        for (Path source : MutationTest.files(directory.resolve("src"))) {
            Files.writeString(source, "// A comment.\n\n" + Files.readString(source));
        }
        assertThat(fingerprints(compiler, "after")).isEqualTo(before);
    }

    @Test
    void edits_changeAtLeastTheirNodes_javac() throws IOException {
        assertEditsChangeTheirNodes(Compiler.JAVAC);
    }

    @Test
    void edits_changeAtLeastTheirNodes_ecj() throws IOException {
        assertEditsChangeTheirNodes(Compiler.ECJ);
    }

    /** Class files count as a whole: more nodes may change than by object files, never fewer. */
    private void assertEditsChangeTheirNodes(Compiler compiler) throws IOException {
        System.out.println("seed " + SEED);
        Map<String, String> before = fingerprints(compiler, "before");
        List<MutationTest.Mutation> edits = new ArrayList<>(MutationTest.mutations());
        edits.removeIf(edit -> edit.name().equals(OPTIMISED_AWAY));
        edits.removeIf(edit -> edit.nodes().isEmpty() || !edit.alone().containsAll(edit.nodes()));
        Collections.shuffle(edits, new Random(SEED));
        for (MutationTest.Mutation edit : edits.subList(0, Math.min(EDITS, edits.size()))) {
            Path source = directory.resolve("src").resolve(edit.path());
            String text = Files.readString(source);
            Files.writeString(source, text.replace(edit.before(), edit.after()));
            Map<String, String> after = fingerprints(compiler, "after " + edit.name());
            TreeSet<String> changed = new TreeSet<>(after.keySet());
            changed.removeIf(node -> after.get(node).equals(before.get(node)));
            if (!sameClasses(directory.resolve("before"), directory.resolve("after " + edit.name()))) {
                assertThat(changed).as(edit.name()).containsAll(edit.nodes());
            }
            Files.writeString(source, text);
        }
    }

    /** Some edits are none to the class file, such as {@code ++i;} for {@code i++;}. */
    private static boolean sameClasses(Path before, Path after) throws IOException {
        for (Path file : MutationTest.files(before)) {
            Path other = after.resolve(before.relativize(file).toString());
            if (file.toString().endsWith(".class") && (!Files.exists(other) || Files.mismatch(file, other) >= 0)) {
                return false;
            }
        }
        return true;
    }

    /** Object files of other class files than those that are there count for nothing. */
    @Test
    void objectFiles_ofAnotherCompilation_areNotBelieved() throws IOException {
        Map<String, String> before = fingerprints(Compiler.JAVAC, "before");
        Path source = directory.resolve("src/shop/Texts.java");
        SourceCompiler.compile(
                MutationTest.files(directory.resolve("src/lib")), directory.resolve("mixed/lib"), List.of());
        Path shop = directory.resolve("mixed/shop");
        SourceCompiler.compile(
                MutationTest.files(directory.resolve("src/shop")), shop, List.of(directory.resolve("mixed/lib")));
        Map<String, String> whole = MutationTest.fingerprints(shop, directory.resolve("mixed/lib"));
        Files.writeString(source, Files.readString(source).replace("\" +\"", "\"  +\""));
        Map<String, String> edited = fingerprints(Compiler.JAVAC, "edited");
        Files.copy(
                directory.resolve("edited/shop/shop/Texts.class"),
                shop.resolve("shop/Texts.class"),
                StandardCopyOption.REPLACE_EXISTING);
        Map<String, String> mixed = MutationTest.fingerprints(shop, directory.resolve("mixed/lib"));
        assertThat(mixed.get("parse")).isNotEqualTo(whole.get("parse"));
        assertThat(mixed.get("lonely")).isEqualTo(whole.get("lonely"));
        assertThat(edited.get("parse")).isNotEqualTo(before.get("parse"));
    }

    @Test
    void libraryClass_countsForItsUsersOnly() throws IOException {
        Map<String, String> before = withLibraryJar("before");
        Path money = directory.resolve("src/lib/Money.java");
        Files.writeString(
                money,
                Files.readString(money)
                        .replace("class Money {", "class Money {\n    static int more() { return 1; }\n"));
        Map<String, String> after = withLibraryJar("after");
        TreeSet<String> changed = new TreeSet<>(after.keySet());
        changed.removeIf(node -> after.get(node).equals(before.get(node)));
        assertThat(changed).contains("report").doesNotContain("parse", "rank", "price", "lonely");
    }

    @Test
    void jarWithObjectFiles_countsMemberByMember() throws IOException {
        withObjectFiles = true;
        Map<String, String> before = withLibraryJar("before");
        Path money = directory.resolve("src/lib/Money.java");
        Files.writeString(
                money,
                Files.readString(money)
                        .replace("class Money {", "class Money {\n    static int more() { return 1; }\n"));
        assertThat(withLibraryJar("unused method")).isEqualTo(before);
        Path maths = directory.resolve("src/lib/Maths.java");
        Files.writeString(
                maths,
                Files.readString(maths)
                        .replace("gcd(int one, int other) {", "gcd(int one, int other) {\n        one += 0;"));
        Map<String, String> after = withLibraryJar("used method");
        assertThat(after.get("lonely")).isNotEqualTo(before.get("lonely"));
        assertThat(after.get("report")).isEqualTo(before.get("report"));
    }

    private boolean withObjectFiles;

    private Map<String, String> withLibraryJar(String name) throws IOException {
        Path lib = directory.resolve(name + "/lib");
        SourceCompiler.compile(MutationTest.files(directory.resolve("src/lib")), lib, List.of());
        if (!withObjectFiles) {
            deleteObjectFiles(lib);
        }
        Path shop = directory.resolve(name + "/shop");
        SourceCompiler.compile(MutationTest.files(directory.resolve("src/shop")), shop, List.of(lib));
        Path jar = directory.resolve(name + "/lib.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : MutationTest.files(lib)) {
                out.putNextEntry(new ZipEntry(lib.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return MutationTest.fingerprints(shop, jar);
    }

    @Test
    void resources_andVersions_areCode() throws IOException {
        fingerprints(Compiler.JAVAC, "all");
        Path shop = directory.resolve("all/shop");
        Path resource = Files.writeString(shop.resolve("rules.csv"), "a");
        String plain = link(shop, List.of(), "");
        String withResource = link(shop, List.of("rules.csv"), "");
        Files.writeString(resource, "b");
        assertThat(List.of(plain, withResource, link(shop, List.of("rules.csv"), ""), link(shop, List.of(), "2")))
                .doesNotHaveDuplicates();
        assertThat(link(shop, List.of(), "")).isEqualTo(plain);
    }

    private String link(Path shop, List<String> resources, String version) throws IOException {
        NodeCode node = new NodeCode("shop/Flow.lonely(I)I", List.of(), List.of(), resources, version, false);
        ClassPath classPath = ClassPath.of(List.of(shop, directory.resolve("all/lib")));
        try (Linker linker = new Linker(classPath, List.of(node))) {
            LinkedCode code = linker.link(node);
            return code.fingerprint();
        }
    }

    @Test
    void objectFiles_areWellUnderTheSizeOfTheClasses() throws IOException {
        Path lib = directory.resolve("lib");
        SourceCompiler.compile(MutationTest.files(directory.resolve("src/lib")), lib, List.of());
        Path shop = directory.resolve("shop");
        SourceCompiler.compile(MutationTest.files(directory.resolve("src/shop")), shop, List.of(lib));
        long classes = 0;
        long objects = 0;
        for (Path file : MutationTest.files(shop)) {
            if (file.toString().endsWith(".class")) {
                classes += Files.size(file);
            } else if (file.toString().contains(ObjectFile.DIRECTORY)) {
                objects += Files.size(file);
            }
        }
        assertThat(objects).isPositive().isLessThan(classes * 6 / 10);
    }
}
