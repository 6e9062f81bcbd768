package dev.freshet.spark.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.fingerprint.ClassPath;
import dev.freshet.runtime.hook.NodeReport;
import dev.freshet.runtime.hook.RunListener;
import dev.freshet.runtime.run.RunReport;
import dev.freshet.runtime.run.ScriptedRuns;
import dev.freshet.runtime.run.WorkerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jars that are replaced while a run goes on. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SwappedJarTest {
    private static final String JAR = "[0-9a-f]{12}-jspecify-[0-9.]+\\.jar";

    @TempDir
    Path project;

    @BeforeAll
    static void warmUp() {
        TestCluster.warmUp();
    }

    /** The copies that executors have of a jar. */
    private static List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.walk(TestCluster.cluster().directory())) {
            return files.filter(file -> file.getFileName().toString().matches(JAR))
                    .toList();
        }
    }

    /** The jar still works, and is another. */
    private static void swap(List<Path> jars) {
        try {
            for (Path jar : jars) {
                byte[] bytes = Files.readAllBytes(jar);
                Files.copy(jar, jar.resolveSibling("kept"), StandardCopyOption.REPLACE_EXISTING);
                bytes[10] ^= 1;
                Files.write(jar, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void swapBack(List<Path> jars) throws IOException {
        for (Path jar : jars) {
            Files.move(jar.resolveSibling("kept"), jar, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * The next nodes need more memory than any worker has that there is, so that new ones start: on both executors, of
     * which one may be so new that it has no copy yet.
     */
    @Test
    void jarThatIsSwappedOnExecutors_isRefusedByItsDigest_inOneLineThatNamesIt() throws IOException {
        List<Path> jars = new ArrayList<>(copies());
        assertThat(jars).isNotEmpty();
        RunReport report;
        try {
            report = ScriptedRuns.of(
                            project,
                            "a = P.join() -> x\nb0 = P.join(x) -> y {memory=133169152}\nb1 = P.join(x) -> z {memory=133169152}\n")
                    .runner(TestCluster.runner())
                    .listener(new RunListener() {
                        @Override
                        public void nodeFinished(NodeReport node) {
                            if (node.node().equals("a")) {
                                swap(jars);
                            }
                        }
                    })
                    .start();
        } finally {
            swapBack(jars);
        }
        assertThat(report.failure().orElseThrow().cause())
                .isInstanceOf(WorkerException.class)
                .hasMessageMatching(
                        "worker process \\d+ on \\S+ has " + JAR + " \\(SHA-256 [0-9a-f]{12}\\.\\.\\.\\) where the"
                                + " run has " + JAR
                                + " \\(SHA-256 [0-9a-f]{12}\\.\\.\\.\\); the run was planned for that code, so"
                                + " start it again");
        assertThat(report.failure().orElseThrow().node()).startsWith("b");
    }

    @Test
    void jarThatWasSwappedBeforeItIsShipped_isNamed() throws IOException {
        Path jar = Files.writeString(project.resolve("app.jar"), "1");
        Path other = Files.writeString(project.resolve("other.jar"), "1");
        ClassPath.Seen code = ClassPath.of(List.of(other, jar)).look();
        assertThat(code.changed()).isEmpty();
        Files.writeString(jar, "22");
        assertThat(code.changed()).containsExactly(jar);
    }
}
