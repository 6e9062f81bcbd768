package dev.freshet.processor.fingerprint;

import static dev.freshet.processor.fingerprint.SampleProgram.deleteObjectFiles;
import static dev.freshet.processor.fingerprint.SampleProgram.helped;
import static dev.freshet.processor.fingerprint.SampleProgram.jar;
import static dev.freshet.processor.fingerprint.SampleProgram.linked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.NodeCode;
import dev.freshet.processor.fingerprint.SampleProgram.Packing;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program finds its code where it runs, in a process of its own, and has the fingerprints of a plain class path. */
final class PlacesTest {
    private static final String DEMO = "demo/demo.Link";

    @TempDir
    Path directory;

    private SampleProgram program;
    private List<Path> classes;
    private Path freshet;

    @BeforeEach
    void compile() throws IOException {
        program = new SampleProgram(directory);
        classes = program.compile("out");
        deleteObjectFiles(classes.get(2));
        String location = NodeCode.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        freshet = Path.of(URI.create(location));
        if (Files.isDirectory(freshet)) {
            freshet = jar(directory.resolve("jars/freshet.jar"), Packing.PLAIN, List.of(freshet));
        }
    }

    private Path module(int number) throws IOException {
        return jar(
                directory.resolve("jars").resolve(SampleProgram.MODULES.get(number) + ".jar"),
                Packing.PLAIN,
                List.of(classes.get(number)));
    }

    private void assertLinks(ChildProcess.Result result) throws IOException {
        assertThat(result.text()).isEqualTo(linked(classes));
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void springBootJar_hasTheFingerprintsOfAClassPath(BootJar boot) throws IOException, InterruptedException {
        Path app =
                boot.pack(module(0), List.of(module(1), module(2), freshet), "demo.Link", directory.resolve("app.jar"));
        assertLinks(ChildProcess.java(directory, "-jar", app.toString()));
        program.edit("help/help/Table.java", "{2}", "{3}");
        String before = linked(classes);
        classes = program.compile("edited");
        deleteObjectFiles(classes.get(2));
        assertThat(helped(linked(classes))).isNotEqualTo(helped(before));
        boot.pack(module(0), List.of(module(1), module(2), freshet), "demo.Link", app);
        assertLinks(ChildProcess.java(directory, "-jar", app.toString()));
    }

    /** Adds the descriptors, which the test cannot compile with Freshet as a directory. */
    private void compileModules() throws IOException {
        for (int i = classes.size() - 1; i >= 0; i--) {
            String module = SampleProgram.MODULES.get(i);
            List<String> path = new ArrayList<>(List.of(freshet.toString()));
            classes.subList(i + 1, classes.size()).forEach(each -> path.add(each.toString()));
            run(
                    "javac",
                    "-d",
                    classes.get(i).toString(),
                    "-proc:none",
                    "--release",
                    "17",
                    "--module-path",
                    String.join(File.pathSeparator, path),
                    "--patch-module",
                    module + "=" + classes.get(i),
                    directory
                            .resolve("src")
                            .resolve(module)
                            .resolve("module-info.java")
                            .toString());
        }
    }

    private static void run(String tool, String... arguments) {
        int code = ToolProvider.findFirst(tool).orElseThrow().run(System.out, System.err, arguments);
        assertThat(code).as(tool).isZero();
    }

    private String modulePath() throws IOException {
        return String.join(
                File.pathSeparator,
                module(0).toString(),
                module(1).toString(),
                module(2).toString(),
                freshet.toString());
    }

    @Test
    void modules_imageAndPatches_haveTheFingerprintsOfAClassPath() throws IOException, InterruptedException {
        compileModules();
        String path = modulePath();
        assertLinks(ChildProcess.java(directory, "--module-path", path, "-m", DEMO));
        run(
                "jlink",
                "--module-path",
                path,
                "--add-modules",
                "demo",
                "--output",
                directory.resolve("image").toString());
        String java = directory.resolve("image/bin/java").toString();
        assertLinks(ChildProcess.run(directory, java, "-m", DEMO));
        String before = linked(classes);
        program.edit("help/help/Table.java", "{2}", "{3}");
        Path patch = Files.createDirectories(directory.resolve("patch/help"));
        Files.copy(program.compile("edited").get(1).resolve("help/Table.class"), patch.resolve("Table.class"));
        classes = List.of(patch.getParent(), classes.get(0), classes.get(1), classes.get(2));
        assertThat(helped(linked(classes))).isNotEqualTo(helped(before));
        String patched = "help=" + patch.getParent();
        assertLinks(ChildProcess.java(directory, "--module-path", path, "--patch-module", patched, "-m", DEMO));
        assertLinks(ChildProcess.run(directory, java, "--patch-module", patched, "-m", DEMO));
    }

    private static final String SHOP = """
            package shop;
            import dev.freshet.*;
            @Pipeline
            public final class Shop {
                public static void main(String[] arguments) {
                    System.exit(dev.freshet.runtime.cli.Freshet.main(ShopPipeline.create(), arguments));
                }
                @Node
                static String y() { return "made"; }
            }
            """;

    /** What a run needs, as jars. */
    private List<Path> runtime() throws IOException {
        Set<Path> jars = new LinkedHashSet<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(each);
            if (path.getFileName()
                    .toString()
                    .matches("(freshet-|jackson|slf4j|picocli|fastcsv|hash4j|snakeyaml).*jar")) {
                jars.add(path);
            } else if (path.endsWith("target/classes") && !path.endsWith("processor/target/classes")) {
                String name = path.getParent().getParent().getFileName() + ".jar";
                jars.add(jar(directory.resolve("runtime").resolve(name), Packing.PLAIN, List.of(path)));
            }
        }
        return List.copyOf(jars);
    }

    @Test
    void springBootJar_runsOnce_andRefusesWorkerProcesses() throws IOException, InterruptedException {
        Path source = directory.resolve("shop/Shop.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, SHOP);
        SourceCompiler.compile(List.of(source), directory.resolve("shop/classes"), List.of());
        Path base = Files.createDirectories(directory.resolve("conf/base"));
        Files.writeString(base.resolve("catalog.yml"), "y: {type: text, path: y.txt}\n");
        Path jar = jar(directory.resolve("shop.jar"), Packing.PLAIN, List.of(directory.resolve("shop/classes")));
        String app = BootJar.CURRENT
                .pack(jar, runtime(), "shop.Shop", directory.resolve("boot.jar"))
                .toString();
        ChildProcess.Result first = ChildProcess.java(directory, "-jar", app);
        assertThat(first.code()).as(first.text()).isZero();
        assertThat(directory.resolve("y.txt")).hasContent("made");
        assertThat(ChildProcess.java(directory, "-jar", app).text()).contains("nothing to run: 1 node is up to date");
        ChildProcess.Result refused =
                ChildProcess.java(directory, "-jar", app, "run", "--force", "--runner", "processes:2");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.text())
                .contains("cannot run in worker processes: a new process would not find shop.ShopPipeline, since the"
                        + " program is loaded from jar:nested:");
    }
}
