package dev.freshet.runtime.dataset;

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
