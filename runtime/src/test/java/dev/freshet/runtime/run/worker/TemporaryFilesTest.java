package dev.freshet.runtime.run.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing stays of a temporary directory, however its use ends. */
final class TemporaryFilesTest {
    private static final int STATUS = 3;

    @TempDir
    Path temporary;

    private static void write(Path directory) {
        try {
            Files.writeString(
                    Files.createDirectories(directory.resolve("deep/er")).resolve("file"), "x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that is told to end while the directory is in use. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            TemporaryFiles.inDirectory("used-", directory -> {
                write(directory);
                System.exit(STATUS);
            });
        }
    }

    @Test
    void directory_isGone_whenTheProcessEndsMeanwhile() throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .inheritIO()
                .start();
        try {
            assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(child.exitValue()).isEqualTo(STATUS);
            assertThat(temporary).isEmptyDirectory();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void directory_isGone_afterItsUse() {
        AtomicReference<Path> used = new AtomicReference<>();
        TemporaryFiles.inDirectory("used-", directory -> {
            write(directory);
            used.set(directory);
        });
        assertThat(used.get()).doesNotExist();
        assertThatThrownBy(() -> TemporaryFiles.inDirectory("used-", directory -> {
                    write(directory);
                    used.set(directory);
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        assertThat(used.get()).doesNotExist();
    }

    @Test
    void directory_thatIsGoneAlready_isNoFailure() {
        TemporaryFiles.inDirectory("used-", Scratch::delete);
    }

    @Test
    void linkedFiles_stay() throws IOException {
        Path kept = Files.writeString(
                Files.createDirectory(temporary.resolve("kept")).resolve("file"), "x");
        Path deleted = Files.createDirectory(temporary.resolve("deleted"));
        Files.createSymbolicLink(deleted.resolve("link"), kept.getParent());
        Scratch.delete(deleted);
        assertThat(deleted).doesNotExist();
        assertThat(kept).hasContent("x");
    }
}
