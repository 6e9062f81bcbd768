package dev.freshet.dataset.file;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import dev.freshet.dataset.Storage;
import dev.freshet.dataset.StorageContract;
import java.io.IOException;
import java.nio.file.Files;

/** A file system other than the default one. */
final class MemoryFileStorageTest extends StorageContract {
    @Override
    protected Storage storage() throws IOException {
        return new FileStorage(
                Files.createDirectory(Jimfs.newFileSystem(Configuration.unix()).getPath("/storage")));
    }
}
