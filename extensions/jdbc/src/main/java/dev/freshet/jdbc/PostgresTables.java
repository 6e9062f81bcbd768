package dev.freshet.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The tables of states, and the row that makes a project a state. */
final class PostgresTables {
    private static final int VERSION = 1;

    /** The codes for a table and for a schema that do not exist. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000");

    /** Any number; whoever creates tables holds the lock of this number. */
    private static final long LOCK = 0x66726573686574L;

    private static final List<String> CREATE = List.of(
            "create table if not exists freshet_state (project text primary key, format integer not null,"
                    + " id text not null, revision bigint not null, base_number bigint not null, base text not null)",
            "create table if not exists freshet_log (project text, number bigint, writer text not null,"
                    + " checksum text not null, entry text not null, primary key (project, number))",
            "create table if not exists freshet_session (project text, session text, beat text not null,"
                    + " renewed timestamptz not null default now(), primary key (project, session))",
            "create table if not exists freshet_object (project text, name text, content bytea not null,"
                    + " unneeded_since timestamptz, primary key (project, name))");

    private final PostgresConnections connections;
    private final PostgresUrl url;

    PostgresTables(PostgresConnections connections, PostgresUrl url) {
        this.connections = connections;
        this.url = url;
    }

    /** @param schema the schema that the tables are in */
    record Opened(String id, String schema) {}

    /** Returns what identifies the state, which this method creates if there is none. */
    Opened open() throws IOException {
        return connections.work("opened", (connection, isRepeated) -> {
            if (!isThere(connection)) {
                create(connection);
            }
            return find(connection);
        });
    }

    private boolean isThere(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select 1 from freshet_state where project = ?")) {
            statement.setString(1, url.project());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            if (MISSING.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Two who create the same table at the same time can fail, even with "if not exists".
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            if (!url.schema().isEmpty()) {
                statement.execute("create schema if not exists " + url.schema());
            }
            for (String table : CREATE) {
                statement.execute(table);
            }
            insert(connection);
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into freshet_state values (?, ?, ?, 0, 0, '') on conflict do nothing")) {
            statement.setString(1, url.project());
            statement.setInt(2, VERSION);
            statement.setString(3, UUID.randomUUID().toString());
            statement.executeUpdate();
        }
    }

    private Opened find(Connection connection) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select format, id, current_schema() from freshet_state where project = ?")) {
            statement.setString(1, url.project());
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IOException(connections.cannot("opened") + "its row was deleted; try again");
                }
                if (rows.getInt(1) > VERSION) {
                    throw new IOException("the state " + url.shown() + " has format " + rows.getInt(1)
                            + ", and this Freshet knows formats up to " + VERSION + "; use a newer version of Freshet");
                }
                return new Opened(rows.getString(2), rows.getString(3));
            }
        }
    }
}
