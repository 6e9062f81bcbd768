package dev.freshet.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The swap of directories, without Spark. */
final class LocalSwapTest {
    @TempDir
    Path directory;

    private Path table() {
        return directory.resolve("t");
    }

    private LocalFiles files() {
        return new LocalFiles(table());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void save(String text) throws IOException {
        try (TableReplacement replacement = files().replace()) {
            write(made(replacement).resolve("part-0"), text);
            replacement.stage(false);
            replacement.commit();
        }
    }

    private static Path made(TableReplacement replacement) {
        return Path.of(java.net.URI.create(replacement.uri()));
    }

    private List<String> all() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void save_replacesTheWholeTable_andLeavesNothingBeside() throws IOException {
        save("one");
        write(table().resolve("day=1/part-1"), "more");
        save("two");
        assertThat(files().list().orElseThrow()).extracting(TableFile::path).containsExactly("part-0");
        assertThat(table().resolve("part-0")).hasContent("two");
        assertThat(all()).containsExactly("t");
    }

    @Test
    void uncommittedSave_leavesTheOldTable() throws IOException {
        save("one");
        try (TableReplacement replacement = files().replace()) {
            write(made(replacement).resolve("part-0"), "two");
            replacement.stage(false);
            assertThat(table().resolve("part-0")).hasContent("one");
        }
        assertThat(table().resolve("part-0")).hasContent("one");
        assertThat(all()).containsExactly("t");
    }

    @Test
    void processThatDiedBetweenTheMoves_isTakenBack_andSweptByTheNextSave() throws IOException {
        Path work = directory.resolve(".t.freshet-dead");
        write(work.resolve("lock"), "");
        write(work.resolve("old/part-0"), "one");
        write(work.resolve("new/part-0"), "two");
        assertThat(files().exists()).isTrue();
        assertThat(table().resolve("part-0")).hasContent("one");
        assertThat(work.resolve("new")).as("only a save deletes").exists();
        save("three");
        assertThat(all()).containsExactly("t");
        assertThat(table().resolve("part-0")).hasContent("three");
    }

    @Test
    void processThatDiedBeforeTheMoves_isSwept_andTheTableStays() throws IOException {
        save("one");
        write(directory.resolve(".t.freshet-dead/lock"), "");
        write(directory.resolve(".t.freshet-dead/new/part-0"), "two");
        assertThat(files().list().orElseThrow()).hasSize(1);
        save("three");
        assertThat(all()).containsExactly("t");
    }

    /** Commits when it is told to; run in a process of its own, because locks belong to processes. */
    static final class Committer {
        private Committer() {}

        public static void main(String[] arguments) throws IOException {
            Path work = Path.of(arguments[0]);
            try (FileChannel channel = FileChannel.open(work.resolve("lock"), StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                System.out.println(lock.isValid() ? "locked" : "not locked");
                if (System.in.read() >= 0) {
                    Files.move(work.resolve("new"), Path.of(arguments[1]));
                }
            }
        }
    }

    @Test
    void readerBetweenTheMovesOfALivingProcess_waitsForTheNewTable() throws Exception {
        Path work = directory.resolve(".t.freshet-alive");
        write(work.resolve("lock"), "");
        write(work.resolve("old/part-0"), "one");
        write(work.resolve("new/part-0"), "two");
        Process committer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committer.class.getName(),
                        work.toString(),
                        table().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(committer.inputReader().readLine()).isEqualTo("locked");
            Thread reader = new Thread(() -> {
                try {
                    seen = Optional.of(files().exists());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            reader.start();
            reader.join(200);
            assertThat(seen).as("it waits").isEmpty();
            committer.getOutputStream().write('\n');
            committer.getOutputStream().flush();
            reader.join(TimeUnit.SECONDS.toMillis(60));
            assertThat(seen).contains(true);
            assertThat(table().resolve("part-0")).hasContent("two");
        } finally {
            committer.destroyForcibly();
        }
    }

    private volatile Optional<Boolean> seen = Optional.empty();

    @Test
    void singleFile_replacesAFile() throws IOException {
        write(table(), "one");
        try (TableReplacement replacement = files().replace()) {
            write(made(replacement).resolve("_SUCCESS"), "");
            write(made(replacement).resolve("part-00000-x.csv"), "two");
            replacement.stage(true);
            replacement.commit();
        }
        assertThat(table()).hasContent("two");
        assertThat(all()).containsExactly("t");
    }

    @Test
    void severalFilesWhereOneIsExpected_areRefused() throws IOException {
        try (TableReplacement replacement = files().replace()) {
            write(made(replacement).resolve("part-0"), "one");
            write(made(replacement).resolve("part-1"), "two");
            assertThatThrownBy(() -> replacement.stage(true)).hasMessage("Spark wrote 2 files where one was expected");
        }
        assertThat(all()).isEmpty();
    }
}
