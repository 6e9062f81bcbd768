package dev.freshet.processor.fingerprint;

import static dev.freshet.processor.fingerprint.SampleProgram.deleteObjectFiles;
import static dev.freshet.processor.fingerprint.SampleProgram.helped;
import static dev.freshet.processor.fingerprint.SampleProgram.jar;
import static dev.freshet.processor.fingerprint.SampleProgram.linked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.processor.fingerprint.SampleProgram.Packing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fingerprint depends on the classes that run, and not on how they are packed and found. */
final class PackagingTest {
    private static final Packing OTHER = new Packing(true, 1_000_000_000_000L, "Created-By: somebody else");

    @TempDir
    Path directory;

    private SampleProgram program;
    private Path demo;
    private Path help;
    private Path base;

    @BeforeEach
    void compile() throws IOException {
        program = new SampleProgram(directory);
        List<Path> classes = program.compile("out");
        demo = classes.get(0);
        help = classes.get(1);
        base = classes.get(2);
    }

    /** Compiled again after the edit, beside the original. */
    private List<Path> edited(String name, String before, String after) throws IOException {
        program.edit(name, before, after);
        List<Path> classes = program.compile("edited");
        program.edit(name, after, before);
        return classes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void packing_ofEqualClasses_changesNothing(boolean withObjectFiles) throws IOException {
        if (!withObjectFiles) {
            deleteObjectFiles(help);
            deleteObjectFiles(base);
        }
        Path jars = directory.resolve("jars");
        Path renamed = jar(jars.resolve("other-2.0.jar"), OTHER, List.of(help));
        String plain = linked(List.of(demo, help, base));
        assertThat(plain).hasLineCount(3).containsPattern("helped\\(I\\)I [0-9a-f]{64}\n");
        assertThat(linked(List.of(jar(jars.resolve("demo.jar"), Packing.PLAIN, List.of(demo)), help, base)))
                .isEqualTo(plain);
        assertThat(linked(List.of(demo, jar(jars.resolve("help.jar"), Packing.PLAIN, List.of(help)), base)))
                .isEqualTo(plain);
        assertThat(linked(List.of(demo, renamed, base))).as("renamed, stored").isEqualTo(plain);
        assertThat(linked(List.of(base, renamed, demo))).as("in another order").isEqualTo(plain);
        assertThat(linked(List.of(jar(jars.resolve("all.jar"), OTHER, List.of(demo, help, base)))))
                .as("one jar of all")
                .isEqualTo(plain);
        assertThat(linked(List.of(jar(
                        jars.resolve("multi.jar"),
                        new Packing(false, 0, "Multi-Release: true"),
                        List.of(demo, help, base)))))
                .as("a multi-release jar with one release")
                .isEqualTo(plain);
    }

    /** Both modules are libraries: what is behind the one that is called counts too. */
    @Test
    void class_thatOnlyALibraryUses_counts() throws IOException {
        List<Path> edited = edited("base/base/Base.java", "\"1\"", "\"22\"");
        for (Path classes : List.of(help, base, edited.get(2))) {
            deleteObjectFiles(classes);
        }
        String before = linked(List.of(demo, help, base));
        String after = linked(List.of(demo, help, edited.get(2)));
        assertThat(helped(after)).isNotEqualTo(helped(before));
        assertThat(after.lines().toList().get(1))
                .isEqualTo(before.lines().toList().get(1));
    }

    @Test
    void classInFront_takesNoObjectFileOfAnEntryBehind() throws IOException {
        List<Path> edited = edited("help/help/Table.java", "{2}", "{3}");
        deleteObjectFiles(edited.get(1));
        String plain = linked(List.of(demo, help, base));
        Path patch = Files.createDirectories(directory.resolve("patch/help"));
        Files.copy(edited.get(1).resolve("help/Table.class"), patch.resolve("Table.class"));
        assertThat(helped(linked(List.of(patch.getParent(), demo, help, base)))).isNotEqualTo(helped(plain));
        assertThat(linked(List.of(demo, help, patch.getParent(), base))).isEqualTo(plain);
    }

    /** Spring Boot's plugin moves classes and leaves object files where they were. */
    @Test
    void objectFiles_apartFromTheirClasses_belongToThem() throws IOException {
        String plain = linked(List.of(demo, help, base));
        Path apart = directory.resolve("apart");
        for (Path file : MutationTest.files(help)) {
            if (file.toString().endsWith(".fp")) {
                Path to = apart.resolve(help.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.move(file, to);
            }
        }
        assertThat(linked(List.of(apart, demo, help, base))).isEqualTo(plain);
        assertThat(linked(List.of(demo, help, base))).isNotEqualTo(plain);
    }

    @Test
    void multiReleaseJar_countsWithTheClassesOfTheRunningJava() throws IOException {
        List<Path> edited = edited("help/help/Table.java", "{2}", "{3}");
        deleteObjectFiles(help);
        deleteObjectFiles(edited.get(1));
        String plain = linked(List.of(demo, help, base));
        String changed = linked(List.of(demo, edited.get(1), base));
        assertThat(linked(List.of(demo, versioned("17", edited.get(1)), base))).isEqualTo(changed);
        assertThat(linked(List.of(demo, versioned("9999", edited.get(1)), base)))
                .isEqualTo(plain);
        assertThat(changed).isNotEqualTo(plain);
    }

    private Path versioned(String release, Path classes) throws IOException {
        Path versions = directory.resolve("versioned" + release);
        Path to = Files.createDirectories(versions.resolve("META-INF/versions/" + release + "/help"));
        Files.copy(classes.resolve("help/Table.class"), to.resolve("Table.class"));
        return jar(
                directory.resolve("jars/help-" + release + ".jar"),
                new Packing(false, 0, "Multi-Release: true"),
                List.of(versions, help));
    }

    @Test
    void childClassLoader_isSearchedAfterItsParent() throws IOException {
        List<Path> edited = edited("help/help/Table.java", "{2}", "{3}");
        String plain = linked(List.of(demo, help, base));
        try (URLClassLoader parent = new URLClassLoader(urls(base, help), PackagingTest.class.getClassLoader());
                URLClassLoader child = new URLClassLoader(urls(edited.get(1), demo), parent)) {
            assertThat(linked(ClassPath.of(child))).isEqualTo(plain);
        }
    }

    private static URL[] urls(Path... paths) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : paths) {
            urls.add(path.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /** Defines classes of bytes that it has, and may show them as resources. */
    private static final class Defining extends ClassLoader {
        private final Map<String, byte[]> files = new TreeMap<>();
        private final boolean isOpen;

        Defining(boolean isOpen, Path... directories) throws IOException {
            super(PackagingTest.class.getClassLoader());
            this.isOpen = isOpen;
            for (Path each : directories) {
                for (Path file : MutationTest.files(each)) {
                    files.putIfAbsent(each.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = files.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        protected URL findResource(String name) {
            byte[] bytes = isOpen ? files.get(name) : null;
            try {
                return bytes == null ? null : InMemory.url(name, bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A URL of bytes. */
    private static final class InMemory extends java.net.URLStreamHandler {
        private final byte[] bytes;

        private InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        static URL url(String name, byte[] bytes) throws IOException {
            return new URL("memory", "", -1, "/" + name, new InMemory(bytes));
        }

        @Override
        protected java.net.URLConnection openConnection(URL url) {
            return new java.net.URLConnection(url) {
                @Override
                public void connect() {
                    // Always is.
                }

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }

    @Test
    void classLoaderThatShowsItsFiles_isAsked() throws IOException {
        assertThat(linked(ClassPath.of(new Defining(true, demo, help, base))))
                .isEqualTo(linked(List.of(demo, help, base)));
        List<Path> edited = edited("help/help/Table.java", "{2}", "{3}");
        assertThat(linked(ClassPath.of(new Defining(true, edited.get(1), demo, help, base))))
                .isEqualTo(linked(List.of(demo, edited.get(1), base)));
    }

    @Test
    void classLoaderThatOnlyDefines_leavesTheCodeUnknown() throws IOException {
        assertThat(linked(ClassPath.of(new Defining(false, demo, help, base))).lines())
                .hasSize(3)
                .allMatch(
                        line -> line.matches(
                                "demo/(\\w+)\\..*\\(I\\)I the class loader of demo\\.\\1 does not show its class file, so it may be any code"));
    }

    /** Hides a helper only: the node that does not use it is known. */
    @Test
    void classLoaderThatHidesAHelper_leavesItsUsersUnknown() throws IOException {
        try (URLClassLoader shown = new URLClassLoader(urls(demo), new Defining(false, help, base))) {
            List<String> lines = linked(ClassPath.of(shown)).lines().toList();
            assertThat(lines.get(0))
                    .endsWith("the class loader of help.Rates does not show its class file, so it may be any code");
            assertThat(lines.get(1))
                    .isEqualTo(
                            linked(List.of(demo, help, base)).lines().toList().get(1));
        }
    }

    /** As the JVM does: relative to the jar, and encoded. */
    @Test
    void classPathOfAManifest_isReadAsUrls() throws IOException {
        String plain = linked(List.of(demo, help, base));
        jar(directory.resolve("my jars/help.jar"), Packing.PLAIN, List.of(help));
        jar(directory.resolve("my jars/base.jar"), Packing.PLAIN, List.of(base));
        Packing naming = new Packing(false, 0, "Class-Path: ../my%20jars/help.jar ../my%20jars/base.jar");
        assertThat(linked(List.of(jar(directory.resolve("jars/demo.jar"), naming, List.of(demo)))))
                .isEqualTo(plain);
    }

    @Test
    void unreadableJar_leavesTheUsersOfWhatIsMissingUnknown() throws IOException {
        Path broken = Files.writeString(directory.resolve("help.jar"), "not a jar");
        List<String> lines = linked(List.of(demo, broken, base)).lines().toList();
        assertThat(lines.get(0)).contains("help.Rates was not found, and ", "help.jar cannot be read: ");
        assertThat(lines.get(1))
                .isEqualTo(linked(List.of(demo, help, base)).lines().toList().get(1));
    }

    @Test
    void classOfANewerJava_isNotKnown() throws IOException {
        deleteObjectFiles(help);
        Path file = help.resolve("help/Table.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 120;
        Files.write(file, bytes);
        assertThat(helped(linked(List.of(demo, help, base))))
                .endsWith("help.Table cannot be read: its class file has version 120, and this version of Freshet knows"
                        + " those up to 69 (Java 25)");
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(helped(linked(List.of(demo, help, base))))
                .endsWith("help.Table cannot be read: its class file is damaged");
    }

    /** Cut off anywhere, or of a later format: then the class counts as a whole, never as what the rest says. */
    @Test
    void damagedObjectFile_isNotBelieved() throws IOException {
        Path file = help.resolve("META-INF/freshet/fp/help.Table.fp");
        String text = Files.readString(file);
        Files.delete(file);
        String whole = linked(List.of(demo, help, base));
        for (int end = 0; end < text.length(); end += 7) {
            Files.writeString(file, text.substring(0, end));
            assertThat(linked(List.of(demo, help, base)))
                    .as("cut off at %d", end)
                    .isEqualTo(whole);
        }
        for (int end = text.indexOf('\n'); end >= 0 && end + 1 < text.length(); end = text.indexOf('\n', end + 1)) {
            Files.writeString(file, text.substring(0, end + 1));
            assertThat(linked(List.of(demo, help, base)))
                    .as("cut off at line end %d", end)
                    .isEqualTo(whole);
        }
        Files.writeString(file, text.replaceFirst("freshet-object [0-9]+", "freshet-object 999"));
        assertThat(linked(List.of(demo, help, base))).isEqualTo(whole);
    }

    @Test
    void method_thatIsNowhere_isNotKnown() throws IOException {
        assertThat(linked(List.of(help, base)).lines())
                .allMatch(line -> line.matches(".* its method demo\\.(Flow|Keeper)\\..*"))
                .allMatch(line -> line.endsWith("(I)I was not found in the code"));
    }

    /** Names its resource by a constant, as does the class that is looked up by name. */
    @Test
    void whatALibraryNames_counts() throws IOException {
        program.edit("help/help/Table.java", "{2}", "{load(\"rates.txt\"), load(\"base.Base\")}");
        program.edit(
                "help/help/Table.java", "class Table {", "class Table { static int load(String name) { return 1; }");
        help = program.compile("named").get(1);
        deleteObjectFiles(help);
        Path rates = help.resolve("help/rates.txt");
        String without = linked(List.of(demo, help, base));
        Files.writeString(rates, "1");
        String one = linked(List.of(demo, help, base));
        Files.writeString(rates, "2");
        assertThat(List.of(without, one, linked(List.of(demo, help, base)))).doesNotHaveDuplicates();
    }
}
