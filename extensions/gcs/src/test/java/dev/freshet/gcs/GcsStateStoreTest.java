package dev.freshet.gcs;

import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.shared.SharedStateStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The state of a team in a bucket of the stub. */
final class GcsStateStoreTest extends SharedStateStoreContract {
    @TempDir
    Path project;

    private final GcsStub stub = GcsStub.running();
    private final String state = "gs://" + stub.bucket().name() + "/team";

    @Override
    protected StateBackend connect() throws IOException {
        return StateAddress.create(project, state, Map.of("endpoint", stub.endpoint(), "anonymous", "true"))
                .open();
    }
}
