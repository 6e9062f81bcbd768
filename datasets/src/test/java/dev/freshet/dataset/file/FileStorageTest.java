package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.dataset.Stamp;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageContract;
import dev.freshet.dataset.StoredContent.Digested;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStorageTest extends StorageContract {
    @TempDir
    Path directory;

    @Override
    protected Storage storage() {
        return new FileStorage(directory);
    }

    @Test
    void fileReadLongAfterItsLastChange_isNotReadAgainForItsDigest() throws IOException {
        Path file = Files.writeString(directory.resolve("d"), "old");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        FileContent content = new FileContent("d", new FileLocation(storage(), "d", "d"));
        try (InputStream in = content.open()) {
            in.readAllBytes();
        }
        assertThat(content.digested().map(Digested::stamp))
                .isEqualTo(content.stamp().map(Stamp::text));
    }
}
