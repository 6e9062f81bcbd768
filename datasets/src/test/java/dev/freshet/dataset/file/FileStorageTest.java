package dev.freshet.dataset.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStorageTest extends StorageContract {
    private static final int MOST_TRIES = 1000;

    @TempDir
    Path directory;

    @Override
    protected Storage storage() {
        return new FileStorage(directory);
    }

    /**
     * The file is changed in the tick of its last change, so its stamp stays. Later, that stamp counts as one that shows
     * every change.
     */
    @Test
    void fileChangedInTheTickInWhichItWasRead_hasTheDigestOfTheNewContent() throws IOException {
        Path file = directory.resolve("d");
        boolean isHidden = false;
        for (int tried = 0; tried < MOST_TRIES && !isHidden; tried++) {
            FileContent content = new FileContent("d", new FileLocation(storage(), "d", "d"));
            Files.writeString(file, "old" + tried % 10);
            try (InputStream in = content.open()) {
                in.readAllBytes();
            }
            Stamp read = content.stamp().orElseThrow();
            Files.writeString(file, "new" + tried % 10);
            isHidden = content.stamp().equals(Optional.of(read));
            assertThat(content.digest(content.stamp().orElseThrow()))
                    .isEqualTo(new FileContent("d", new FileLocation(storage(), "d", "d")).digest(read));
        }
        assumeTrue(isHidden, "the clock of the file system is too fine for this test");
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
