package dev.freshet.runtime.state.shared;

import dev.freshet.config.Configuration;
import dev.freshet.config.Position;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.catalog.StateBackends;
import dev.freshet.dataset.catalog.StoragePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** A state in a shared directory. */
final class DirectoryStateStoreTest extends SharedStateStoreContract {
    @TempDir
    Path root;

    @Override
    protected StateBackend connect() throws IOException {
        Path conf = Files.createDirectories(root.resolve("conf/base")).getParent();
        return StateBackends.of(Configuration.load(conf, "local", Map.of()))
                .open(
                        new StoragePlaces.Written(root.resolve("state").toString(), Position.of("run.yml")),
                        Optional.empty());
    }
}
