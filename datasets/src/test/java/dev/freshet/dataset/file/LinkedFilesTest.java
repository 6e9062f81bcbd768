package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Symbolic links are followed; what is no file is refused before it blocks. */
final class LinkedFilesTest {
    @TempDir
    Path directory;

    private List<String> keys(String prefix) throws IOException {
        return new FileStorage(directory)
                .list(prefix).stream().map(entry -> entry.key()).toList();
    }

    private Path elsewhere() throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere/deep"));
        Files.writeString(elsewhere.resolve("b.csv"), "b");
        Files.writeString(elsewhere.resolveSibling("a.csv"), "a");
        return elsewhere.getParent();
    }

    @Test
    void directoryThatIsALink_isListed() throws IOException {
        Path elsewhere = elsewhere();
        Files.createSymbolicLink(directory.resolve("in"), elsewhere);
        assertThat(keys("in/")).containsExactly("in/a.csv", "in/deep/b.csv");
    }

    @Test
    void linkedDirectoryBelow_isListed() throws IOException {
        Path elsewhere = elsewhere();
        Files.createSymbolicLink(Files.createDirectory(directory.resolve("in")).resolve("more"), elsewhere);
        assertThat(keys("in/")).containsExactly("in/more/a.csv", "in/more/deep/b.csv");
    }

    @Test
    void linkToADirectoryAbove_isNotFollowedForEver() throws IOException {
        Path elsewhere = elsewhere();
        Files.createSymbolicLink(elsewhere.resolve("deep/loop"), elsewhere);
        assertThat(keys("elsewhere/")).containsExactly("elsewhere/a.csv", "elsewhere/deep/b.csv");
    }

    @Test
    void linksInACircle_areTold() throws IOException {
        Files.createSymbolicLink(directory.resolve("a.csv"), Path.of("b.csv"));
        Files.createSymbolicLink(directory.resolve("b.csv"), Path.of("a.csv"));
        FileStorage storage = new FileStorage(directory);
        assertThatThrownBy(() -> storage.read("a.csv"))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(storage.reading(e, "a.csv"))
                                .isEqualTo("the path contains a cycle of symbolic links"));
    }

    @Test
    void danglingLink_isListed_andItsReaderIsTold() throws IOException {
        Path in = Files.createDirectory(directory.resolve("in"));
        Files.createSymbolicLink(in.resolve("a.csv"), Path.of("../annex/a"));
        assertThat(keys("in/")).containsExactly("in/a.csv");
        FileStorage storage = new FileStorage(directory);
        assertThatThrownBy(() -> storage.read("in/a.csv"))
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(storage.reading(e, "in/a.csv"))
                                .isEqualTo("it is a link to ../annex/a, which does not exist"));
    }

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipe_isRefused_ratherThanWaitedFor() throws Exception {
        assumeThat(Files.exists(Path.of("/usr/bin/mkfifo"))).isTrue();
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        FileStorage storage = new FileStorage(directory);
        // Open at both ends: whoever opens it all the same does not wait for ever, and this test fails.
        RandomAccessFile bothEnds = new RandomAccessFile(pipe.toFile(), "rw");
        try {
            for (ThrowingCallable reads : List.<ThrowingCallable>of(
                    () -> storage.read("pipe").stream().close(),
                    () -> storage.read("pipe", 0, 1).close())) {
                assertThatThrownBy(reads)
                        .isInstanceOfSatisfying(
                                IOException.class,
                                e -> assertThat(storage.reading(e, "pipe"))
                                        .isEqualTo("is a pipe or a device, and not a file"));
            }
            assertThatThrownBy(() -> storage.replace("pipe")).hasMessageContaining("is a pipe or a device");
            assertThatThrownBy(() -> storage.delete("pipe")).hasMessageContaining("is a pipe or a device");
        } finally {
            bothEnds.close();
        }
        assertThat(pipe).exists();
    }
}
