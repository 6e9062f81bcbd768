package dev.freshet.jdbc;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The tables of states, and the row that makes a project a state. */
final class PostgresTables {
    private static final int VERSION = 1;

    /** The codes for a table and for a schema that do not exist. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000");

    /** The codes for a right that a user does not have, and for a schema that hides behind one. */
    private static final Set<String> DENIED = Set.of("42501", "3F000");

    /** Any number; whoever creates tables holds the lock of this number. */
    private static final long LOCK = 0x66726573686574L;

    private static final String COLUMNS = "select t.name || '.' || a.attname from unnest(?::text[]) t(name)"
            + " join pg_attribute a on a.attrelid = to_regclass(t.name) where a.attnum > 0 and not a.attisdropped";

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
            try {
                if (!isThere(connection)) {
                    create(connection);
                }
                requireColumns(connection);
                return find(connection);
            } catch (SQLException e) {
                if (DENIED.contains(String.valueOf(e.getSQLState()))) {
                    throw denied(connection, e);
                }
                throw e;
            }
        });
    }

    /** Names the grants that the user needs: for the tables, or to create them. */
    private IOException denied(Connection connection, SQLException failure) throws SQLException {
        PostgresRights rights = PostgresRights.of(connection, true);
        String advice = rights.grants().isEmpty()
                ? "; let the owner of the database run: " + grantToCreate(connection)
                : rights.advice() + " (to read only, select is enough)";
        return new IOException(connections.cannot("opened") + connections.reason(failure) + advice);
    }

    private String grantToCreate(Connection connection) throws SQLException {
        String schema = url.schema().isEmpty() ? "public" : url.schema();
        try (PreparedStatement statement = connection.prepareStatement("select case when to_regnamespace(?) is null"
                + " then format('grant create on database %I to %I', current_database(), current_user)"
                + " else format('grant usage, create on schema %s to %I', ?, current_user) end")) {
            statement.setString(1, schema);
            statement.setString(2, schema);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
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

    private void create(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Two who create the same table at the same time can fail, even with "if not exists".
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            if (!url.schema().isEmpty() && !isSchemaThere(connection)) {
                statement.execute("create schema if not exists " + url.schema());
            }
            // To create a table that is there needs a right, too.
            Set<String> found = columns(connection);
            for (PostgresTable table : PostgresTable.ALL) {
                if (!table.isIn(found)) {
                    statement.execute(table.create());
                }
            }
            requireColumns(connection);
            insert(connection);
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** To create a schema that is there needs a right, too. */
    private boolean isSchemaThere(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select to_regnamespace(?) is not null")) {
            statement.setString(1, url.schema());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    /** Another build can have made the tables, which all projects of a schema share. */
    private void requireColumns(Connection connection) throws SQLException, IOException {
        Set<String> missing = PostgresTable.missingOf(columns(connection));
        if (!missing.isEmpty()) {
            throw new IOException("the state " + url.shown() + " cannot be used: another build of Freshet made its"
                    + " tables, which do not have " + String.join(" and ", missing)
                    + "; name another schema in the address of the state (schema=NAME), or drop the tables "
                    + PostgresTable.names() + ": all projects in them then start anew");
        }
    }

    private static Set<String> columns(Connection connection) throws SQLException {
        Array names = connection.createArrayOf(
                "text", PostgresTable.ALL.stream().map(PostgresTable::name).toArray());
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setArray(1, names);
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> columns = new HashSet<>();
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
                return columns;
            }
        } finally {
            names.free();
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
