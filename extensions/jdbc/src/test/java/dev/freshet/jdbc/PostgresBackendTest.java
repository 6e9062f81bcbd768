package dev.freshet.jdbc;

import dev.freshet.dataset.backend.StateAddress;
import dev.freshet.dataset.backend.StateBackend;
import dev.freshet.dataset.backend.StateBackendContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A state in PostgreSQL. */
final class PostgresBackendTest extends StateBackendContract {
    @TempDir
    Path directory;

    private final TestDatabase database = new PostgresDatabase();
    private int states;

    private StateAddress address(String state, String user) throws IOException {
        states++;
        return StateAddress.create(
                directory.resolve("project" + states), state, Map.of("user", user, "password", TestDatabase.PASSWORD));
    }

    @Override
    protected StateAddress create() throws IOException {
        return address(
                database.url().substring("jdbc:".length()) + "?schema=freshet&project=p" + (states + 1),
                database.user());
    }

    @Override
    protected StateBackend openForReading(StateAddress address) throws IOException {
        String reader = "reader_of_" + project(address) + "_" + address.state().replaceAll(".*/|\\?.*", "");
        database.run(
                "create role " + reader + " login password '" + TestDatabase.PASSWORD + "'",
                "grant usage on schema freshet to " + reader,
                "grant select on all tables in schema freshet to " + reader);
        return address(address.state(), reader).open();
    }

    private static String project(StateAddress address) {
        return address.state().replaceFirst(".*project=", "");
    }

    @Override
    protected void damage(StateAddress address, long number) {
        database.run("update freshet.freshet_log set entry = entry || '!' where project = '" + project(address)
                + "' and number = " + number);
    }

    @Override
    protected boolean age(StateAddress address) {
        String ofProject = " - interval '8 days' where project = '" + project(address) + "'";
        database.run(
                "update freshet.freshet_object set unneeded_since = unneeded_since" + ofProject,
                "update freshet.freshet_session set renewed = renewed" + ofProject);
        return true;
    }

    @Override
    protected void makeNewer(StateAddress address) {
        database.run("update freshet.freshet_state set format = 2 where project = '" + project(address) + "'");
    }
}
