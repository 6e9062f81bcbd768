package dev.freshet.s3;

import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.shared.SharedStateStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The state of a team in a bucket. */
final class S3StateStoreTest extends SharedStateStoreContract {
    @TempDir
    Path project;

    private final S3Server server = S3Server.running();
    private final String state = "s3://" + server.bucket() + "/team";

    @Override
    protected StateBackend connect() throws IOException {
        return StateAddress.create(project, state, Access.keys(server.endpoint().toString()))
                .open();
    }
}
