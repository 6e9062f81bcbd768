package dev.freshet.runtime.run.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.file.FileStamp;
import dev.freshet.fingerprint.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SnapshotTest {
    @TempDir
    Path directory;

    private Path conf;
    private Path data;
    private Path classes;
    private Path kept;

    @BeforeEach
    void writeFiles() throws IOException {
        conf = Files.createDirectories(directory.resolve("conf"));
        write(conf.resolve("catalog.yml"), "a");
        classes = Files.createDirectories(directory.resolve("classes"));
        write(classes.resolve("A.class"), "a");
        data = directory.resolve("data.txt");
        write(data, "a");
        kept = directory.resolve("kept");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    }

    private Snapshot snapshot(String... request) {
        return new Snapshot(kept, List.of(request), List.of(conf, directory.resolve("journal")));
    }

    private boolean isCurrent(String... request) {
        return snapshot(request).upToDate().isPresent();
    }

    /** Once the clock has ticked, so that change times can be trusted. */
    private void keep(String... request) throws IOException {
        Instant end = Instant.now().plusMillis(25);
        while (Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        Snapshot snapshot = snapshot(request);
        assertThat(snapshot.upToDate()).isEmpty();
        snapshot.write(
                ClassPath.of(List.of(classes, directory.resolve("absent.jar"))).look(),
                Map.of(data, FileStamp.of(data).stamp()),
                new Snapshot.UpToDate(3, 1, 1));
    }

    @Test
    void freshNodes_nothingChanged_isTheirNumber() throws IOException {
        keep("p");
        assertThat(snapshot("p").upToDate()).hasValue(new Snapshot.UpToDate(3, 1, 1));
    }

    @Test
    void freshNodes_somethingChanged_isEmpty() throws IOException {
        keep("p");
        write(data, "b");
        assertThat(isCurrent("p")).isFalse();
        keep("p");
        write(conf.resolve("parameters.yml"), "b");
        assertThat(isCurrent("p")).isFalse();
        keep("p");
        write(classes.resolve("B.class"), "b");
        assertThat(isCurrent("p")).isFalse();
        keep("p");
        write(directory.resolve("journal"), "b");
        assertThat(isCurrent("p")).isFalse();
        keep("p");
        write(directory.resolve("absent.jar"), "b");
        assertThat(isCurrent("p")).isFalse();
    }

    /** Of equal size and time, as {@code cp -p} leaves it: for configuration, code and data alike. */
    @Test
    void freshNodes_fileReplacedByOneOfEqualSizeAndTime_isEmpty() throws IOException {
        for (Path file : List.of(conf.resolve("catalog.yml"), classes.resolve("A.class"), data)) {
            keep("p");
            assertThat(isCurrent("p")).isTrue();
            FileTime time = Files.getLastModifiedTime(file);
            Files.writeString(file, "z");
            Files.setLastModifiedTime(file, time);
            assertThat(isCurrent("p")).as("%s", file).isFalse();
            Path other = Files.writeString(directory.resolve("other"), "y");
            Files.setLastModifiedTime(other, time);
            keep("p");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(isCurrent("p")).as("moved to %s", file).isFalse();
        }
    }

    @Test
    void freshNodes_fileGone_isEmpty() throws IOException {
        keep("p");
        Files.delete(data);
        assertThat(isCurrent("p")).isFalse();
    }

    @Test
    void freshNodes_otherRequest_isEmpty() throws IOException {
        keep("p", "a", "1");
        assertThat(isCurrent("p", "a", "1")).isTrue();
        assertThat(isCurrent("p", "a1")).isFalse();
        assertThat(isCurrent("p", "a", "2")).isFalse();
    }

    @Test
    void freshNodes_damagedAnywhere_isEmpty() throws IOException {
        keep("p");
        byte[] whole = Files.readAllBytes(kept);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(kept, damaged);
            assertThat(isCurrent("p")).as("bit %d", at).isFalse();
            Files.write(kept, java.util.Arrays.copyOf(whole, at));
            assertThat(isCurrent("p")).as("cut at %d", at).isFalse();
        }
    }

    @Test
    void write_contentTooNewToBeTrusted_keepsNothing() throws IOException {
        Snapshot snapshot = snapshot("p");
        snapshot.upToDate();
        Files.writeString(data, "new");
        snapshot.write(
                ClassPath.of(List.of(classes)).look(),
                Map.of(data, FileStamp.of(data).stamp()),
                new Snapshot.UpToDate(3, 1, 1));
        assertThat(kept).doesNotExist();
    }
}
