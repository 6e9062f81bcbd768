package dev.freshet.jdbc;

import dev.freshet.runtime.run.Team;
import dev.freshet.runtime.run.TeamRaceContract;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;

/** Processes whose state is in PostgreSQL. */
@Tag("once")
final class PostgresRaceTest extends TeamRaceContract {
    @Override
    protected Team.Place place() {
        TestDatabase database = new PostgresDatabase();
        return new Team.Place(
                database.url().substring("jdbc:".length()) + "?schema=freshet&project=team",
                new TreeMap<>(Map.of("user", database.user(), "password", TestDatabase.PASSWORD)));
    }
}
