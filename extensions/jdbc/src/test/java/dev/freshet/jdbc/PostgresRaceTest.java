package dev.freshet.jdbc;

import dev.freshet.runtime.run.Team;
import dev.freshet.runtime.run.TeamRaceContract;
import java.util.Map;
import java.util.TreeMap;

/** Processes whose state is in PostgreSQL. */
final class PostgresRaceTest extends TeamRaceContract {
    @Override
    protected Team.Place place() {
        TestDatabase database = new PostgresDatabase();
        return new Team.Place(
                database.url().substring("jdbc:".length()) + "?schema=freshet&project=team",
                new TreeMap<>(Map.of("user", database.user(), "password", TestDatabase.PASSWORD)));
    }
}
