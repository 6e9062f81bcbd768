package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A file system other than the default one. */
final class MemoryFileStorageTest extends StorageContract {
    @Override
    protected Storage storage() throws IOException {
        return new FileStorage(
                Files.createDirectory(Jimfs.newFileSystem(Configuration.unix()).getPath("/storage")));
    }

    /** This file system has only the time of the last change, as if each change came in the tick of the last one. */
    @Test
    void fileChangedInTheTickInWhichItWasRead_hasTheDigestOfTheNewContent() throws IOException {
        Path directory =
                Files.createDirectory(Jimfs.newFileSystem(Configuration.unix()).getPath("/files"));
        FileLocation location = new FileLocation(new FileStorage(directory), "d", "d");
        FileContent content = new FileContent("d", location);
        FileTime tick = FileTime.from(Instant.now().plusSeconds(60));
        write(directory, "old", tick);
        try (InputStream in = content.open()) {
            assertThat(in.readAllBytes()).asString().isEqualTo("old");
        }
        Stamp read = content.stamp().orElseThrow();
        write(directory, "new", tick);
        assertThat(content.stamp()).contains(read);
        assertThat(content.digest(read)).isEqualTo(new FileContent("d", location).digest(read));
    }

    private static void write(Path directory, String text, FileTime tick) throws IOException {
        Files.setLastModifiedTime(Files.writeString(directory.resolve("d"), text), tick);
    }
}
