package dev.freshet.processor.fingerprint;

import static dev.freshet.processor.fingerprint.SampleProgram.NODES;
import static dev.freshet.processor.fingerprint.SampleProgram.deleteObjectFiles;
import static dev.freshet.processor.fingerprint.SampleProgram.jar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.fingerprint.LinkCache;
import dev.freshet.fingerprint.NodeCode;
import dev.freshet.processor.fingerprint.SampleProgram.Packing;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cached link is that of the classes that run, also if the same files make another program. */
final class LinkCacheTest {
    @TempDir
    Path directory;

    private List<Path> classes;
    /** The helper, with another table. */
    private Path edited;

    @BeforeEach
    void compile() throws IOException {
        SampleProgram program = new SampleProgram(directory);
        classes = program.compile("out");
        program.edit("help/help/Table.java", "{2}", "{3}");
        edited = program.compile("edited").get(1);
        deleteObjectFiles(classes.get(1));
        deleteObjectFiles(edited);
    }

    /** Once the clock has ticked, so that times can be trusted and the link is kept. */
    private List<String> cached(Path... classPath) {
        Instant end = Instant.now().plusMillis(25);
        while (Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return new LinkCache(directory.resolve("links"))
                .link("demo", NODES, ClassPath.of(List.of(classPath)).look())
                .fingerprints();
    }

    @Test
    void link_classPathInAnotherOrder_isThatOfTheClassesInFront() {
        List<String> before = cached(classes.get(0), classes.get(1), edited, classes.get(2));
        List<String> after = cached(classes.get(0), edited, classes.get(1), classes.get(2));
        assertThat(after.get(0)).isNotEqualTo(before.get(0));
        assertThat(after.get(1)).isEqualTo(before.get(1));
        assertThat(cached(classes.get(0), classes.get(1), edited, classes.get(2)))
                .isEqualTo(before);
    }

    /** The JVM believes to be of Java 9, as far as jars are concerned. */
    @Test
    void link_multiReleaseJarOnAnotherJava_isThatOfItsClasses() throws IOException, InterruptedException {
        Path versions = directory.resolve("versions");
        Path to = Files.createDirectories(versions.resolve("META-INF/versions/17/help"));
        Files.copy(edited.resolve("help/Table.class"), to.resolve("Table.class"));
        Path help = jar(
                directory.resolve("jars/help.jar"),
                new Packing(false, 0, "Multi-Release: true"),
                List.of(versions, classes.get(1)));
        String now = linkedByChild(help);
        assertThat(now).matches("\\[[0-9a-f]{64}(, [0-9a-f]{64}){2}]\n");
        assertThat(linkedByChild(help)).isEqualTo(now);
        assertThat(linkedByChild(help, "-Djdk.util.jar.version=9")).isNotEqualTo(now);
    }

    private String linkedByChild(Path help, String... options) throws IOException, InterruptedException {
        Path freshet = Path.of(URI.create(NodeCode.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        String classPath = Stream.of(classes.get(0), help, classes.get(2), freshet)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        String[] rest = {
            "-cp", classPath, "demo.Link", directory.resolve("links").toString()
        };
        return ChildProcess.java(
                        directory, Stream.of(options, rest).flatMap(Stream::of).toArray(String[]::new))
                .text();
    }
}
