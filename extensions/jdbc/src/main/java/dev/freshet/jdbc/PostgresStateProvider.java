package dev.freshet.jdbc;

import dev.freshet.dataset.Credentials;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendProvider;
import java.io.IOException;
import java.util.List;

/** States in PostgreSQL: {@code state: postgresql://host/database?project=flights}. */
public final class PostgresStateProvider implements StateBackendProvider {
    @Override
    public String scheme() {
        return "postgresql";
    }

    @Override
    public List<Option> credentials() {
        return Access.keysWithoutUrl();
    }

    @Override
    public StateBackend open(String url, Credentials credentials) throws IOException {
        PostgresUrl parsed = PostgresUrl.of(url);
        return PostgresBackend.open(parsed, Access.of(parsed.jdbc(), credentials));
    }
}
