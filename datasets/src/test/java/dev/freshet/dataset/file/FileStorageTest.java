package dev.freshet.dataset.file;

import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileStorageTest extends StorageContract {
    @TempDir
    Path directory;

    @Override
    protected Storage storage() {
        return new FileStorage(directory);
    }
}
