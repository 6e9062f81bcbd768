package dev.freshet.jdbc;

import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.runtime.state.shared.SharedStateStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** The state of a team in PostgreSQL. */
final class PostgresStateStoreTest extends SharedStateStoreContract {
    @TempDir
    Path project;

    private final TestDatabase database = new PostgresDatabase();

    @Override
    protected StateBackend connect() throws IOException {
        return StateAddress.create(
                        project,
                        database.url().substring("jdbc:".length()) + "?schema=freshet&project=team",
                        Map.of("user", database.user(), "password", TestDatabase.PASSWORD))
                .open();
    }
}
